"""Rates from few human labels and many machine grades: prediction-powered inference with power tuning."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.interval import Estimate
from evals.wilson import wilson_interval


@dataclass(frozen=True, slots=True)
class PoweredRate:
    """`rate.n` is the number of reviews it rests on, `grades` that of the machine's grades besides them.

    `power` is lambda in [0, 1]: 0 where the grades tell nothing and humans alone count, 1 where they count in full.
    """

    rate: Estimate
    grades: int
    power: float


def powered_rate(
    human: Sequence[bool], machine: Sequence[bool], unreviewed: Sequence[bool] | NDArray[np.bool_]
) -> PoweredRate:
    """The share that humans would find if they read everything, with its 95 % interval.

    `human` and `machine` judge the same n cases, drawn **by chance** from those to be judged; `unreviewed` is what the
    machine says of the N others. With Y human, f machine: theta = lambda mean(f_N) + mean(Y - lambda f_n), of variance
    V = lambda^2 var(f_N) / N + var(Y - lambda f_n) / n, and the lambda of least variance
    cov(Y, f) / ((1 + n/N) var(f)), kept in [0, 1]: A. N. Angelopoulos et al., "Prediction-powered inference", Science
    382 (2023) 669-674; A. N. Angelopoulos, J. C. Duchi, T. Zrnic, "PPI++", arXiv:2311.01453, example 6.1.

    Two departures for small n and rare events, where the normal interval theta +- z sqrt(V) is too short: the interval
    is Wilson's at the effective number of cases theta (1 - theta) / V (C. Franco et al., J. Survey Statistics and
    Methodology 7 (2019) 334-364), so that with lambda = 0 it is the interval of humans alone; and lambda and V are
    taken with one more disagreement of either kind, for few reviews without one do not prove a perfect grader.
    Raises ValueError unless `human` and `machine` are of the same length.
    """
    if len(human) != len(machine):
        raise ValueError(f"{len(human)} human labels for {len(machine)} grades")
    n, others = len(human), len(unreviewed)
    if n == 0:
        return PoweredRate(Estimate(0, None, None, None), others, 0.0)
    y, f, f_others = (np.asarray(labels, dtype=np.float64) for labels in (human, machine, unreviewed))
    power = _power(y, f, f_others)
    value = float(y.mean()) if power == 0 else float(power * f_others.mean() + (y - power * f).mean())
    value = min(1.0, max(0.0, value))
    if power == 0:
        effective = float(n)
    else:
        spread = float(power**2 * f_others.var() / others + _cautious(y - power * f, power).var() / n)
        p = (value * n + 1) / (n + 2)
        effective = p * (1 - p) / spread
    low, high = wilson_interval(value, effective)
    return PoweredRate(Estimate(n, value, low, high), others, power)


def _power(y: NDArray[np.float64], f: NDArray[np.float64], f_others: NDArray[np.float64]) -> float:
    if not f_others.size:
        return 0.0
    y, f = np.append(y, (0.0, 1.0)), np.append(f, (1.0, 0.0))
    together = float(np.mean((y - y.mean()) * (f - f.mean())))
    spread = float(np.append(f, f_others).var())
    return min(1.0, max(0.0, together / ((1 + len(y) / len(f_others)) * spread)))


def _cautious(residuals: NDArray[np.float64], power: float) -> NDArray[np.float64]:
    return np.append(residuals, (-power, 1.0))
