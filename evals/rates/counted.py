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
    return Counted(int(among and holds), int(among))
