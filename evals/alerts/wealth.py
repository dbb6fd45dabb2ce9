"""Evidence against "the mean is at most the limit" that may be looked at as often as one likes.

A gambler who starts with 1 bets on each value, at odds that are fair or worse for them while the mean is at most the
limit. Then their wealth W is a non-negative supermartingale, and P(W ever reaches 1 / alpha) <= alpha (J. Ville, Étude
critique de la notion de collectif, 1939), whenever and however often one looks. That W >= 1 / alpha says the same as
that the limit lies below the one-sided confidence sequence of level 1 - alpha.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

ODDS_RATIOS = (1.25, 1.5, 2.0, 3.0, 5.0, 10.0)
"""The shifts that are bet on, each with an equal part of the wealth: the odds are so many times those of the limit."""
_FINE_RATIOS = (1.05, 1.1, 1.2, 1.4, 1.8, 2.5, 4.0, 10.0)
"""The same for what is looked at once and may be long, in which small differences show."""
_MEANS = 30
"""How many means of the time before are tried, more of them near what was seen."""
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


def last_log_wealth(values: Values, limit: float) -> float:
    """The last of `log_wealth`, without the others: 0 without values."""
    starts = np.arange(0, values.size, STARTS_EVERY)
    if not starts.size:
        return 0.0
    number = np.arange(starts.size, dtype=np.float64)
    since = _steps(values, limit, ODDS_RATIOS)[::-1].cumsum(axis=0)[::-1][starts]
    staked = since - np.log((number + 1) * (number + 2))[:, None] - np.log(len(ODDS_RATIOS))
    highest = max(float(staked.max()), 0.0)
    won = float(np.exp(staked - highest).sum()) + float(np.exp(-highest)) / (starts.size + 1)
    return highest + float(np.log(won))


def log_wealth_beyond(values: Values, before: Values, step: float) -> float:
    """The log of the wealth after all `values`, against "their mean is at most `step` above that of `before`".

    Whatever the mean before is, say m, two gamblers bet beside each other: one on the values, against m + step, one on
    the time before, against m. Values and time before are independent, so that the product of both wealths is a wealth
    against m with m + step; the least product over all m is one against all of them. So an m that lies far above what
    was seen before helps the values as little as it is credible (universal inference, L. Wasserman, A. Ramdas and S.
    Balakrishnan, PNAS 117 (2020) 16880-16890, does the same with likelihoods). Half of the second gambler's stake is
    kept, for a mean before that lies below what was seen. Where the wealth is less than the stake it may be even less
    than what is returned.
    """
    least, most = float(before.mean()), 1 - step
    if least >= most or values.size == 0:
        return 0.0
    lowest = _log_kept(before, most)  # from there on the values may be anything
    for part in np.linspace(0, 1, _MEANS, endpoint=False):
        if lowest < 0:  # nothing is won against this mean, and so against all of them
            break
        mean = least + (most - least) * part * part
        lowest = min(lowest, last_log_wealth(values, mean + step) + _log_kept(before, mean))
    return lowest


def _log_kept(before: Values, mean: float) -> float:
    """Log of the wealth against "the mean before is at least `mean`", half of which is kept."""
    if not 0 < mean < 1:
        return -float(np.log(2))
    different, times = np.unique(1 - before, return_counts=True)
    won = (_steps(different, 1 - mean, _FINE_RATIOS) * times[:, None]).sum(axis=0)
    return float(np.logaddexp(np.logaddexp.reduce(won) - np.log(len(_FINE_RATIOS)), 0.0) - np.log(2))


def _walks(values: Values, limit: float) -> Values:
    """Log of what a stake on each of the ratios has become after each value, begun at the first; shape (n, ratios)."""
    return np.asarray(np.cumsum(_steps(values, limit, ODDS_RATIOS), axis=0))


def _steps(values: Values, limit: float, ratios: Sequence[float]) -> Values:
    odds = limit / (1 - limit) * np.array(ratios)
    bets = (odds / (1 + odds) - limit) / (limit * (1 - limit))
    return np.asarray(np.log1p(bets[None, :] * (values[:, None] - limit)))
