"""Two runs of the same cases, measure by measure: the difference, its interval, and whether chance explains it.

Cases are what is drawn by chance: the turns and the repetitions of a case count as one value, their mean.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.05
"""The share of comparisons of two equal agents in which anything at all is called better or worse."""
_RESAMPLES = 2_000
_FLIPS = 4_999
_SEED = 7

Values = Mapping[str, float]
"""A measure's value for each case in which it was judged, by the case's id."""


@dataclass(frozen=True, slots=True)
class Difference:
    """`b - a` over the `n` cases that have both, with a 95 % interval; `p` is by itself, `adjusted` for all measures.

    `changed` of the cases differ at all. `low` and `high` are None where fewer than two do, `p` is 1 where none does.
    """

    n: int
    changed: int
    a: float
    b: float
    difference: float
    low: float | None
    high: float | None
    p: float
    adjusted: float

    @property
    def is_shown(self) -> bool:
        """Whether chance hardly explains it: the adjusted p-value is at most `LEVEL`."""
        return self.adjusted <= LEVEL


def compare_measures(a: Mapping[str, Values], b: Mapping[str, Values]) -> dict[str, Difference]:
    """The differences of the measures that both have cases of in common, by measure.

    P-values of yes-or-no measures are McNemar's, exact; of others by flipping the signs of the cases' differences,
    both two-sided; adjusted by Holm's step-down method ("A simple sequentially rejective multiple test procedure",
    1979), so that with nothing changed `LEVEL` bounds the chance that any difference is shown. Intervals are
    percentiles over resampled cases.
    """
    paired = {}
    for name in sorted(a.keys() & b.keys()):
        common = sorted(a[name].keys() & b[name].keys())
        if common:
            paired[name] = np.array([(a[name][case], b[name][case]) for case in common])
    raw = {name: _p_value(values) for name, values in paired.items()}
    adjusted = _holm(raw)
    return {name: _difference(values, raw[name], adjusted[name]) for name, values in paired.items()}


def _difference(values: NDArray[np.float64], p: float, adjusted: float) -> Difference:
    changes = values[:, 1] - values[:, 0]
    changed = int(np.count_nonzero(changes))
    low = high = None
    if changed > 1:
        drawn = np.random.default_rng(_SEED).integers(0, len(changes), (_RESAMPLES, len(changes)))
        low, high = (round(float(at), 6) for at in np.quantile(changes[drawn].mean(axis=1), (0.025, 0.975)))
    before, after = (float(mean) for mean in values.mean(axis=0))
    return Difference(len(values), changed, before, after, after - before, low, high, p, adjusted)


def _p_value(values: NDArray[np.float64]) -> float:
    changes = values[:, 1] - values[:, 0]
    changes = changes[changes != 0]
    if len(changes) < 2:
        return 1.0  # of one change either sign is as likely
    if np.isin(values, (0.0, 1.0)).all():
        from scipy.stats import binomtest

        return float(binomtest(int((changes > 0).sum()), len(changes), 0.5).pvalue)
    from scipy.stats import permutation_test

    found = permutation_test(
        (changes,), np.mean, permutation_type="samples", n_resamples=_FLIPS, vectorized=True, rng=_SEED
    )
    return float(found.pvalue)


def _holm(raw: Mapping[str, float]) -> dict[str, float]:
    """Adjusted p-values: the k-th smallest times the number of those not smaller, never less than one before it."""
    adjusted: dict[str, float] = {}
    at_least = 0.0
    ordered: Sequence[str] = sorted(raw, key=lambda name: raw[name])
    for place, name in enumerate(ordered):
        at_least = max(at_least, min(1.0, raw[name] * (len(ordered) - place)))
        adjusted[name] = at_least
    return adjusted
