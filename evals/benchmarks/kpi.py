"""How long do rates take that rest on a year of a million conversations?

Made-up conversations are added by the product's own write path, a day at a time: each is worked out, written down and
added to the cells. Then rates are asked for, cut in every way, and the conversations behind them. Each is asked `ASKED`
times; the processor time is that of this process, so that of a PostgreSQL server is not in it.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from evals.benchmarks.made_year import FIRST, NOW, made_year
from evals.benchmarks.rate_store import OpenRates, Question, RateStore
from evals.rates.days import begin_of

ASKED = 20
SEED = 20
_START = begin_of(FIRST)
_MARCH = datetime.fromisoformat("2025-03-01T00:00:00+00:00"), datetime.fromisoformat("2025-04-01T00:00:00+00:00")

QUESTIONS = (
    Question("the year"),
    Question("the year, but for hours at its ends", since=_START + timedelta(hours=5), until=NOW - timedelta(hours=7)),
    Question("a month", since=_MARCH[0], until=_MARCH[1]),
    Question("by month", by=("month",)),
    Question("by day", by=("day",)),
    Question("by channel", by=("channel",)),
    Question("by channel and language", by=("channel", "language")),
    Question("by operator group", by=("operator_group",)),
    Question("by week and account", by=("week", "account")),
    Question("by prompt version", by=("prompt_version",)),
    Question("by model, in one channel", by=("model",), only={"channel": "widget"}),
    Question("by channel and prompt version", by=("channel", "prompt_version")),
    Question("by everything, in a month", by=("account", "language", "model"), since=_MARCH[0], until=_MARCH[1]),
    Question("conversations handed over", number="transfer"),
    Question("conversations handed over for safety", number="transfer.by_reason.safety", only={"language": "en"}),
)


@dataclass(frozen=True, slots=True)
class Added:
    """How many conversations were worked out and added to how many cells, and what that took."""

    database: str
    conversations: int
    cells: int
    loads: int
    megabytes: float
    seconds: float
    processor_s: float
    conversations_per_s: float


@dataclass(frozen=True, slots=True)
class Answered:
    """A question, how many groups or conversations its answer has, and how long it took."""

    database: str
    question: str
    found: int
    p50_ms: float
    p95_ms: float
    processor_p50_ms: float


async def run(
    data: Path | None,
    hear: Callable[[object], None] | None = None,
    *,
    open_rates: OpenRates,
    conversations: int = 100_000,
    postgres: str = "",
) -> list[Added | Answered]:
    """Measure on SQLite, or on the PostgreSQL server at the URL `postgres`. Public `data` is not needed."""
    told = hear or (lambda _: None)
    name = "PostgreSQL" if postgres else "SQLite"
    with tempfile.TemporaryDirectory(prefix="turnwise-") as folder:
        async with open_rates(postgres, Path(folder)) as store:
            rows: list[Added | Answered] = [await _add(store, name, conversations, told)]
            for question in QUESTIONS:
                told(question.name)
                rows.append(await _ask(store, name, question))
    return rows


async def _add(store: RateStore, name: str, conversations: int, told: Callable[[object], None]) -> Added:
    seconds = processor_s = 0.0
    for number, day in enumerate(made_year(conversations, SEED)):
        if number % 30 == 0:
            told(f"day {number + 1}")
        at, used = perf_counter(), process_time()
        await store.add(day)
        seconds, processor_s = seconds + perf_counter() - at, processor_s + process_time() - used
    size = await store.finish()
    return Added(
        name,
        size.conversations,
        size.cells,
        size.loads,
        round(size.megabytes, 1),
        round(seconds, 1),
        round(processor_s, 1),
        round(conversations / seconds, 1),
    )


async def _ask(store: RateStore, name: str, question: Question) -> Answered:
    took_ms: list[float] = []
    used_ms: list[float] = []
    for _ in range(ASKED):
        at, used = perf_counter(), process_time()
        found = await store.ask(question, NOW)
        took_ms.append((perf_counter() - at) * 1_000)
        used_ms.append((process_time() - used) * 1_000)
    p50, p95, used_p50 = (float(one) for one in (*np.quantile(took_ms, (0.5, 0.95)), np.median(used_ms)))
    return Answered(name, question.name, found, round(p50, 1), round(p95, 1), round(used_p50, 1))
