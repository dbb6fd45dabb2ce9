"""What one conversation adds to a share."""

from collections.abc import Callable
from typing import NamedTuple

from evals.rates.observed import Observed


class Counted(NamedTuple):
    """`successes` of `n`: 0 or 1 where conversations are counted, more where their turns are."""

    successes: int
    n: int


Share = Callable[[Observed], Counted]


def counted(*, holds: bool, among: bool) -> Counted:
    """A conversation that is counted where `among`, as a success where `holds` too."""
    if not among:
        return _LEFT_OUT
    return _SUCCESS if holds else _OTHER


_LEFT_OUT, _OTHER, _SUCCESS = Counted(0, 0), Counted(0, 1), Counted(1, 1)
