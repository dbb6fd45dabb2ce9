"""The rates as the command line and the API ask for them: of a period, cut, compared, and what stands behind them."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from evals.conversation import ConversationRecord
from evals.kpi import Group, measure, within
from evals.kpi_comparison import Compared, compare_groups
from evals.rates.amounts import AMOUNTS, unit_of
from evals.rates.behind import Part, behind, belongs, listable
from evals.rates.counted import Counted
from evals.rates.cuts import check_cuts, matches
from evals.rates.observed import find_returns, observe
from service.errors import InvalidRequest, NotFound
from service.storage.kpis import kpi_beside, kpi_records
from service.storage.types import now


@dataclass(frozen=True, slots=True)
class Period:
    """[since, until); None is an open end."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Conversations started in `period` that have the values of `only`, in groups of equal `by`."""

    period: Period = Period()
    by: Sequence[str] = ()
    only: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Behind:
    """A conversation behind a number: it adds `successes` of `n`; `amounts` are its seconds, or its cost."""

    record: ConversationRecord
    share: Counted
    amounts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The latest first; `next` asks for the page after this one."""

    rows: Sequence[Behind]
    next: str | None


def wanted(period: Period, by: Iterable[str], only: Iterable[str]) -> Wanted:
    """From what a user typed: cuts, by commas or one by one, and `cut=value`; an empty value means that it has none.

    Raises InvalidRequest.
    """
    cuts = [cut.strip() for one in by for cut in one.split(",") if cut.strip()]
    chosen: dict[str, str | None] = {}
    for one in only:
        cut, equals, value = one.partition("=")
        if not equals:
            raise InvalidRequest(f"Write a cut and its value, as in channel=widget, not {one}.")
        chosen[cut.strip()] = value.strip() or None
    try:
        check_cuts(cuts, chosen)
    except ValueError as error:
        sentence = str(error)
        raise InvalidRequest(f"{sentence[0].upper()}{sentence[1:]}.") from error
    return Wanted(period, tuple(dict.fromkeys(cuts)), chosen)


async def measured(connection: AsyncConnection, asked: Wanted, currency: str) -> Sequence[Group]:
    """The rates as of now; `currency` is that of the prices."""
    since, until = asked.period.since, asked.period.until
    records = await kpi_records(connection, since, until, currency)
    beside = await kpi_beside(connection, since, until)
    return await asyncio.to_thread(
        measure, records, now=now(), since=since, until=until, by=asked.by, only=asked.only, beside=beside
    )


async def compared(connection: AsyncConnection, asked: Wanted, earlier: Period, currency: str) -> Sequence[Compared]:
    """The same in another period, and by how much they differ. Raises InvalidRequest."""
    before = Wanted(earlier, asked.by, asked.only)
    try:
        sides = [await measured(connection, one, currency) for one in (asked, before)]
        return compare_groups(*sides)
    except ValueError as error:
        raise InvalidRequest(f"The periods cannot be compared: {error}.") from error


def period_before(asked: Period, since: datetime | None, until: datetime | None) -> Period | None:
    """The period to compare with; without an `until` it ends where the other begins. Raises InvalidRequest."""
    if since is None and until is None:
        return None
    if until is None and asked.since is None:
        raise InvalidRequest("Say until when the earlier period goes, or since when the later one.")
    end = until or asked.since
    if since is not None and end is not None and end <= since:
        raise InvalidRequest("The period to compare with ends before it begins: choose another time.")
    return Period(since, end)


def check_number(number: str, over: float | None) -> None:
    """Raises NotFound for a number that there is not, InvalidRequest where `over` means nothing to it."""
    if number not in listable():
        raise NotFound(f"There is no number {number}: choose from {', '.join(listable())}.")
    if over is not None and number not in AMOUNTS:
        raise InvalidRequest(f"Nothing of {number} is over a limit: that is for {', '.join(AMOUNTS)}.")


async def conversations_behind(
    connection: AsyncConnection,
    number: str,
    asked: Wanted,
    part: Part = "yes",
    *,
    currency: str,
    over: float | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Page:
    """A page of those behind a number, the latest first. Raises InvalidRequest, and NotFound for an unknown number.

    `over` leaves those with an amount over so many seconds, or so much money.
    """
    check_number(number, over)
    records = await kpi_records(connection, asked.period.since, asked.period.until, currency)
    found = await asyncio.to_thread(_behind, records, number, asked, part, over)
    if cursor is not None:
        place = next((place for place, one in enumerate(found) if one.record.id == cursor), None)
        if place is None:
            raise InvalidRequest("The cursor is not from this list: start at the first page.")
        found = found[place + 1 :]
    rows = found[:limit]
    return Page(rows, rows[-1].record.id if len(found) > limit else None)


def _behind(
    records: Sequence[ConversationRecord], number: str, asked: Wanted, part: Part, over: float | None
) -> list[Behind]:
    returns, at = find_returns(records), now()
    chosen = (
        record
        for record in records
        if within(record, asked.period.since, asked.period.until) and matches(record, asked.only)
    )
    found = []
    for record in chosen:
        share = behind(number, observe(record, returns, at))
        amounts = tuple(value / unit_of(number) for value in AMOUNTS[number](record)) if number in AMOUNTS else ()
        if belongs(share, part) and (over is None or any(amount > over for amount in amounts)):
            found.append(Behind(record, share, amounts))
    return sorted(found, key=lambda one: (one.record.started_at, one.record.id), reverse=True)
