"""How long do rates take that rest on a year of a million conversations?

Made-up conversations are added by the product's own write path, a day at a time: each is worked out, written down and
added to the cells. Then rates are asked for, cut in every way, and the conversations behind them. Each is asked `ASKED`
times; the processor time is that of this process, so that of a PostgreSQL server is not in it.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from evals.benchmarks.made_year import FIRST, NOW, made_year
from evals.benchmarks.rate_store import OpenRates, Question, RateStore
from evals.rates.cuts import CUTS
from evals.rates.days import begin_of

ASKED = 10
SEED = 20
_START = begin_of(FIRST)
_MARCH = begin_of(date(2025, 3, 1)), begin_of(date(2025, 4, 1))
_SPRING = begin_of(date(2025, 4, 1)), begin_of(date(2025, 7, 1))
_SUMMER = begin_of(date(2025, 7, 1)), begin_of(date(2025, 10, 1))
_HUNDRED = begin_of(date(2025, 5, 16)), begin_of(date(2025, 8, 24))
_ACROSS = ("channel", "prompt_version")

QUESTIONS = (
    Question("the year"),
    Question("the year, but for hours at its ends", since=_START + timedelta(hours=5), until=NOW - timedelta(hours=7)),
    Question("a month", since=_MARCH[0], until=_MARCH[1]),
    *(Question(f"by {cut.replace('_', ' ')}", by=(cut,)) for cut in ("month", "week", "day", *CUTS)),
    Question("one channel", only={"channel": "widget"}),
    Question("one prompt version", only={"prompt_version": "p07"}),
    Question("by channel and language", by=("channel", "language")),
    Question("by week and account", by=("week", "account")),
    Question("by model, in one channel", by=("model",), only={"channel": "widget"}),
    Question("by channel and prompt version", by=_ACROSS),
    Question("by account, language and model", by=("account", "language", "model")),
    Question("by channel and model, of 100 days", ("channel", "model"), since=_HUNDRED[0], until=_HUNDRED[1]),
    Question("by channel and knowledge version, in a month", ("channel", "knowledge_version"), {}, *_MARCH),
    Question("by knowledge version, in one channel", by=("knowledge_version",), only={"channel": "widget"}),
    Question("by channel and knowledge version", by=("channel", "knowledge_version")),
    Question("by operator group and knowledge version", by=("operator_group", "knowledge_version")),
    Question("by day and channel", by=("day", "channel")),
    Question("by week, channel and prompt version", by=("week", *_ACROSS)),
    Question("a quarter beside the one before", since=_SUMMER[0], until=_SUMMER[1], earlier=_SPRING),
    Question("by channel and prompt version, beside the quarter before", _ACROSS, {}, *_SUMMER, earlier=_SPRING),
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
    median_ms: float
    worst_ms: float
    processor_median_ms: float


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
    median, worst, used = float(np.median(took_ms)), max(took_ms), float(np.median(used_ms))
    return Answered(name, question.name, found, round(median, 1), round(worst, 1), round(used, 1))
