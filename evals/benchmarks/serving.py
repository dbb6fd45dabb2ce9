"""How fast a served Turnwise is, and how much it carries: `turnwise bench serving`.

A real server process with its default configuration, grading on, and this process as its customers, on one machine.
"""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter

from evals.benchmarks.customers import Customers
from evals.benchmarks.questions import different_questions
from evals.benchmarks.server import Server, served

Echo = Callable[[str], None]

SINGLES = 200
CLOSED_LOOP_TURNS = 600
CLOSED_LOOP_CUSTOMERS = 100
BURST = 500
BURSTS = 3
STEADY_S = 15.0
STEADY_RATES = (25, 50, 75, 100, 150, 200)
KEEPS_UP_S = 5.0


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: `value` in `unit` over `n` observations."""

    name: str
    value: float
    unit: str
    n: int


async def run(data: Path | None, echo: Echo) -> list[Row]:
    """Measure, telling `echo` each figure as it is known; `data` is the folder of public sets, if any."""
    questions = different_questions(data, BURST * BURSTS + SINGLES + CLOSED_LOOP_TURNS)
    echo(f"{len(questions)} different questions, the demo knowledge base, default settings, grading on")
    rows: list[Row] = []

    def report(row: Row) -> None:
        rows.append(row)
        echo(f"{row.name:<58} {row.value:>9.1f} {row.unit} (n={row.n})")

    async with served() as server, Customers(server.url) as customers:
        report(Row("server start to first answered request", server.started_s, "s", 1))
        fresh = iter(questions)
        await customers.ask_one_by_one(list(islice(fresh, 20)))  # warm-up, not counted
        report(Row("memory after start", server.rss_mb(), "MB", 1))
        for row in await _singles(customers, list(islice(fresh, SINGLES - 20))):
            report(row)
        await server.graded()
        for row in await _closed_loop(customers, list(islice(fresh, CLOSED_LOOP_TURNS))):
            report(row)
        report(await _grading_rate(server))
        for row in await _bursts(customers, server, [list(islice(fresh, BURST)) for _ in range(BURSTS)]):
            report(row)
        report(await _sustained(customers, server, questions, echo))
        report(Row("memory at the end", server.rss_mb(), "MB", 1))
    return rows


async def _singles(customers: Customers, questions: Sequence[str]) -> list[Row]:
    latencies = await customers.ask_one_by_one(questions)
    return [
        Row("a single turn, one at a time: median", median(latencies) * 1000, "ms", len(latencies)),
        Row("a single turn, one at a time: p95", _p95(latencies) * 1000, "ms", len(latencies)),
        Row("turns per second, one at a time", len(latencies) / sum(latencies), "turns/s", len(latencies)),
    ]


async def _closed_loop(customers: Customers, questions: Sequence[str]) -> list[Row]:
    started = perf_counter()
    latencies = await customers.ask_concurrently(questions, CLOSED_LOOP_CUSTOMERS)
    elapsed_s = perf_counter() - started
    return [
        Row("turns per second, 100 customers at a time", len(latencies) / elapsed_s, "turns/s", len(latencies)),
        Row("latency, 100 customers at a time: median", median(latencies) * 1000, "ms", len(latencies)),
        Row("latency, 100 customers at a time: p95", _p95(latencies) * 1000, "ms", len(latencies)),
    ]


async def _grading_rate(server: Server) -> Row:
    pending = await server.pending_turns()
    started = perf_counter()
    await server.graded()
    return Row("turns graded per second, nobody asking", pending / (perf_counter() - started), "turns/s", pending)


async def _bursts(customers: Customers, server: Server, bursts: Sequence[Sequence[str]]) -> list[Row]:
    last_replies = []
    for questions in bursts:
        latencies = await customers.burst(questions)
        last_replies.append(max(latencies))
        await server.graded()
    return [
        Row(f"last reply to {BURST} questions at once: median of {BURSTS}", median(last_replies), "s", BURSTS),
        Row(f"last reply to {BURST} questions at once: worst of {BURSTS}", max(last_replies), "s", BURSTS),
    ]


async def _sustained(customers: Customers, server: Server, questions: Sequence[str], echo: Echo) -> Row:
    """The highest offered rate at which, right after 15 s of it, all grades are given within 5 s."""
    best = 0
    for rate in STEADY_RATES:
        asked = list(islice(cycle(questions), int(rate * STEADY_S)))
        started = perf_counter()
        latencies = await customers.ask_at_rate(asked, rate)
        elapsed_s = perf_counter() - started
        caught_up_s = await server.graded()
        keeps_up = elapsed_s < STEADY_S * 1.1 and caught_up_s < KEEPS_UP_S
        echo(
            f"  offered {rate}/s for {STEADY_S:.0f} s: answered in {elapsed_s:.1f} s,"
            f" median {median(latencies) * 1000:.0f} ms, p95 {_p95(latencies) * 1000:.0f} ms,"
            f" graded {caught_up_s:.1f} s later"
        )
        if not keeps_up:
            break
        best = rate
    return Row("rate sustained with grading keeping up", best, "turns/s", int(best * STEADY_S))


def _p95(values: Sequence[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def as_json(rows: Sequence[Row]) -> str:
    """The figures as JSON Lines."""
    return "\n".join(json.dumps({"name": r.name, "value": r.value, "unit": r.unit, "n": r.n}) for r in rows)


def main(data: Path | None, echo: Echo) -> list[Row]:
    """`run` for those who have no event loop."""
    return asyncio.run(run(data, echo))
