"""Is the cause of a failed turn found? Thirty planted faults a cause, and thirty good turns, about the demo shop.

Each turn is graded by the graders without an embedding model, as its record would hold it, then diagnosed, with the
search that `turnwise why` has over what is published in each case. What was chosen by trying was chosen on the even
half of the turns (hash of the id).
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.benchmarks.cached_encoder import CachedEncoder
from evals.benchmarks.demo_matters import matters
from evals.benchmarks.good_turns import Planted
from evals.benchmarks.measures import is_tuning
from evals.benchmarks.planted_faults import PLANTS, planted
from evals.benchmarks.searched_demo import searched_demo
from evals.diagnosis.chain import diagnose
from evals.diagnosis.record import Given, Record, Search
from evals.judge import load_graders
from graphs.evaluator.grader import GradingContext
from knowledge.embed import Embedder
from knowledge.embed import load as load_encoders
from knowledge.settings import KnowledgeSettings

EACH = 30
_SEED = 38
NOTHING = "not_failed"


@dataclass(frozen=True, slots=True)
class PlantedCause:
    """A row of the confusion matrix: `found` counts what the turns with this fault were diagnosed as.

    `precision` is the share of the turns so diagnosed that had this fault.
    """

    planted: str
    n: int
    right: int
    recall: float
    precision: float | None
    found: dict[str, int]


@dataclass(frozen=True, slots=True)
class Overall:
    """All turns together; `right` counts good turns that were left alone too."""

    n: int
    right: int
    accuracy: float


async def run(
    data: Path | None, hear: Callable[[object], None], *, demo_knowledge: Path, tuning: bool = False
) -> list[PlantedCause | Overall]:
    """Diagnose the odd half of the turns, or with `tuning` the even one."""
    shipped = KnowledgeSettings()
    embedder = Embedder(*map(CachedEncoder, await asyncio.to_thread(load_encoders, shipped)))
    try:
        async with searched_demo(demo_knowledge, embedder, shipped) as demo:
            base = await demo.passages()
            made = list(planted(matters(base, demo_knowledge), base, EACH, _SEED))
            chosen = [one for one in made if is_tuning(one.id) is tuning]
            hear(f"{len(chosen)} of {len(made)} turns, {len(base)} passages published")
            return confusion(chosen, [await found_in(one, await demo.search(one.base)) for one in chosen])
    finally:
        await embedder.close()


async def found_in(one: Planted, search: Search) -> str:
    """The diagnosed cause, or that nothing failed."""
    diagnosis = await diagnose(await graded(one.record), search)
    return diagnosis.cause.value if diagnosis.cause else NOTHING


async def graded(record: Record) -> Record:
    """The record with the grades that its turn gets."""
    context = GradingContext(turn=record.turn, following=record.following)
    given = {grader.id: await grader.grade(context) for grader in load_graders()}
    return replace(record, grades={name: Given(one.label, one.score, one.reason) for name, one in given.items()})


def confusion(turns: Sequence[Planted], found: Sequence[str]) -> list[PlantedCause | Overall]:
    """The confusion matrix, and how many are right in all."""
    pairs = [(one.cause.value if one.cause else NOTHING, what) for one, what in zip(turns, found, strict=True)]
    told = Counter(what for _, what in pairs)
    rows: list[PlantedCause | Overall] = []
    for name in (NOTHING, *(cause.value for cause in PLANTS)):
        mine = Counter(what for cause, what in pairs if cause == name)
        n, right = mine.total(), mine[name]
        if n:
            precision = right / told[name] if told[name] else None
            rows.append(PlantedCause(name, n, right, right / n, precision, dict(mine.most_common())))
    right = sum(cause == what for cause, what in pairs)
    return [*rows, Overall(len(pairs), right, right / len(pairs))]
