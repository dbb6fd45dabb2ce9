"""Figures with their bootstrap intervals: what every benchmark reports."""

from collections.abc import Callable, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from evals import interval
from evals.interval import Estimate

_RESAMPLES = 1000


def is_tuning(row_id: object) -> bool:
    """Whether a row is of the half that thresholds and weights were chosen on; reports use the other half."""
    return crc32(str(row_id).encode()) % 2 == 0


def estimate(rows: NDArray[np.float64], statistic: Callable[[NDArray[np.float64]], float] | None = None) -> Estimate:
    """A statistic of the rows (their mean by default), resampled by row with a fixed seed."""
    of = statistic or (lambda sample: float(sample.mean()))
    if not len(rows):
        return interval.estimate(float("nan"), rows, 0)
    random = np.random.default_rng(0)
    draws = [of(rows[random.integers(0, len(rows), len(rows))]) for _ in range(_RESAMPLES)]
    return interval.estimate(of(rows), np.array(draws), len(rows))


def mean(values: Sequence[float]) -> Estimate:
    """The mean of the values."""
    return estimate(np.asarray(values, dtype=np.float64))


def difference(ours: Sequence[float], theirs: Sequence[float]) -> Estimate:
    """The mean of the differences of two systems on the same cases, resampled by case."""
    return mean([mine - other for mine, other in zip(ours, theirs, strict=True)])


def brier(probabilities: Sequence[float], outcomes: Sequence[bool]) -> float:
    """The mean squared distance between probability and outcome; 0 is best (Brier 1950)."""
    return float(np.mean([(share - come) ** 2 for share, come in zip(probabilities, outcomes, strict=True)]))


def calibration_error(probabilities: Sequence[float], outcomes: Sequence[bool], bins: int = 10) -> float:
    """How far probabilities are from what came true: expected calibration error over bins of equal width."""
    told, came = np.asarray(probabilities, dtype=np.float64), np.asarray(outcomes, dtype=np.float64)
    bin_of = np.minimum((told * bins).astype(int), bins - 1)
    gaps = [abs(float((told[bin_of == at] - came[bin_of == at]).sum())) for at in range(bins)]
    return sum(gaps) / len(told) if len(told) else float("nan")


def auroc(positive: Sequence[float], negative: Sequence[float]) -> Estimate:
    """How often a positive case scores above a negative one, ties counting half."""
    rows = np.array([(score, 1.0) for score in positive] + [(score, 0.0) for score in negative]).reshape(-1, 2)
    return estimate(rows, area)


def coverage_at(right: Sequence[bool], scores: Sequence[float], wrong_share: float) -> Estimate:
    """The share of all cases that can be answered, most confident first, with at most this share of them wrong."""
    rows = np.array([*zip(scores, (float(value) for value in right), strict=True)]).reshape(-1, 2)
    return estimate(rows, lambda sample: _coverage(sample, wrong_share))


def area(rows: NDArray[np.float64]) -> float:
    """The AUROC of rows (score, label), label 1 where positive; NaN where one kind is missing."""
    scores, labels = rows[:, 0], rows[:, 1]
    positives = int(labels.sum())
    negatives = len(labels) - positives
    if not positives or not negatives:
        return float("nan")
    rank_sum = float(mean_ranks(scores)[labels == 1].sum())
    return (rank_sum - positives * (positives + 1) / 2) / (positives * negatives)


def mean_ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks from 1, equal values sharing the mean of theirs."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks: NDArray[np.float64] = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    return ranks


def recall_at(rows: NDArray[np.float64], false_alarms: float) -> float:
    """The share of positives above the threshold that at most this share of negatives reach; rows as for `area`."""
    negatives, positives = np.sort(rows[rows[:, 1] == 0, 0])[::-1], rows[rows[:, 1] == 1, 0]
    if not len(negatives) or not len(positives):
        return float("nan")
    return float((positives > negatives[int(false_alarms * len(negatives))]).mean())


def _coverage(rows: NDArray[np.float64], wrong_share: float) -> float:
    ordered = rows[np.argsort(-rows[:, 0], kind="stable")]
    wrong = np.cumsum(1 - ordered[:, 1]) / np.arange(1, len(ordered) + 1)
    # Equal scores are answered together or not at all.
    ends = np.append(ordered[1:, 0] != ordered[:-1, 0], True)
    good = np.flatnonzero((wrong <= wrong_share) & ends)
    return float((good[-1] + 1) / len(ordered)) if len(good) else 0.0
