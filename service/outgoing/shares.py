"""Which accounts may send how much now: one with a burst, or whose platform hangs, leaves room for the others."""

from collections import Counter
from collections.abc import Collection, Sequence

CONCURRENT = 64
CONCURRENT_PER_ACCOUNT = 16
CLAIM_AT_ONCE = 16


def shares(due: Sequence[str], at_work: Counter[str], resting: Collection[str] = ()) -> list[tuple[str, int]]:
    """How many more replies each account in `due` may have under way, those that have the fewest first.

    No account has more than `CONCURRENT_PER_ACCOUNT` under way, or more than are left free of `CONCURRENT`; but one
    that has none may always send one, however many hang.
    """
    waiting = sorted((one for one in due if one not in resting), key=lambda one: at_work[one])
    left, free = CLAIM_AT_ONCE, CONCURRENT - at_work.total()
    given: list[tuple[str, int]] = []
    for place, account in enumerate(waiting):
        own = at_work[account]
        most = min(CONCURRENT_PER_ACCOUNT, max(free // 2 + own // 2, 1)) - own
        share = min(most, max(1, left // (len(waiting) - place)))
        if share > 0:
            given.append((account, share))
            left, free = left - share, free - share
    return given
