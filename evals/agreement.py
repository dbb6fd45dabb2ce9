"""How far two labellings of the same cases agree: shares, Cohen's kappa, precision and recall of each label."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.interval import Estimate, estimate, resampled, share


@dataclass(frozen=True, slots=True)
class LabelAgreement:
    """Of one label: `precision` over the cases that were given it, `recall` over those that should have been."""

    precision: Estimate
    recall: Estimate


@dataclass(frozen=True, slots=True)
class Agreement:
    """`confusion[given][true]` counts cases; only labels that occur are in it."""

    n: int
    agreement: Estimate
    kappa: Estimate
    labels: Mapping[str, LabelAgreement]
    confusion: Mapping[str, Mapping[str, int]]


def agree(given: Sequence[str], true: Sequence[str], clusters: Sequence[str]) -> Agreement:
    """Compare the labels of the same cases, in order; `clusters` says which cases are not independent.

    Agreement is the share of cases with the same label on both sides. Cohen's kappa is (p_o - p_e) / (1 - p_e), where
    p_o is the agreement and p_e what it would be by chance, the sum over labels of the product of both sides' shares:
    J. Cohen, Educational and Psychological Measurement 20 (1960) 37-46. It is undefined where both sides gave one and
    the same label only. Precision = cases that have the label on both sides / given it; recall = / truly of it.
    Raises ValueError unless the three are of the same length.
    """
    if not len(given) == len(true) == len(clusters):
        raise ValueError(f"{len(given)} labels given, {len(true)} true, {len(clusters)} clusters")
    names = sorted({*given, *true})
    place = {name: number for number, name in enumerate(names)}
    size = len(names)
    if not given:
        nothing = Estimate(0, None, None, None)
        return Agreement(0, nothing, nothing, {}, {})
    cell = np.array([place[mine] * size + place[theirs] for mine, theirs in zip(given, true, strict=True)])
    counts = np.bincount(cell, minlength=size * size).reshape(size, size)
    drawn = resampled(clusters) @ np.eye(size * size)[cell]
    tables = drawn.reshape(-1, size, size)
    same = int(np.trace(counts))
    return Agreement(
        n=len(given),
        agreement=share(same, len(given), _ratio(np.trace(tables, axis1=1, axis2=2), tables.sum(axis=(1, 2)))),
        kappa=estimate(float(_kappas(counts[None].astype(float))[0]), _kappas(tables), len(given)),
        labels={name: _label(counts, tables, at) for name, at in place.items()},
        confusion={mine: {theirs: int(counts[place[mine], place[theirs]]) for theirs in names} for mine in names},
    )


def _kappas(tables: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cohen's kappa of each confusion table of shape (tables, labels, labels); NaN where it is undefined."""
    total = tables.sum(axis=(1, 2))
    observed = _ratio(np.trace(tables, axis1=1, axis2=2), total)
    by_chance = _ratio((tables.sum(axis=1) * tables.sum(axis=2)).sum(axis=1), total**2)
    return _ratio(observed - by_chance, 1 - by_chance)


def _label(counts: NDArray[np.int64], tables: NDArray[np.float64], at: int) -> LabelAgreement:
    both, drawn = int(counts[at, at]), tables[:, at, at]
    return LabelAgreement(
        precision=share(both, int(counts[at].sum()), _ratio(drawn, tables[:, at].sum(axis=1))),
        recall=share(both, int(counts[:, at].sum()), _ratio(drawn, tables[:, :, at].sum(axis=1))),
    )


def _ratio(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(above, below, out=np.full_like(above, np.nan, dtype=np.float64), where=np.abs(below) > 1e-12)
