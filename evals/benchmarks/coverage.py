"""Is every turn graded, once, whatever dies? Turns by the hundred thousand, and workers killed at twenty moments.

Made turns are written by the product's own write path while three `turnwise worker` processes grade them; at moments
drawn from a seed one, two or all of them are killed by SIGKILL and started again. No more than `WAITING` grades wait at
a time: all workers always have work, and the lag tells of that queue, not of the whole run. A trigger in the database
counts each grade that is written, beside the table in which grades stand.
"""

import asyncio
import random
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from evals.benchmarks.killed_workers import Workers
from evals.benchmarks.made_turns import made_turns
from evals.benchmarks.server import Launch, launch_command
from evals.benchmarks.turn_store import MadeTurn, OpenTurns, Tally, TurnStore

WORKERS, KILLS, SEED = 3, 20, 20
WAITING = 12_000
"""Grades: those of about a thousand turns."""
TELL = 5_000
STALLED_S = 300.0
_LOOK_S = 0.2
_START_S = 900.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """`turns` put in, all of whose `wanted` grades were to be given; `kills` are processes.

    `missing` grades were wanted and are not there, with `unwanted` it is the other way round, and `doubled` ones were
    written again. The lag is from a reply to the last of its grades.
    """

    database: str
    turns: int
    workers: int
    kills: int
    wanted: int
    missing: int
    unwanted: int
    doubled: int
    could_not_grade: int
    lag_p50_s: float
    lag_p99_s: float
    lag_max_s: float
    turns_per_s: float


async def run(
    data: Path | None,
    hear: Callable[[object], None] | None = None,
    *,
    turns: int = 5_000,
    kills: int = KILLS,
    postgres: str = "",
    open_turns: OpenTurns,
    demo_knowledge: Path,
    launch: Launch = launch_command,
) -> list[Coverage]:
    """Measure on SQLite, or on the PostgreSQL server at the URL `postgres`. Public `data` is not needed.

    Raises RuntimeError where a worker ends by itself.
    """
    told = hear or (lambda _: None)
    with tempfile.TemporaryDirectory(prefix="turnwise-") as folder:
        scratch = Path(folder)
        async with open_turns(postgres, scratch) as store:
            workers = Workers(store.environment, launch, scratch / "workers.log")
            try:
                await _all_at_work(workers, store)
                told(f"{turns} turns, {WORKERS} workers at work")
                started_s = perf_counter()
                made = made_turns(turns, demo_knowledge, SEED)
                await _through_kills(workers, store, made, turns, kills, told)
                await _graded(workers, store, 0)
                took_s = perf_counter() - started_s
            finally:
                workers.stop()
            tally = await store.tally()
    return [_row("PostgreSQL" if postgres else "SQLite", workers.killed, tally, took_s)]


async def _all_at_work(workers: Workers, store: TurnStore) -> None:
    """The first one alone: it makes ready what all of them share."""
    for count in (1, WORKERS - 1):
        before = await store.workers()
        workers.start(count)
        async with asyncio.timeout(_START_S):
            while await store.workers() < before + count:
                workers.check()
                await asyncio.sleep(_LOOK_S)


async def _through_kills(
    workers: Workers,
    store: TurnStore,
    made: Iterable[tuple[MadeTurn, ...]],
    turns: int,
    kills: int,
    told: Callable[[object], None],
) -> None:
    source = random.Random(SEED)  # noqa: S311 - the same moments every time
    moments = sorted(source.randrange(turns) for _ in range(kills))
    put = 0
    for together in made:
        await _graded(workers, store, WAITING)
        await store.put(together)
        if put // TELL < (put := put + len(together)) // TELL:
            told(f"{put} turns in")
        while moments and moments[0] < put:
            moments.pop(0)
            await asyncio.sleep(source.uniform(0, _LOOK_S))
            workers.kill(source.sample(range(WORKERS), source.randint(1, WORKERS)))
            told(f"{put} turns in, {workers.killed} processes killed")


async def _graded(workers: Workers, store: TurnStore, at_most: int) -> None:
    """Return when no more grades wait; or, with what is missing to be counted, when none was given for long."""
    waiting = least = await store.waiting()
    since_s = perf_counter()
    while waiting > at_most and perf_counter() - since_s < STALLED_S:
        workers.check()
        await asyncio.sleep(_LOOK_S)
        waiting = await store.waiting()
        if waiting < least:
            least, since_s = waiting, perf_counter()


def _row(database: str, killed: int, tally: Tally, took_s: float) -> Coverage:
    p50, p99, most = (round(float(one), 2) for one in np.quantile(tally.lag_s or (np.nan,), (0.5, 0.99, 1.0)))
    return Coverage(
        database=database,
        turns=tally.turns,
        workers=WORKERS,
        kills=killed,
        wanted=tally.wanted,
        missing=tally.wanted - tally.given,
        unwanted=tally.unwanted,
        doubled=tally.doubled,
        could_not_grade=tally.could_not_grade,
        lag_p50_s=p50,
        lag_p99_s=p99,
        lag_max_s=most,
        turns_per_s=round(tally.turns / took_s, 1),
    )
