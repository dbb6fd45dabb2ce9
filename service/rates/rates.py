"""The rates as the command line and the API ask for them: of a period, cut, compared, and what stands behind them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from evals.kpi import Group, Kpis
from evals.kpi_comparison import Compared, compare_groups
from evals.rates.amounts import AMOUNTS
from evals.rates.behind import Part, listable
from evals.rates.cuts import check_cuts
from service.errors import InvalidRequest, NotFound
from service.storage.database import Database
from service.storage.kpi_changes import changed_ids, count_changed
from service.storage.rates.facts import due_ids, first_started
from service.storage.rates.hours import Hours
from service.storage.rates.keeping import Renewed, work_out
from service.storage.rates.kpis import KnownForAll, kpi_beside
from service.storage.rates.lists import Page, list_behind
from service.storage.rates.measuring import Wanted, measure_cells
from service.storage.types import now

MOST_DIRECT = 1_000
"""So many conversations that the cells do not hold yet are worked out by who asks; of more, it is said how many."""


@dataclass(frozen=True, slots=True)
class Period:
    """[since, until); None is an open end."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """The rates. `not_counted` conversations are in them as they were before they changed, or not at all yet."""

    groups: Sequence[Group | Compared]
    not_counted: int = 0


class Rates:
    """Of one database; `currency` is that of the prices, `clock` the time, for tests to set."""

    def __init__(self, database: Database, currency: str, clock: Callable[[], datetime] = now) -> None:
        self.currency = currency
        self._database = database
        self._known = KnownForAll(currency)
        self._clock = clock
        self._hours = Hours()

    async def measured(self, wanted: Wanted, earlier: Period | None = None) -> Measured:
        """As of now; beside the same of an earlier period, where one is given. Raises InvalidRequest."""
        async with self._database.snapshot() as connection:
            renewed, not_counted = await self._renewed(connection)
            groups = await self._measure(connection, wanted, renewed)
            if earlier is None:
                return Measured(groups, not_counted)
            before = replace(wanted, since=earlier.since, until=earlier.until)
            former = await self._measure(connection, before, renewed)
        try:
            return Measured(compare_groups(groups, former), not_counted)
        except ValueError as error:
            raise InvalidRequest(f"The periods cannot be compared: {error}.") from error

    async def behind(
        self,
        number: str,
        wanted: Wanted,
        part: Part = "yes",
        *,
        over: float | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Page:
        """A page of the conversations behind a number. Raises InvalidRequest, and NotFound for an unknown number.

        `over` leaves those with an amount over so many seconds, or so much money.
        """
        check_number(number, over)
        async with self._database.snapshot() as connection:
            renewed, _ = await self._renewed(connection)
            return await list_behind(connection, number, wanted, part, renewed, over, cursor, limit)

    async def hours(self, wanted: Wanted) -> Mapping[datetime, Kpis]:
        """By the hour in which conversations started, as of now; of some days at most, for each may be read."""
        async with self._database.snapshot() as connection:
            renewed, _ = await self._renewed(connection)
            return await self._hours.measure(connection, wanted, renewed)

    async def first_started(self) -> datetime | None:
        """When the first conversation of all started, as far as it is worked out."""
        async with self._database.read() as connection:
            return await first_started(connection)

    async def _renewed(self, connection: AsyncConnection) -> tuple[Sequence[Renewed], int]:
        """What the cells do not hold as it is, and how many more there are than can be worked out now."""
        at = self._clock()
        ids = dict.fromkeys(await changed_ids(connection, MOST_DIRECT + 1))
        ids |= dict.fromkeys(await due_ids(connection, at, MOST_DIRECT + 1))
        if len(ids) > MOST_DIRECT:
            return [], max(len(ids), await count_changed(connection))
        known = await self._known.look(connection)
        return (await work_out(connection, list(ids), known, at)).renewed, 0

    async def _measure(self, connection: AsyncConnection, wanted: Wanted, renewed: Sequence[Renewed]) -> list[Group]:
        beside = await kpi_beside(connection, wanted.since, wanted.until)
        return await measure_cells(connection, wanted, renewed, beside, self._clock())


def wanted_of(period: Period, by: Iterable[str], only: Iterable[str]) -> Wanted:
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
    return Wanted(period.since, period.until, tuple(dict.fromkeys(cuts)), chosen)


def period_before(asked: Wanted, since: datetime | None, until: datetime | None) -> Period | None:
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
