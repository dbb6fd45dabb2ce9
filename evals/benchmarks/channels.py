"""Does every message get one turn, and every reply arrive once, whatever dies? And how soon is a message acknowledged?

Two server processes over one database. First signed deliveries of the generic webhook, three in ten of them doubled,
shuffled, to either server; in the midst of it one is killed by SIGKILL and started again. Then deliveries at a steady
rate, timed from the moment when each was due. Default configuration, grading on; senders and platform share the
machine.
"""

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from evals.benchmarks.channel_store import ChannelStore, OpenChannel
from evals.benchmarks.delivering import DUPLICATES, Deliverer, make_messages, shuffled_deliveries
from evals.benchmarks.exactly_once import ExactlyOnce, judge
from evals.benchmarks.server import Launch, Server, free_port, launch_command, scratch_environment
from evals.benchmarks.webhook_platform import SECRET, WebhookPlatform

SERVERS, SEED = 2, 7
PER_SECOND, STEADY_S = 200.0, 20.0
KILL_AT, DOWN_S = 0.4, 1.0
SETTLED_WITHIN_S = 900.0
# Failures hand hardly anybody over, so that nearly every message is the agent's to answer.
SETTINGS = {"TURNWISE_FAILURES_BEFORE_HANDOFF": "1000000", "TURNWISE_SIGNS_BEFORE_HANDOFF": "0"}
Told = Callable[[object], None]


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """How soon deliveries at this rate were acknowledged by both servers together."""

    database: str
    per_second: float
    deliveries: int
    refused: int
    p50_ms: float
    p99_ms: float
    most_ms: float


async def run(
    data: Path | None,
    hear: Told | None = None,
    *,
    deliveries: int = 10_000,
    postgres: str = "",
    open_channel: OpenChannel,
    steady_s: float = STEADY_S,
    launch: Launch = launch_command,
    starting: Sequence[str] = ("--demo",),
    prepare: Callable[[Path], object] = lambda _: None,
) -> list[ExactlyOnce | Acknowledged]:
    """Measure on SQLite, or on the PostgreSQL server at the URL `postgres`. Public `data` is not needed.

    `prepare` may put something into the servers' data folder; `starting` is what they are started with. Raises
    RuntimeError where a delivery is refused for good.
    """
    told: Told = hear or (lambda _: None)
    with tempfile.TemporaryDirectory(prefix="turnwise-") as folder:
        prepare(Path(folder))
        async with (
            WebhookPlatform() as platform,
            open_channel(postgres, Path(folder), platform.url, SECRET) as store,
        ):
            environment = {**scratch_environment(Path(folder)), **SETTINGS, **store.environment}
            servers = [Server(Path(folder), free_port(), environment, launch) for _ in range(SERVERS)]
            try:
                for server in servers:  # the first one alone: it makes ready what both share
                    await server.start(*starting)
                name = "PostgreSQL" if postgres else "SQLite"
                rows: list[ExactlyOnce | Acknowledged] = [await _once(name, store, platform, servers, deliveries, told)]
                if steady_s:
                    rows.append(await _acknowledged(name, store, servers, steady_s, told))
            finally:
                for server in servers:
                    server.stop()
    return rows


async def _once(
    database: str, store: ChannelStore, platform: WebhookPlatform, servers: Sequence[Server], count: int, told: Told
) -> ExactlyOnce:
    contacts = max(10, count // 20)
    messages = make_messages(round(count * (1 - DUPLICATES)), contacts, SEED, "a")
    deliveries = shuffled_deliveries(messages, count, SEED)
    deliverer = Deliverer([server.url for server in servers], store.hook, SEED)
    dying: list[asyncio.Task[None]] = []

    def progress(done: int) -> None:
        if done % 1_000 == 0:
            told(f"{done} deliveries acknowledged")
        if done == int(count * KILL_AT):
            dying.append(asyncio.create_task(_die(servers[-1], told)))

    started_s = perf_counter()
    going = await deliverer.all(deliveries, progress)
    await asyncio.gather(*dying)
    await deliverer.close()
    told(f"all acknowledged after {perf_counter() - started_s:.0f} s")
    await _settled(store, told)
    took_s = perf_counter() - started_s
    said, replied = await store.said(), await store.replied()
    return judge(database, count, messages, going, said, replied, await store.turns(), platform, took_s)


async def _die(server: Server, told: Told) -> None:
    server.kill()
    told("one server killed")
    await asyncio.sleep(DOWN_S)
    await server.start()
    told("and up again")


async def _settled(store: ChannelStore, told: Told) -> None:
    """Return when nothing waits; or, with what is missing to be counted, after long."""
    started_s = told_s = perf_counter()
    while (waiting := await store.waiting()) and perf_counter() - started_s < SETTLED_WITHIN_S:
        if perf_counter() - told_s > 10:
            told(f"{waiting} messages and replies wait")
            told_s = perf_counter()
        await asyncio.sleep(0.2)


async def _acknowledged(
    database: str, store: ChannelStore, servers: Sequence[Server], steady_s: float, told: Told
) -> Acknowledged:
    messages = make_messages(int(PER_SECOND * steady_s), int(PER_SECOND * steady_s) // 4, SEED, "b")
    deliverer = Deliverer([server.url for server in servers], store.hook, SEED)
    told(f"{PER_SECOND:.0f} deliveries a second for {steady_s:.0f} s")
    going = await deliverer.at_rate(messages, PER_SECOND)
    await deliverer.close()
    p50, p99, most = (round(float(one) * 1000, 1) for one in np.quantile(going.latencies_s, (0.5, 0.99, 1.0)))
    return Acknowledged(database, PER_SECOND, len(messages), going.refused, p50, p99, most)
