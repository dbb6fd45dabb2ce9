"""Rules over 100,000 turns, and the time that they take: thirty written for this, whose hits are compared with plain
loops that know nothing of the engine; and the thirty of the packs that come with the product.
"""

import asyncio
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.benchmarks.rules_by_hand import ByHand
from evals.benchmarks.rules_written import WRITTEN, conversation
from evals.rules.book import RuleBook
from evals.rules.document import RuleSet
from evals.rules.packs import PACKS, all_rules, compares_meanings
from graphs.evaluator.grader import GradingContext, Stage

TURNS = 100_000
_SEED = 20_260_105
Key = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """`missed` are hits that only the plain loops found, `invented` those that only the engine found; None for the
    packs, which the loops do not know. `by_meaning` rules are left out. Times are the processor's.
    """

    rules_of: str
    rules: int
    by_meaning: int
    turns: int
    hits: int
    turns_hit: int
    rules_hit: int
    missed: int | None
    invented: int | None
    cpu_s: float
    cpu_mean_us: float
    cpu_p99_us: float
    by_hand_cpu_s: float | None


async def run(data: Path | None, hear: Callable[[object], None], *, turns: int = TURNS) -> list[RuleFigures]:
    """Judge made turns; they are the same at each run."""
    made = list(_made(turns))
    hear(f"{len(made)} turns are made")
    found, taken = await _judged(RuleSet.model_validate(WRITTEN), made, hear)
    by_hand, started = ByHand(WRITTEN), time.process_time()
    expected = [by_hand.hits(context) for context in made]
    by_hand_cpu_s = round(time.process_time() - started, 2)
    written = replace(
        _figures("benchmark", len(WRITTEN["rules"]), 0, found, taken),
        missed=sum(len(right - keys) for keys, right in zip(found, expected, strict=True)),
        invented=sum(len(keys - right) for keys, right in zip(found, expected, strict=True)),
        by_hand_cpu_s=by_hand_cpu_s,
    )
    packed = all_rules(RuleSet(packs=PACKS))
    compared = [rule for rule in packed if compares_meanings([rule])]
    active = tuple(rule.model_copy(update={"active": True}) for rule in packed if rule not in compared)
    found, taken = await _judged(RuleSet(packs=(), rules=active), made, hear)
    return [written, _figures("packs", len(packed), len(compared), found, taken)]


async def _judged(
    document: RuleSet, made: Sequence[GradingContext], hear: Callable[[object], None]
) -> tuple[list[set[Key]], list[float]]:
    """The hits of each turn, and how long each took."""
    book = RuleBook(document)
    found, taken = list[set[Key]](), list[float]()
    for number, context in enumerate(made):
        started = time.process_time()
        hits = [hit for stage in Stage for hit in await book.hits(context, stage) or ()]
        taken.append(time.process_time() - started)
        found.append({(hit.rule, hit.reply, hit.start, hit.end) for hit in hits})
        if number % 10_000 == 9_999:
            hear(f"{number + 1} turns are judged")
            await asyncio.sleep(0)
    return found, taken


def _made(turns: int) -> Iterator[GradingContext]:
    source, count = random.Random(_SEED), 0  # noqa: S311 - the same turns at each run
    while count < turns:
        for context in conversation(source):
            if count < turns:
                yield context
                count += 1


def _figures(
    rules_of: str, rules: int, by_meaning: int, found: Sequence[set[Key]], taken: Sequence[float]
) -> RuleFigures:
    return RuleFigures(
        rules_of=rules_of,
        rules=rules,
        by_meaning=by_meaning,
        turns=len(found),
        hits=sum(map(len, found)),
        turns_hit=sum(map(bool, found)),
        rules_hit=len({key[0] for keys in found for key in keys}),
        missed=None,
        invented=None,
        cpu_s=round(sum(taken), 2),
        cpu_mean_us=round(sum(taken) / len(taken) * 1e6, 1),
        cpu_p99_us=round(sorted(taken)[int(len(taken) * 0.99)] * 1e6, 1),
        by_hand_cpu_s=None,
    )
