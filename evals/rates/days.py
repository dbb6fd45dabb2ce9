"""A period as whole days (UTC), which are added up beforehand, and what its ends add to them or take from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

ENDS = datetime(2, 1, 1, tzinfo=UTC), datetime(9998, 1, 1, tzinfo=UTC)
"""Before and after everything, and far enough from the ends of the calendar to add days."""


Period = tuple[datetime, datetime]
"""[since, until)."""
_DAY, _HALF = timedelta(days=1), timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Days:
    """All days in [first, end), with what is `added` beside them, and without what of them is `taken` off."""

    first: date
    end: date
    added: Sequence[Period] = ()
    taken: Sequence[Period] = ()

    def holds(self, at: datetime) -> bool:
        """Whether the moment is in one of the whole days."""
        return self.first <= at.date() < self.end


def days_of(since: datetime, until: datetime) -> Days:
    """The days of [since, until); one at an end counts whole where less than half of it is to be taken off again."""
    first, last = since.date(), (until - timedelta(microseconds=1)).date()
    if since >= until:
        return Days(first, first)
    if first == last:
        outside = _some((begin_of(first), since), (until, begin_of(first) + _DAY))
        whole = until - since >= _HALF
        return Days(first, first + _DAY, taken=outside) if whole else Days(first, first, added=[(since, until)])
    morning, evening = (begin_of(first), since), (until, begin_of(last) + _DAY)
    added, taken = list[Period](), list[Period]()
    if since - begin_of(first) > _HALF:
        added.append((since, begin_of(first) + _DAY))
        first += _DAY
    else:
        taken.append(morning)
    if until - begin_of(last) < _HALF:
        added.append((begin_of(last), until))
        last -= _DAY
    else:
        taken.append(evening)
    return Days(first, last + _DAY, added, _some(*taken))


def _some(*periods: Period) -> list[Period]:
    return [(since, until) for since, until in periods if since < until]


def begin_of(day: date) -> datetime:
    """Its midnight (UTC)."""
    return datetime.combine(day, time(), UTC)


def months_in(first: date, end: date) -> tuple[date, date]:
    """The whole months of the days in [first, end): where they begin and end; the same day twice where there are none.

    Such a day is in [first, end], so that the days before and after the months are all others.
    """
    begin = first if first.day == 1 else month_after(first)
    stop = end.replace(day=1)
    return (begin, stop) if begin < stop else (first, first)


def month_after(day: date) -> date:
    """The first day of the next month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
