"""Does the grader of satisfaction rate turns as people do, and do the customer's words alone tell as much?

Beside it VADER (English), SnowNLP (Chinese) and a keyword list, each on the customer's words with two thresholds of its
own for each set, chosen on the half that is not reported; the grader has the same two for every set. Intervals are
resampled by dialogue. Rows are of the half that nothing was tuned on, unless `tuning` asks for the other.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.benchmarks.cached_encoder import CachedEncoder
from evals.benchmarks.configuration import Configuration, configuration
from evals.benchmarks.measures import estimate, mean_ranks
from evals.benchmarks.satisfaction_sets import Rated, RatedSet, rated_sets
from evals.benchmarks.triage_baselines import upset_baselines
from evals.graders import satisfaction
from evals.interval import Estimate
from knowledge.embed import Embedder
from knowledge.embed import load as load_encoders
from knowledge.settings import KnowledgeSettings

_OURS = "Turnwise"
_LIBRARIES = ("vaderSentiment", "snownlp")
_STEPS = 40
Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """How one system rates turns in three classes.

    UAR is the mean recall of the classes; `spearman` the mean over dialogues of the rank correlation of scores and
    ratings within the dialogue, where neither is the same throughout.
    """

    name: str
    system: str
    n_turns: int
    macro_f1: Estimate
    uar: Estimate
    f1_dissatisfied: Estimate
    spearman: Estimate


@dataclass(frozen=True, slots=True)
class SatisfactionAhead:
    """Turnwise minus a peer on the same turns, resampled together."""

    name: str
    peer: str
    macro_f1: Estimate


@dataclass(frozen=True, slots=True, eq=False)
class _Ratings:
    """One system's scores and classes of a half."""

    scores: NDArray[np.float64]
    classes: NDArray[np.int64]


Reported = Configuration | Satisfaction | SatisfactionAhead


async def run(data: Path, hear: Callable[[object], None] | None = None, *, tuning: bool = False) -> list[Reported]:
    """Measure every set under `data`; `hear` is told of each row as it is measured."""
    told = hear or (lambda _: None)
    settings = KnowledgeSettings()
    embedder = Embedder(*map(CachedEncoder, await asyncio.to_thread(load_encoders, settings)))
    rows: list[Reported] = [configuration(settings, embedder.model_id, 0, _LIBRARIES)]
    try:
        for one in rated_sets(data):
            told(f"{one.name}: {len(one.tuning)} and {len(one.reporting)} rated turns")
            rows += await _measured(one, embedder, told, tuning)
    finally:
        await embedder.close()
    for row in rows:
        told(row)
    return rows


async def _measured(of: RatedSet, embedder: Embedder, tell: Callable[[str], None], tuning: bool) -> list[Reported]:
    chosen, other = (of.tuning, of.reporting) if tuning else (of.reporting, of.tuning)
    by_system = {_OURS: await _graded(chosen, embedder)}
    for name, upset in upset_baselines(of.language, tell).items():
        scores, elsewhere = ([-upset(row.words) for row in half] for half in (chosen, other))
        low, high = best_thresholds(np.array(elsewhere), _ratings(other))
        by_system[name] = _Ratings(np.array(scores), _classes(np.array(scores), low, high))
    counts = {name: _counts(chosen, given.classes) for name, given in by_system.items()}
    rows: list[Reported] = [
        Satisfaction(
            name=of.name,
            system=name,
            n_turns=len(chosen),
            macro_f1=estimate(counts[name], macro_f1),
            uar=estimate(counts[name], uar),
            f1_dissatisfied=estimate(counts[name], lambda table: float(_f1(table)[0])),
            spearman=estimate(_correlations(chosen, given.scores)),
        )
        for name, given in by_system.items()
    ]
    for name in list(by_system)[1:]:
        both = np.hstack([counts[_OURS], counts[name]])
        rows.append(SatisfactionAhead(of.name, name, estimate(both, _ahead)))
    return rows


def _ahead(table: Counts) -> float:
    return macro_f1(table[:, :9]) - macro_f1(table[:, 9:])


async def _graded(rows: Sequence[Rated], embedder: Embedder) -> _Ratings:
    grades = await asyncio.gather(*(satisfaction.grader(replace(row.context, sense=embedder.meaning)) for row in rows))
    # Words of nothing but blanks cannot be graded: they count as neutral.
    scores = [0.5 if grade.score is None else grade.score for grade in grades]
    labels = [satisfaction.LABELS.index(grade.label) if grade.score is not None else 1 for grade in grades]
    return _Ratings(np.array(scores), np.array(labels))


def _ratings(rows: Sequence[Rated]) -> NDArray[np.int64]:
    return np.array([row.rating for row in rows])


def _classes(scores: NDArray[np.float64], low: float, high: float) -> NDArray[np.int64]:
    return np.where(scores < low, 0, np.where(scores < high, 1, 2))


def best_thresholds(scores: NDArray[np.float64], ratings: NDArray[np.int64]) -> tuple[float, float]:
    """The two thresholds at which three classes reach the best macro-F1."""
    # The quantiles, and just above each: scores of few values are told apart at their very values.
    marks = np.unique(np.quantile(scores, np.linspace(0, 1, _STEPS)))
    marks = np.unique(np.concatenate([marks, np.nextafter(marks, np.inf)]))
    pairs = [(low, high) for at, low in enumerate(marks) for high in marks[at:]]
    best = max(pairs, key=lambda pair: macro_f1(_table(ratings, _classes(scores, *pair))[None, :]))
    return float(best[0]), float(best[1])


def _table(ratings: NDArray[np.int64], classes: NDArray[np.int64]) -> Counts:
    return np.bincount(3 * ratings + classes, minlength=9).astype(np.float64)


def _counts(rows: Sequence[Rated], classes: NDArray[np.int64]) -> Counts:
    """A row a dialogue: its confusion table, rating by rating."""
    ratings = _ratings(rows)
    return np.stack([_table(ratings[at], classes[at]) for at in _dialogues(rows)])


def _dialogues(rows: Sequence[Rated]) -> list[NDArray[np.int64]]:
    """The places of each dialogue's turns."""
    names = np.array([row.dialogue for row in rows])
    return [np.flatnonzero(names == name) for name in dict.fromkeys(names)]


def macro_f1(counts: Counts) -> float:
    """The mean F1 of three classes; rows of counts [rating x class], nine a row, summed."""
    return float(_f1(counts).mean())


def uar(counts: Counts) -> float:
    """The unweighted mean recall of the classes."""
    table = counts.sum(axis=0).reshape(3, 3)
    return float((np.diag(table) / np.maximum(table.sum(axis=1), 1)).mean())


def _f1(counts: Counts) -> NDArray[np.float64]:
    table = counts.sum(axis=0).reshape(3, 3)
    f1: NDArray[np.float64] = 2 * np.diag(table) / np.maximum(table.sum(axis=0) + table.sum(axis=1), 1)
    return f1


def _correlations(rows: Sequence[Rated], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Spearman's rank correlation within each dialogue where it is defined."""
    means = np.array([row.mean for row in rows])
    found = [
        np.corrcoef(mean_ranks(means[at]), mean_ranks(scores[at]))[0, 1]
        for at in _dialogues(rows)
        if len(set(means[at])) > 1 and len(set(scores[at])) > 1
    ]
    return np.array(found, dtype=np.float64)
