"""The rates from cells, with what is not yet in them worked out directly: exact, and as of now."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from evals.kpi import Group, kpis_of
from evals.rates.beside import Beside, Surroundings, lead_cost_of, online_of, reviewed_of
from evals.rates.contribution import GRAINS, grain_for
from evals.rates.cuts import DATE_CUTS, Key, in_order, key_of, matches, window
from evals.rates.days import ENDS, begin_of, days_of
from evals.rates.load import operator_load
from evals.rates.merging import Merging
from evals.rates.observed import Observed
from evals.rates.tally import Tally
from evals.reviewed import Review
from service.storage.kpi_cell_reads import read_cells
from service.storage.kpi_cells import fields_by_id
from service.storage.kpi_facts import facts_between, facts_of
from service.storage.kpi_keeping import Renewed
from service.storage.kpi_timelines import Lines, read_lines


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

    def holds(self, one: Observed) -> bool:
        """Whether the conversation is one of them."""
        since, until = self.span
        return since <= one.record.started_at < until and matches(one.record, self.only)


async def measure_cells(
    connection: AsyncConnection, wanted: Wanted, renewed: Sequence[Renewed], beside: Beside, now: datetime
) -> list[Group]:
    """What `evals.kpi.measure` gives of all conversations; quantiles may err by 1 % (`evals.rates.histogram`).

    `renewed` are those that the cells do not hold as they are. The connection has to be a snapshot.
    """
    of_fields = [cut for cut in wanted.by if cut not in DATE_CUTS]
    grain = grain_for([*wanted.by, *wanted.only])
    dims = await _dims(connection, grain, wanted)
    added, started = await _added(connection, wanted, grain, dims, renewed)
    first = min((day for day, count in started.items() if count), default=None)
    begin = wanted.since or (begin_of(first) if first else now)
    end = min(wanted.until, now) if wanted.until else now
    keys = {number: tuple(values[cut] for cut in of_fields) for number, values in dims.items()}
    span = window(wanted.only, begin, end)
    lines = await read_lines(connection, grain, keys, span, renewed, of_fields, wanted.only)
    reviews = await _reviews(connection, wanted, renewed, beside.reviews)

    def groups() -> list[Group]:
        tallies = added.tallies()
        if not wanted.by:
            tallies.setdefault((), Tally())
        return [
            Group(dict(zip(wanted.by, key, strict=True)), kpis_of(tallies[key], around(key, tallies[key])))
            for key in sorted(tallies, key=in_order)
        ]

    def around(key: Key, tally: Tally) -> Surroundings:
        named = dict(zip(wanted.by, key, strict=True))
        chosen = {**named, **wanted.only}
        own = window(chosen, begin, end)
        of_key = lines.get(tuple(named[cut] for cut in of_fields), Lines())
        return Surroundings(
            concurrency=of_key.conversations.load(*own),
            operator_concurrency=operator_load(of_key.operators, *own),
            operators_online=online_of(beside, chosen, begin, end),
            lead_cost=lead_cost_of(tally, beside, chosen, begin, end),
            reviewed=reviewed_of(tally, reviews.get(key, ())),
        )

    return await asyncio.to_thread(groups)


async def _dims(connection: AsyncConnection, grain: str, wanted: Wanted) -> dict[int, dict[str, str | None]]:
    """The fields of the cells that are wanted, by their number."""
    kind = {cut: value for cut, value in wanted.only.items() if cut not in DATE_CUTS}
    known = await fields_by_id(connection, grain)
    named = {number: dict(zip(GRAINS[grain], fields, strict=True)) for number, fields in known.items()}
    return {
        number: values for number, values in named.items() if all(values[cut] == value for cut, value in kind.items())
    }


async def _added(
    connection: AsyncConnection,
    wanted: Wanted,
    grain: str,
    dims: Mapping[int, Mapping[str, str | None]],
    renewed: Sequence[Renewed],
) -> tuple[Merging, Counter[date]]:
    """All of the period by key; and how many started on which day."""
    days, added, started = days_of(*wanted.span), Merging(), Counter[date]()
    async for cell in read_cells(connection, grain, days.first, days.end, dims.keys()):
        key = tuple(
            cell.day.strftime(DATE_CUTS[cut]) if cut in DATE_CUTS else dims[cell.dims_id][cut] for cut in wanted.by
        )
        added.add_cell(key, cell.numbers, cell.codes)
        started[cell.day] += int.from_bytes(cell.numbers[:8], "little")

    def add(one: Observed, sign: int = 1) -> None:
        if wanted.holds(one):
            added.add(key_of(one.record, wanted.by), one, sign)
            started[one.record.started_at.date()] += sign

    anew = {one.now.record.id for one in renewed}
    for since, until in days.edges:
        for one in await facts_between(connection, since, until, without=anew):
            add(one)
    for renewal in renewed:
        if renewal.before is not None and days.holds(renewal.before.one.record.started_at):
            add(renewal.before.one, -1)
        add(renewal.now)
    return added, started


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
