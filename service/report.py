"""A report as somebody made it: which rates, cut how, of which period; when it is due, and whom it is sent to."""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from evals.kpi_figures import places
from evals.rates.cuts import CUTS, check_cuts

Relative = Literal["today", "yesterday", "last_7_days", "last_30_days", "last_week", "last_month", "all"]
_EARLIEST, _LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError("write a time zone such as Asia/Shanghai") from None
    return name


def _rate(place: str) -> str:
    if place not in places():
        raise ValueError(f"there is no number {place[:80]}: choose from {', '.join(places())}")
    return place


Zone = Annotated[str, StringConstraints(max_length=60), AfterValidator(_zone)]
Value = Annotated[str, StringConstraints(max_length=300)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Between(_Part):
    """[since, until)."""

    since: AwareDatetime
    until: AwareDatetime

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if not _EARLIEST <= self.since < self.until < _LATEST:
            raise ValueError("the period ends before it begins, or lies outside the years 1970 to 9000")
        return self


class Content(_Part):
    """What it shows. `only` leaves conversations of one kind; null there means that they have none."""

    rates: tuple[Annotated[str, AfterValidator(_rate)], ...] = Field(min_length=1, max_length=40)
    by: tuple[str, ...] = Field((), max_length=3)
    only: dict[str, Value | None] = Field(default={}, max_length=10)
    period: Relative | Between = "last_7_days"
    zone: Zone = "UTC"

    @model_validator(mode="after")
    def _can_be_cut(self) -> Self:
        check_cuts(self.by)
        if unknown := [cut for cut in self.only if cut not in CUTS]:
            raise ValueError(f"cannot filter by {unknown[0][:40]}: choose from {', '.join(CUTS)}")
        return self

    def span(self, at: datetime) -> tuple[datetime | None, datetime | None]:
        """The period as of that time; None is an open end."""
        if isinstance(self.period, Between):
            return self.period.since, self.period.until
        if self.period == "all":
            return None, None
        zone = ZoneInfo(self.zone)
        first, end = _days(self.period, at.astimezone(zone).date())
        return _midnight(first, zone), _midnight(end, zone)


class Schedule(_Part):
    """Sent at that time of day: daily, on a weekday (0 is Monday), or on a day of the month (or its last).

    `to` are integrations: webhooks, and notices by mail or into a group.
    """

    every: Literal["day", "week", "month"]
    at: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    zone: Zone
    weekday: int = Field(0, ge=0, le=6)
    day: int = Field(1, ge=1, le=31)
    to: tuple[Annotated[str, StringConstraints(max_length=36)], ...] = Field(min_length=1, max_length=10)

    def after(self, at: datetime) -> datetime:
        """When it is due next, later than that time; an hour that is left out in spring comes an hour later."""
        zone = ZoneInfo(self.zone)
        day = at.astimezone(zone).date()
        while True:
            due = datetime.combine(day, time.fromisoformat(self.at), zone).astimezone(UTC)
            if self._holds(day) and due > at:
                return due
            day += _DAY

    def _holds(self, day: date) -> bool:
        match self.every:
            case "day":
                return True
            case "week":
                return day.weekday() == self.weekday
            case "month":
                return day.day == min(self.day, calendar.monthrange(day.year, day.month)[1])


def _days(period: Relative, today: date) -> tuple[date, date]:
    """The first day, and the one after the last."""
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    match period:
        case "today":
            return today, today + _DAY
        case "yesterday":
            return today - _DAY, today
        case "last_7_days":
            return today - 7 * _DAY, today
        case "last_30_days":
            return today - 30 * _DAY, today
        case "last_week":
            return monday - 7 * _DAY, monday
        case _:
            return (first - _DAY).replace(day=1), first


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
