"""Thirty rules over 100,000 turns: hits against plain loops that know nothing of the engine, and the time."""

import asyncio
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.benchmarks.rules_by_hand import ByHand
from evals.benchmarks.rules_written import WRITTEN, conversation
from evals.rules.book import RuleBook
from evals.rules.document import RuleSet
from graphs.evaluator.grader import GradingContext, Stage

TURNS = 100_000
_SEED = 20_260_105
Key = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """`missed` are hits that only the plain loops found, `invented` those that only the engine found.

    Times are the processor's.
    """

    rules: int
    turns: int
    hits: int
    turns_hit: int
    rules_hit: int
    missed: int
    invented: int
    cpu_s: float
    cpu_mean_us: float
    cpu_p99_us: float
    by_hand_cpu_s: float


async def run(data: Path | None, hear: Callable[[object], None], *, turns: int = TURNS) -> list[RuleFigures]:
    """Judge made turns; they are the same at each run. Conditions by meaning are left out: loops cannot check them."""
    document = RuleSet.model_validate(WRITTEN)
    book, by_hand = RuleBook(document), ByHand(WRITTEN)
    made = list(_made(turns))
    hear(f"{len(made)} turns are made")
    found, taken = list[set[Key]](), list[float]()
    for number, context in enumerate(made):
        started = time.process_time()
        hits = [hit for stage in Stage for hit in await book.hits(context, stage) or ()]
        taken.append(time.process_time() - started)
        found.append({(hit.rule, hit.reply, hit.start, hit.end) for hit in hits})
        if number % 10_000 == 9_999:
            hear(f"{number + 1} turns are judged")
            await asyncio.sleep(0)
    started = time.process_time()
    expected = [by_hand.hits(context) for context in made]
    by_hand_cpu_s = time.process_time() - started
    return [_figures(found, expected, taken, by_hand_cpu_s)]


def _made(turns: int) -> Iterator[GradingContext]:
    source, count = random.Random(_SEED), 0  # noqa: S311 - the same turns at each run
    while count < turns:
        for context in conversation(source):
            if count < turns:
                yield context
                count += 1


def _figures(found: list[set[Key]], expected: list[set[Key]], taken: list[float], by_hand_cpu_s: float) -> RuleFigures:
    return RuleFigures(
        rules=len(WRITTEN["rules"]),
        turns=len(found),
        hits=sum(map(len, found)),
        turns_hit=sum(map(bool, found)),
        rules_hit=len({key[0] for keys in found for key in keys}),
        missed=sum(len(right - keys) for keys, right in zip(found, expected, strict=True)),
        invented=sum(len(keys - right) for keys, right in zip(found, expected, strict=True)),
        cpu_s=round(sum(taken), 2),
        cpu_mean_us=round(sum(taken) / len(taken) * 1e6, 1),
        cpu_p99_us=round(sorted(taken)[int(len(taken) * 0.99)] * 1e6, 1),
        by_hand_cpu_s=round(by_hand_cpu_s, 2),
    )
