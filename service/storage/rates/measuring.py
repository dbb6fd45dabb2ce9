"""The rates from cells, with what is not yet in them worked out directly: exact, and as of now."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from evals.kpi import Group, kpis_of
from evals.rates.beside import Beside, Surroundings, lead_cost_of, online_of, reviewed_of
from evals.rates.contribution import GRAINS, MONTHS, grain_for
from evals.rates.cuts import DATE_CUTS, Key, in_order, key_of, matches, window
from evals.rates.days import ENDS, Days, begin_of, days_of, month_after
from evals.rates.load import Load, OperatorLoad
from evals.rates.merging import Merging
from evals.rates.observed import Observed
from evals.rates.tally import Added, Tally
from evals.reviewed import Review
from service.storage.rates.cell_reads import Part, days_there, parts_of, read_cells
from service.storage.rates.cells import fields_by_id
from service.storage.rates.facts import facts_between, facts_of
from service.storage.rates.keeping import Renewed
from service.storage.rates.timelines import read_lines


@dataclass(frozen=True, slots=True)
class Wanted:
    """Conversations started in [since, until), None being an open end, with the values of `only`, by equal `by`."""

    since: datetime | None = None
    until: datetime | None = None
    by: Sequence[str] = ()
    only: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def span(self) -> tuple[datetime, datetime]:
        """The same as two moments, narrowed down by the dates of `only`."""
        return window(self.only, self.since or ENDS[0], self.until or ENDS[1])

    @property
    def cuts(self) -> tuple[list[str], list[str]]:
        """`by`, the dates apart from the fields."""
        dates = [cut for cut in self.by if cut in DATE_CUTS]
        return dates, [cut for cut in self.by if cut not in DATE_CUTS]

    def holds(self, one: Observed) -> bool:
        """Whether the conversation is one of them."""
        since, until = self.span
        return since <= one.record.started_at < until and matches(one.record, self.only)


@dataclass(frozen=True, slots=True)
class Started:
    """How many conversations started on each day; and in months of which only the whole was read."""

    by_day: Counter[date] = field(default_factory=Counter)
    by_month: Counter[date] = field(default_factory=Counter)

    def months(self) -> list[date]:
        """All months of both, in order."""
        return sorted({day.replace(day=1) for day in (*self.by_day, *self.by_month)})


async def measure_cells(
    connection: AsyncConnection, wanted: Wanted, renewed: Sequence[Renewed], beside: Beside, now: datetime
) -> list[Group]:
    """What `evals.kpi.measure` gives of all conversations; quantiles may err by 1 % (`evals.rates.histogram`).

    `renewed` are those that the cells do not hold as they are. The connection has to be a snapshot.
    """
    dates, of_fields = wanted.cuts
    grain = grain_for([*wanted.by, *wanted.only])
    dims = await _dims(connection, grain, wanted)
    added, started = await _added(connection, wanted, grain, dims, renewed)
    first = None if wanted.since else await _first_day(connection, grain, dims, started)
    begin = wanted.since or (begin_of(first) if first else now)
    end = min(wanted.until, now) if wanted.until else now
    span = window(wanted.only, begin, end)
    lines = await read_lines(connection, grain, dims, span, renewed, of_fields, wanted.only)
    reviews = await _reviews(connection, wanted, renewed, beside.reviews)

    def groups() -> list[Group]:
        order = [[*dates, *of_fields].index(cut) for cut in wanted.by]
        merged: dict[Key, Added] = {tuple(key[place] for place in order): one for key, one in added.merged().items()}
        if not wanted.by:
            merged.setdefault((), Tally())
        keys = sorted(merged, key=in_order)
        named = [dict(zip(wanted.by, key, strict=True)) for key in keys]
        windows = [window({**names, **wanted.only}, begin, end) if dates else span for names in named]
        asked = [(tuple(names[cut] for cut in of_fields), *own) for names, own in zip(named, windows, strict=True)]
        return [
            Group(names, kpis_of(merged[key], around(names, merged[key], load, reviews.get(key, ()))))
            for key, names, load in zip(keys, named, lines.loads(asked), strict=True)
        ]

    def around(
        names: dict[str, str | None], own: Added, load: tuple[Load, OperatorLoad], reviewed: Sequence[Review]
    ) -> Surroundings:
        chosen = {**names, **wanted.only}
        return Surroundings(
            concurrency=load[0],
            operator_concurrency=load[1],
            operators_online=online_of(beside, chosen, begin, end),
            lead_cost=lead_cost_of(own, beside, chosen, begin, end),
            reviewed=reviewed_of(own, reviewed),
        )

    return await asyncio.to_thread(groups)


async def _dims(connection: AsyncConnection, grain: str, wanted: Wanted) -> dict[int, Key]:
    """The values of `by` of the cells that are wanted, dates left out, by the number of their fields."""
    fields = GRAINS[grain]
    kind = [(fields.index(cut), value) for cut, value in wanted.only.items() if cut not in DATE_CUTS]
    places = [fields.index(cut) for cut in wanted.cuts[1]]
    known = await fields_by_id(connection, grain)
    if grain in MONTHS:
        known |= await fields_by_id(connection, MONTHS[grain])
    for place, value in kind:
        known = {number: values for number, values in known.items() if values[place] == value}
    return {number: tuple([values[place] for place in places]) for number, values in known.items()}


async def _added(
    connection: AsyncConnection, wanted: Wanted, grain: str, dims: Mapping[int, Key], renewed: Sequence[Renewed]
) -> tuple[Merging, Started]:
    """All of the period, by its dates and then the values of fields; and how many started when."""
    days, added, started = days_of(*wanted.span), Merging(), Started()
    dates, fields = wanted.cuts
    for part in await _parts(connection, grain, wanted, days):
        counts = started.by_day if part.grain == grain else started.by_month
        async for cells in read_cells(connection, part, dims):
            labels = {day: tuple(day.strftime(DATE_CUTS[cut]) for cut in dates) for day in set(cells.days)}
            keys = (labels[day] + dims[number] for day, number in zip(cells.days, cells.dims_ids, strict=True))
            added.add_cells(keys, cells.numbers, cells.codes)
            cells.count_started(counts)

    def add(one: Observed, sign: int = 1) -> None:
        added.add(key_of(one.record, [*dates, *fields]), one, sign)
        started.by_day[one.record.started_at.date()] += sign

    anew = {one.now.record.id for one in renewed}
    for since, until in days.added:
        for one in await facts_between(connection, since, until, without=anew):
            if wanted.holds(one):
                add(one)
    for since, until in days.taken:
        for one in await facts_between(connection, since, until):
            if matches(one.record, wanted.only):
                add(one, -1)
    for renewal in renewed:
        before = renewal.before and renewal.before.one
        if before and days.holds(before.record.started_at) and wanted.holds(before):
            add(before, -1)
        if wanted.holds(renewal.now):
            add(renewal.now)
    return added, started


async def _parts(connection: AsyncConnection, grain: str, wanted: Wanted, days: Days) -> list[Part]:
    """Whole months, unless smaller times are asked for."""
    there = await days_there(connection, grain, days.first, days.end)
    if there is None or there[0] >= there[1]:
        return []
    return [Part(grain, *there)] if {"day", "week"} & set(wanted.by) else parts_of(grain, *there)


async def _first_day(connection: AsyncConnection, grain: str, dims: Mapping[int, Key], started: Started) -> date | None:
    """The first day on which one started, for which the days of its month may have to be read."""
    for month in started.months():
        if started.by_month[month]:
            async for cells in read_cells(connection, Part(grain, month, month_after(month)), dims):
                cells.count_started(started.by_day)
        if days := [day for day, count in started.by_day.items() if count > 0 and day.replace(day=1) == month]:
            return min(days)
    return None


async def _reviews(
    connection: AsyncConnection, wanted: Wanted, renewed: Sequence[Renewed], reviews: Sequence[Review]
) -> dict[Key, list[Review]]:
    """By key those of its conversations."""
    facts = await facts_of(connection, sorted({review.conversation_id for review in reviews}))
    known = {number: fact.one for number, fact in facts.items()} | {one.now.record.id: one.now for one in renewed}
    found: dict[Key, list[Review]] = defaultdict(list)
    for review in reviews:
        one = known.get(review.conversation_id)
        if one is not None and wanted.holds(one):
            found[key_of(one.record, wanted.by)].append(review)
    return found
