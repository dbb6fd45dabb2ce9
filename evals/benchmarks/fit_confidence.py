"""The weights of `knowledge/confidence.py`, fitted anew: constants to paste, and what they are worth.

Collects the features by the product's own path on the tuning halves, fits one logistic formula for each language that
has vectors, for each language's FAQs and for words alone, and reports the constants with what cross-validation makes of
them. Sets whose licence forbids it are measured, never fitted on. Takes some five minutes.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.benchmarks.cached_encoder import CachedEncoder
from evals.benchmarks.companies import FITTED_ON
from evals.benchmarks.confidence_cases import Case, collect
from evals.benchmarks.measures import auroc, brier, calibration_error
from evals.interval import Estimate
from knowledge.answerability import BY_WORDS, Features, features
from knowledge.confidence import Weights, formula_of, probability
from knowledge.embed import Embedder
from knowledge.embed import load as load_encoders
from knowledge.settings import KnowledgeSettings

# CC BY-SA (twice), MIT, CC BY, CC BY-SA, CC BY-SA; companies are our own.
_FITTED_ON = (
    "squad2_en", "squad2_en_further", "covidfaq_en", "clinc150_en", "cmrc2018_zh", "tidb_faq_zh", *sorted(FITTED_ON)
)  # fmt: skip
_FAQS_OF_THEIR_OWN = ("en",)
"""Languages whose FAQs have weights of their own: the few hundred questions of others tell more together."""
_VECTORS = ("similarity", "part", "nearest", "whole", "opposite", "turned", "missing")
_WORDS = ("whole", "opposite")
# What these tell of can only make an answer less likely.
_AGAINST = ("opposite", "turned", "missing")
_FOLDS = 5
_ENOUGH = 20
"""Fewer right or wrong cases than these make no formula."""


@dataclass(frozen=True, slots=True)
class Row:
    """A case with its features."""

    case: Case
    found: Features


@dataclass(frozen=True, slots=True)
class Constants:
    """The weights to paste for one formula."""

    formula: str
    weights: Weights


@dataclass(frozen=True, slots=True)
class Measured:
    """One set's AUROC by the constants in force and by cross-validated new ones, and how calibrated those are."""

    set_name: str
    n: int
    shipped: Estimate
    fitted: Estimate
    brier: float
    calibration_error: float


def rows_of(cases: Sequence[Case]) -> list[Row]:
    """What the confidence sees of each case; those of which it sees nothing are left out."""
    told = [(case, features(case.question, case.hits)) for case in cases]
    return [Row(case, found) for case, found in told if found is not None]


def fit(rows: Sequence[Row], shares: Sequence[float], names: Sequence[str]) -> Weights:
    """Logistic regression on the named features, each row weighing its share."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=10.0, max_iter=1000)
    weights = np.array(shares) * len(rows) / sum(shares)
    model.fit(_matrix(rows, names), [row.case.right for row in rows], sample_weight=weights)
    values = dict(zip(names, (round(float(value), 2) for value in model.coef_[0]), strict=True))
    if unsound := {name for name in _AGAINST if values.get(name, 0.0) > 0}:
        return fit(rows, shares, [name for name in names if name not in unsound])
    return Weights(base=round(float(model.intercept_[0]), 2), **values)


def fit_all(rows: Sequence[Row]) -> dict[str, Weights]:
    """The weights of each formula that the licensed sets give cases for; every case tells of words alone, too.

    Right cases, wrong ones and those whose answer was taken away weigh the same in every set, whatever its size. Those
    of one set may be of several formulas: a handful that strayed into another one weighs a handful there.
    """
    allowed = [row for row in rows if row.case.set_name in _FITTED_ON]
    sizes = Counter(map(_kind, allowed))
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in allowed:
        language, _, kind = row.found.formula.partition(" ")
        groups[row.found.formula if not kind or language in _FAQS_OF_THEIR_OWN else language].append(row)
    groups[BY_WORDS] = allowed
    return {
        name: fit(
            group,
            [1 / sizes[_kind(row)] for row in group],
            _WORDS if name == BY_WORDS else _VECTORS,
        )
        for name, group in groups.items()
        if min(sum(row.case.right for row in group), sum(not row.case.right for row in group)) >= _ENOUGH
    }


def _kind(row: Row) -> tuple[str, bool, bool]:
    return row.case.set_name, row.case.right, row.case.taken_away


def measure(rows: Sequence[Row]) -> list[Measured]:
    """Each set by weights that were fitted without the case at hand."""
    fold_of = np.random.default_rng(0).integers(0, _FOLDS, len(rows))
    told = np.empty(len(rows))
    for fold in range(_FOLDS):
        weights = fit_all([row for row, at in zip(rows, fold_of, strict=True) if at != fold])
        for place in np.flatnonzero(fold_of == fold).tolist():
            found = rows[place].found
            told[place] = probability(found, weights.get(formula_of(found.formula, weights)))
    sets = dict.fromkeys(row.case.set_name for row in rows)
    pairs = list(zip(rows, told.tolist(), strict=True))
    return [_measured(name, [pair for pair in pairs if pair[0].case.set_name == name]) for name in sets]


def _measured(name: str, told: Sequence[tuple[Row, float]]) -> Measured:
    def separated(scores: Sequence[float]) -> Estimate:
        pairs = [(score, row.case.answerable) for score, (row, _) in zip(scores, told, strict=True)]
        return auroc([score for score, answers in pairs if answers], [score for score, answers in pairs if not answers])

    shares, right = [share for _, share in told], [row.case.right for row, _ in told]
    return Measured(
        set_name=name,
        n=len(told),
        shipped=separated([probability(row.found) for row, _ in told]),
        fitted=separated(shares),
        brier=brier(shares, right),
        calibration_error=calibration_error(shares, right),
    )


def _matrix(rows: Sequence[Row], names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[getattr(row.found, name) for name in names] for row in rows], dtype=np.float64)


async def _collected(data: Path) -> list[Case]:
    shipped = KnowledgeSettings()
    embedder = Embedder(*map(CachedEncoder, await asyncio.to_thread(load_encoders, shipped)))
    try:
        return [case async for case in collect(data, embedder, shipped)]
    finally:
        await embedder.close()


async def run(data: Path, hear: Callable[[object], None] | None = None) -> list[Constants | Measured]:
    """Collect, fit and measure; `hear` is told of each result."""
    rows = rows_of(await _collected(data))
    fitted = [Constants(name, weights) for name, weights in fit_all(rows).items()]
    reported: list[Constants | Measured] = [*fitted, *measure(rows)]
    if hear:
        for one in reported:
            hear(one)
    return reported
