"""Do the graders agree with people, and would something simple agree as well?

Every set goes through the path of `turnwise grade`; floors are computed in the same run. AUROC with what people found
good as the positive class; a turn that a grader does not judge counts as undecided (.5). Rows are of the half that
nothing was tuned on, unless `tuning` asks for the other.
"""

import asyncio
import importlib
import json
import pkgutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.benchmarks import grader_sets
from evals.benchmarks.cached_encoder import CachedEncoder
from evals.benchmarks.configuration import Configuration, configuration
from evals.benchmarks.graded_set import Case, GradedSet
from evals.benchmarks.lines_graded import lines_graded
from evals.benchmarks.measures import area, estimate, is_tuning
from evals.interval import Estimate
from evals.judge import load_graders
from graphs.evaluator.graph import Evaluator, build_evaluator
from knowledge.embed import Embedder
from knowledge.embed import load as load_encoders
from knowledge.settings import KnowledgeSettings

_UNDECIDED = 0.5
_TIMED = 150


@dataclass(frozen=True, slots=True)
class Telling:
    """How a grader or a floor tells good turns from bad ones.

    `balanced_accuracy` is that of the grader's fixed threshold, None for floors, which have none; `judged` the share of
    turns that the grader gave a score.
    """

    name: str
    grader: str
    system: str
    n_good: int
    n_bad: int
    auroc: Estimate
    aim: float | None
    balanced_accuracy: Estimate | None
    judged: float


@dataclass(frozen=True, slots=True)
class Ahead:
    """The grader's AUROC minus the best floor's on the same turns, resampled together."""

    name: str
    grader: str
    floor: str
    auroc: Estimate


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor time of all graders together for one turn of the set.

    The customer's message has its vector already, as the search has made it; other vectors are made anew.
    """

    name: str
    n_turns: int
    graders: int
    cpu_mean_ms: float


Reported = Configuration | Telling | Ahead | Cost
Scores = NDArray[np.float64]


async def run(data: Path, hear: Callable[[object], None] | None = None, *, tuning: bool = False) -> list[Reported]:
    """Measure every set that is there under `data`; `hear` is told what is under way."""
    told = hear or (lambda _: None)
    shipped, evaluator = KnowledgeSettings(), build_evaluator(load_graders())
    encoders = await asyncio.to_thread(load_encoders, shipped)
    plain, kept = Embedder(*encoders), Embedder(*map(CachedEncoder, encoders))
    rows: list[Reported] = [configuration(shipped, kept.model_id, 0)]
    try:
        for one in graded_sets():
            try:
                cases = [case for case in one.read(data) if is_tuning(case.split_by) is tuning]
            except FileNotFoundError:
                continue
            told(f"{one.name}: {len(cases)} turns")
            rows += await _agreements(one, cases, evaluator, kept)
            rows.append(await _cost(one.name, cases[:_TIMED], evaluator, plain))
    finally:
        await kept.close()
        await plain.close()
    return rows


def graded_sets() -> list[GradedSet]:
    """All sets, by the names of their modules."""
    names = sorted(module.name for module in pkgutil.iter_modules(grader_sets.__path__))
    return [importlib.import_module(f"{grader_sets.__name__}.{name}").graded_set for name in names]


async def _cost(name: str, cases: Sequence[Case], evaluator: Evaluator, embedder: Embedder) -> Cost:
    for case in cases:
        await embedder.meaning(case.question)
    started_s = time.process_time()
    await _scores(cases, None, evaluator, embedder)
    spent_ms = (time.process_time() - started_s) * 1000
    return Cost(name, len(cases), len(evaluator.graders), round(spent_ms / max(1, len(cases)), 2))


async def _agreements(of: GradedSet, cases: Sequence[Case], evaluator: Evaluator, embedder: Embedder) -> list[Reported]:
    good = np.array([case.good for case in cases], dtype=np.float64)
    floors = {name: np.array(await floor(cases, embedder)) for name, floor in of.floors.items()}
    best = max(floors, key=lambda name: area(np.column_stack([floors[name], good])), default=None)
    given = await _scores(cases, of.graders, evaluator, embedder)
    rows: list[Reported] = []
    for grader in of.graders:
        scores = np.array([_UNDECIDED if one[grader] is None else one[grader] for one in given], dtype=np.float64)
        judged = float(np.mean([one[grader] is not None for one in given])) if given else float("nan")
        table = np.column_stack([scores, good])
        accuracy = estimate(table, lambda sample: balanced_accuracy(sample, of.threshold))
        rows.append(_row(of, grader, "Turnwise", table, of.aims.get(grader), accuracy, judged))
        if best is not None:
            paired = np.column_stack([scores, floors[best], good])
            rows.append(Ahead(of.name, grader, best, estimate(paired, _ahead)))
    for name, values in floors.items():
        rows.append(_row(of, "", name, np.column_stack([values, good]), None, None, 1.0))
    return rows


def _row(
    of: GradedSet, grader: str, system: str, table: Scores, aim: float | None, accuracy: Estimate | None, judged: float
) -> Telling:
    n_good = int(table[:, 1].sum())
    return Telling(
        of.name, grader, system, n_good, len(table) - n_good, estimate(table, area), aim, accuracy, round(judged, 3)
    )


def balanced_accuracy(rows: Scores, threshold: float) -> float:
    """The mean of the shares of good and of bad turns on the right side of the threshold; NaN without one kind."""
    good, bad = rows[rows[:, 1] == 1, 0], rows[rows[:, 1] == 0, 0]
    if not len(good) or not len(bad):
        return float("nan")
    return float(((good >= threshold).mean() + (bad < threshold).mean()) / 2)


def _ahead(rows: Scores) -> float:
    return area(rows[:, [0, 2]]) - area(rows[:, [1, 2]])


async def _scores(
    cases: Sequence[Case], only: Sequence[str] | None, evaluator: Evaluator, embedder: Embedder
) -> list[dict[str, float | None]]:
    """Each case's scores by grader. Raises ValueError where a set gives a line that cannot be graded."""
    return [
        {one.grader: one.grade.score for one in line.grades}
        async for line in lines_graded(_lines(cases), evaluator, embedder, only)
    ]


def _lines(cases: Sequence[Case]) -> Iterator[str]:
    for at, case in enumerate(cases):
        yield json.dumps({"id": at, **case.line}, ensure_ascii=False)
