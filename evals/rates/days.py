"""A period as whole days (UTC), which are added up beforehand, and the parts of days at its ends, which are not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

ENDS = datetime(2, 1, 1, tzinfo=UTC), datetime(9998, 1, 1, tzinfo=UTC)
"""Before and after everything, and far enough from the ends of the calendar to add days."""


@dataclass(frozen=True, slots=True)
class Days:
    """All days in [first, end), and the spans [since, until) beside them."""

    first: date
    end: date
    edges: Sequence[tuple[datetime, datetime]]

    def holds(self, at: datetime) -> bool:
        """Whether the moment is in one of the whole days."""
        return self.first <= at.date() < self.end


def days_of(since: datetime, until: datetime) -> Days:
    """The whole days of [since, until)."""
    first = since.date() if since == begin_of(since.date()) else since.date() + timedelta(days=1)
    end = until.date()
    if since >= until:
        return Days(first, first, ())
    if first > end:
        return Days(first, first, ((since, until),))
    edges = ((since, begin_of(first)), (begin_of(end), until))
    return Days(first, end, [(start, stop) for start, stop in edges if start < stop])


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
