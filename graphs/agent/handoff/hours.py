"""Are operators there, and when will they be? Pure functions of the policy's hours and a moment."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from graphs.agent.handoff.document import Hours
from graphs.agent.handoff.spans import WEEKDAYS, minutes_of

# Nobody closes for longer; and a document whose days are all holidays must not be searched without end.
_DAYS_AHEAD = 400


def is_open(hours: Hours, at: datetime) -> bool:
    """Whether operators are there at this moment (aware); always, where the policy has no hours."""
    return not hours.enabled or any(start <= at < end for start, end in _openings(hours, _day(hours, at)))


def next_opening(hours: Hours, at: datetime) -> datetime | None:
    """When operators are there again, on the policy's own clock; None where they are now, or never will be."""
    if is_open(hours, at):
        return None
    today = _day(hours, at)
    for ahead in range(_DAYS_AHEAD):
        for start, _ in _openings(hours, today + timedelta(days=ahead)):
            if start > at:
                return start
    return None


def open_from(hours: Hours, at: datetime) -> datetime:
    """The moment itself where operators are there, else when they come; the moment too where they never will."""
    return next_opening(hours, at) or at


def after_open_minutes(hours: Hours, at: datetime, minutes: int) -> datetime:
    """When so many minutes have passed in which operators were there."""
    if not hours.enabled:
        return at + timedelta(minutes=minutes)
    left, today = timedelta(minutes=minutes), _day(hours, at)
    for ahead in range(_DAYS_AHEAD):
        for start, end in _openings(hours, today + timedelta(days=ahead)):
            begin = max(start, at)
            if begin >= end:
                continue
            if left <= end - begin:
                return begin + left
            left -= end - begin
    return at + timedelta(minutes=minutes)


def _day(hours: Hours, at: datetime) -> date:
    return at.astimezone(ZoneInfo(hours.time_zone)).date()


def _openings(hours: Hours, day: date) -> Iterator[tuple[datetime, datetime]]:
    """A day's spans as moments; a wall clock that the change to summer time skips counts as the moment after."""
    special = next((working.hours for working in hours.working_days if working.date == day), None)
    if special is None:
        special = () if day in hours.holidays else hours.weekdays.get(WEEKDAYS[day.weekday()], ())
    midnight = datetime.combine(day, time(), tzinfo=ZoneInfo(hours.time_zone))
    for span in special:
        # Added on the wall clock, compared in UTC: aware times of one zone would be compared by the wall.
        start, end = ((midnight + timedelta(minutes=minutes)).astimezone(UTC) for minutes in minutes_of(span))
        if start < end:  # else the change to summer time skips all of it
            yield start, end
