"""Does the confidence know when nothing answers, and what does a threshold cost?

Rows are of the half that nothing was tuned on, unless `tuning` asks for the other. An answer is wrong when nothing
answers the question, or when the first hit is of another document than the right one.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evals.benchmarks.cached_encoder import CachedEncoder
from evals.benchmarks.configuration import Configuration, configuration
from evals.benchmarks.measures import auroc, brier, calibration_error, coverage_at, mean
from evals.benchmarks.refusal_sets import Cases, load_cases
from evals.interval import Estimate
from graphs.agent.policy import Policy
from knowledge.embed import Embedder
from knowledge.embed import load as load_encoders
from knowledge.settings import KnowledgeSettings

_THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_WRONG_SHARE = 0.05
_CHUNKS_ASKED = 5


@dataclass(frozen=True, slots=True)
class _Known:
    """What a plain score reached, and what is aimed at (the data's README, the design)."""

    floor: float
    aim: float


_KNOWN = {
    "squad2_en": _Known(0.663, 0.74),
    "rgb_refine_zh": _Known(0.705, 0.80),
    "bq_bank_zh": _Known(0.844, 0.92),
    "clinc150_en": _Known(0.858, 0.965),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One set at the shipped threshold.

    `answered` and `right` are shares of the answerable questions, `strange` of the unanswerable ones that were answered
    all the same. `offered` are answerable questions that are not answered, but get a topic offered that answers them;
    `strange_offered` unanswerable ones that get any. `plain` is the AUROC of the first hit's score alone. Brier score
    and calibration error compare the confidence with whether the first hit is right.
    """

    name: str
    unanswerable: str
    n_answerable: int
    n_unanswerable: int
    auroc: Estimate
    plain: Estimate
    floor: float | None
    aim: float | None
    answered: Estimate
    right: Estimate
    strange: Estimate
    offered: Estimate
    strange_offered: Estimate
    coverage_at_5_percent_wrong: Estimate
    brier: float
    calibration_error: float


@dataclass(frozen=True, slots=True)
class Point:
    """One threshold: the share of all questions that is answered, how much of that is wrong, and who is refused."""

    name: str
    threshold: float
    answered: float | None
    wrong_of_answered: float | None
    answerable_answered: float | None
    unanswerable_answered: float | None


Reported = Configuration | Row | Point


async def run(data: Path, hear: Callable[[object], None] | None = None, *, tuning: bool = False) -> list[Reported]:
    """Measure every set under `data`; `hear` is told of each as it is measured."""
    told = hear or (lambda _: None)
    shipped = KnowledgeSettings()
    embedder = Embedder(*map(CachedEncoder, await asyncio.to_thread(load_encoders, shipped)))
    rows: list[Row] = []
    points: list[Point] = []
    try:
        async for cases in load_cases(data, embedder, shipped, tuning):
            rows.append(row(cases, shipped.answer_threshold, Policy().offer_threshold))
            points += curve(cases)
            told(f"{cases.name}: {len(cases.cases)} questions")
            told(rows[-1])
        return [configuration(shipped, embedder.model_id, _CHUNKS_ASKED), *rows, *points]
    finally:
        await embedder.close()


def row(of: Cases, threshold: float, offer: float) -> Row:
    """One set by the two thresholds: from which is answered, and from which topics are offered instead."""
    inside = [case for case in of.cases if case.answerable]
    outside = [case.confidence for case in of.cases if not case.answerable]
    confidences = [case.confidence for case in of.cases]
    right = [case.first_is_right for case in of.cases]
    known = _KNOWN.get(of.name)
    return Row(
        name=of.name,
        unanswerable=of.unanswerable,
        n_answerable=len(inside),
        n_unanswerable=len(outside),
        auroc=auroc([case.confidence for case in inside], outside),
        plain=auroc([case.plain for case in inside], [case.plain for case in of.cases if not case.answerable]),
        floor=known.floor if known else None,
        aim=known.aim if known else None,
        answered=mean([case.confidence >= threshold for case in inside]),
        right=mean([case.confidence >= threshold and case.first_is_right for case in inside]),
        strange=mean([confidence >= threshold for confidence in outside]),
        offered=mean([offer <= case.confidence < threshold and case.near_is_right for case in inside]),
        strange_offered=mean([offer <= confidence < threshold for confidence in outside]),
        coverage_at_5_percent_wrong=coverage_at(right, confidences, _WRONG_SHARE),
        brier=brier(confidences, right),
        calibration_error=calibration_error(confidences, right),
    )


def curve(of: Cases) -> list[Point]:
    """What every threshold would give."""
    return [_point(of, threshold) for threshold in _THRESHOLDS]


def _point(of: Cases, threshold: float) -> Point:
    answered = [case for case in of.cases if case.confidence >= threshold]
    inside = [case.confidence >= threshold for case in of.cases if case.answerable]
    outside = [case.confidence >= threshold for case in of.cases if not case.answerable]
    return Point(
        name=of.name,
        threshold=threshold,
        answered=mean([case.confidence >= threshold for case in of.cases]).value,
        wrong_of_answered=mean([not case.first_is_right for case in answered]).value,
        answerable_answered=mean(inside).value,
        unanswerable_answered=mean(outside).value,
    )
