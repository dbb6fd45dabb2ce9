"""Evidence against "the mean is at most the limit" that may be looked at as often as one likes.

A gambler who starts with 1 bets on each value, at odds that are fair or worse for them while the mean is at most the
limit. Then their wealth W is a non-negative supermartingale, and P(W ever reaches 1 / alpha) <= alpha (J. Ville, Étude
critique de la notion de collectif, 1939), whenever and however often one looks. That W >= 1 / alpha says the same as
that the limit lies below the one-sided confidence sequence of level 1 - alpha.
"""

import numpy as np
from numpy.typing import NDArray

ODDS_RATIOS = (1.25, 1.5, 2.0, 3.0, 5.0, 10.0)
"""The shifts that are bet on, each with an equal part of the wealth: the odds are so many times those of the limit."""
STARTS_EVERY = 10
"""A part of the wealth begins to bet at each tenth value, since nobody knows when things will turn bad."""

Values = NDArray[np.float64]


def log_wealth(values: Values, limit: float) -> Values:
    """The log of the wealth after each of `values` (in [0, 1], in order), against "the mean is at most `limit`".

    A bet multiplies its stake by 1 + b (x - m) with b = (q - m) / (m (1 - m)), m the limit and q the mean bet on; for
    x of 0 or 1 that is the likelihood ratio of q to m. Mixing bets keeps the bound: I. Waudby-Smith and A. Ramdas,
    "Estimating means of bounded random variables by betting", J. R. Stat. Soc. B 86 (2024) 1-27, section 4. So does
    mixing starts, the j-th (from 0) with the part 1 / ((j + 1) (j + 2)) of the wealth: J. Shin, A. Ramdas and A.
    Rinaldo, "E-detectors", New England J. Stat. Data Sci. 2 (2024) 229-260. What has not begun to bet is kept.
    """
    if not 0 < limit < 1:
        raise ValueError(f"a limit of {limit}: it must lie between 0 and 1")
    if values.size == 0:
        return np.zeros(0)
    walks = _walks(values, limit)
    starts = np.arange(0, values.size, STARTS_EVERY)
    number = np.arange(starts.size, dtype=np.float64)
    before = np.vstack([np.zeros(walks.shape[1]), walks[starts[1:] - 1]])
    parts = -np.log((number + 1) * (number + 2))
    staked = np.logaddexp.accumulate(parts[:, None] - before, axis=0)
    begun = np.arange(values.size) // STARTS_EVERY
    betting = walks + staked[begun]
    highest = betting.max(axis=1)
    mixed = highest + np.log(np.exp(betting - highest[:, None]).mean(axis=1))
    return np.asarray(np.logaddexp(mixed, -np.log(begun + 2.0)))


def upper_bound(values: Values, alpha: float) -> float:
    """The mean lies above this with probability at most `alpha`: the least mean that betting on less refutes.

    1 where nothing is known. All of the wealth bets from the first value on.
    """
    if values.size == 0:
        return 1.0
    low, high = float(values.mean()), 1.0
    for _ in range(20):
        middle = (low + high) / 2
        if 0 < middle < 1 and _final(1 - values, 1 - middle) >= -np.log(alpha):
            high = middle
        else:
            low = middle
    return high


def _walks(values: Values, limit: float) -> Values:
    """Log of what a stake on each of the ratios has become after each value, begun at the first; shape (n, ratios)."""
    odds = limit / (1 - limit) * np.array(ODDS_RATIOS)
    bets = (odds / (1 + odds) - limit) / (limit * (1 - limit))
    return np.asarray(np.cumsum(np.log1p(bets[None, :] * (values[:, None] - limit)), axis=0))


def _final(values: Values, limit: float) -> float:
    return float(np.logaddexp.reduce(_walks(values, limit)[-1]) - np.log(len(ODDS_RATIOS)))
