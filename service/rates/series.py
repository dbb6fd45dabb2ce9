"""Rates over time: numbers by hour, day, week or month, each with n and its interval."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from evals.kpi import Kpis
from evals.kpi_figures import NumberAt, numbers_at, places
from evals.rates.cuts import DATE_CUTS, midnight
from service.errors import InvalidRequest
from service.rates.rates import Rates
from service.storage.rates.measuring import Wanted

Step = Literal["hour", "day", "week", "month"]
MOST_POINTS = 400
MOST_HOURS = 72
"""Hours are read from single conversations, so they are for some days only."""
_UP_TO: Mapping[Step, timedelta] = {
    "hour": timedelta(days=2),
    "day": timedelta(days=100),
    "week": timedelta(days=740),
}


@dataclass(frozen=True, slots=True)
class Point:
    """The numbers of the conversations started in [at, until); empty where there were none."""

    at: datetime
    until: datetime
    numbers: Mapping[str, NumberAt]


@dataclass(frozen=True, slots=True)
class Series:
    """Points in order, without gaps; the first and the last may be shorter than a step."""

    step: Step
    points: Sequence[Point]


async def series(rates: Rates, wanted: Wanted, names: Sequence[str], step: Step | None, at: datetime) -> Series:
    """Those numbers over the period, until now at most; without a step, by one that suits. Raises InvalidRequest."""
    if unknown := [name for name in names if name not in places()]:
        raise InvalidRequest(f"There is no number {unknown[0]}: choose from {', '.join(places())}.")
    since = wanted.since or await rates.first_started() or at
    until = min(wanted.until or at, at)
    step = step or _suiting(until - since)
    ends = list(_ends(since, until, step))
    if len(ends) > (MOST_HOURS if step == "hour" else MOST_POINTS):
        raise InvalidRequest(f"These are too many points by the {step}: choose a longer step or a shorter period.")
    of_period = replace(wanted, since=since, until=until)
    found = await (_hours(rates, of_period) if step == "hour" else _dates(rates, of_period, step))
    return Series(step, [_point(begin, end, found.get(_name(begin, step)), names) for begin, end in ends])


def _suiting(span: timedelta) -> Step:
    return next((step for step, most in _UP_TO.items() if span <= most), "month")


def _ends(since: datetime, until: datetime, step: Step) -> Iterator[tuple[datetime, datetime]]:
    begin = since
    while begin < until:
        end = min(_after(begin, step), until)
        yield begin, end
        begin = end


def _after(at: datetime, step: Step) -> datetime:
    """The beginning of the step after the one that holds this moment."""
    match step:
        case "hour":
            return at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        case "day":
            return midnight(at) + timedelta(days=1)
        case "week":
            return midnight(at) + timedelta(days=7 - at.weekday())
        case "month":
            return (midnight(at).replace(day=1) + timedelta(days=32)).replace(day=1)


def _name(at: datetime, step: Step) -> str:
    return at.strftime("%Y-%m-%dT%H" if step == "hour" else DATE_CUTS[step])


async def _hours(rates: Rates, wanted: Wanted) -> dict[str, Kpis]:
    return {_name(hour, "hour"): kpis for hour, kpis in (await rates.hours(wanted)).items()}


async def _dates(rates: Rates, wanted: Wanted, step: Step) -> dict[str, Kpis]:
    groups = (await rates.measured(replace(wanted, by=(step,)))).groups
    return {group.key[step] or "": group.kpis for group in groups}


def _point(begin: datetime, end: datetime, kpis: Kpis | None, names: Sequence[str]) -> Point:
    return Point(begin, end, numbers_at(kpis, tuple(names)) if kpis else {})
