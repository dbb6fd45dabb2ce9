"""How far the details that were found are those that are there: precision, recall and F1, over all details."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.benchmarks.measures import estimate
from evals.interval import Estimate

Details = Counter[str]
"""The details of one type in one text, written so that equal ones are equal, with how often each stands there."""


@dataclass(frozen=True, slots=True)
class Score:
    """`f1` comes with its 95 % interval, resampled by text; `n` details are there."""

    n: int
    precision: float
    recall: float
    f1: Estimate


def score(pairs: Iterable[tuple[Details, Details]]) -> Score:
    """Compare what is there with what was found, text by text."""
    rows = np.array([_counts(there, found) for there, found in pairs], dtype=np.float64).reshape(-1, 3)
    right, extra, missed = rows.sum(axis=0)
    return Score(
        n=int(right + missed),
        precision=float(right / (right + extra)) if right + extra else float("nan"),
        recall=float(right / (right + missed)) if right + missed else float("nan"),
        f1=estimate(rows, _f1),
    )


def _counts(there: Details, found: Details) -> Sequence[int]:
    right = sum((there & found).values())
    return right, sum(found.values()) - right, sum(there.values()) - right


def _f1(rows: NDArray[np.float64]) -> float:
    right, extra, missed = rows.sum(axis=0)
    return float(2 * right / (2 * right + extra + missed)) if right + extra + missed else float("nan")
