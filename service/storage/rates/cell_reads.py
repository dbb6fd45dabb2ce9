"""Cells as rates are measured from them: of some days, and of the values of fields that are wanted."""

from collections import Counter
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.rates.contribution import DAY_MINUTES, MONTHS
from evals.rates.days import month_after, months_in
from evals.rates.packing import pack_counts
from service.storage.tables import kpi_cells, kpi_loads

_FEW = 500
"""Up to so many values are named in the statement; of more, all rows are read, and the others left out afterwards."""
_DAY, _TOGETHER = timedelta(days=1), timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Part:
    """Some days in [first, end), as cells of a grain hold them; those of a grain by month stand under its first day."""

    grain: str
    first: date
    end: date


@dataclass(frozen=True, slots=True)
class Cells:
    """Of each day, or month, and each number of `kpi_dims` the conversations added up, as they are stored."""

    days: Sequence[date]
    dims_ids: Sequence[int]
    numbers: Sequence[bytes]
    codes: Sequence[bytes]

    def count_started(self, counts: Counter[date]) -> None:
        """Add how many started on each day, or in each month: the first number of a cell."""
        for day, numbers in zip(self.days, self.numbers, strict=True):
            counts[day] += int.from_bytes(numbers[:8], "little")


@dataclass(frozen=True, slots=True)
class Loads:
    """Rows of changes of the number of open conversations, each packed (`evals.rates.packing`) as it is stored.

    `begins` say from which minute since 1970 on a row counts; an empty operator stands for all conversations.
    """

    dims_ids: NDArray[np.int64]
    operators: Sequence[str]
    begins: NDArray[np.int64]
    changes: Sequence[bytes]


def parts_of(grain: str, first: date, end: date) -> list[Part]:
    """The fewest cells that hold the days in [first, end): whole months, where the grain is kept by month."""
    if grain not in MONTHS:
        return [Part(grain, first, end)] if first < end else []
    begin, stop = months_in(first, end)
    found = [Part(grain, first, begin), Part(MONTHS[grain], begin, stop), Part(grain, stop, end)]
    return [part for part in found if part.first < part.end]


async def days_there(connection: AsyncConnection, grain: str, first: date, end: date) -> tuple[date, date] | None:
    """The days in [first, end) narrowed down to those that can have cells, up to the end of a month; None for none."""
    table = kpi_cells.c
    ends = (
        await connection.execute(select(func.min(table.day), func.max(table.day)).where(table.grain == grain))
    ).one()
    if ends[0] is None:
        return None
    return max(first, ends[0].replace(day=1)), min(end, month_after(ends[1]))


async def read_cells(connection: AsyncConnection, part: Part, dims: Collection[int]) -> AsyncIterator[Cells]:
    """Some days at a time: others have their turn between. Bring the part within `days_there` before."""
    table = kpi_cells.c
    query = select(table.day, table.dims_id, table.numbers, table.codes).where(table.grain == part.grain)
    if len(dims) <= _FEW:
        query = query.where(table.dims_id.in_(sorted(dims)))
    start = part.first
    while start < part.end:
        stop = min(part.end, start + _TOGETHER)
        found = await connection.execute(query.where(table.day >= start, table.day < stop))
        if rows := [row for row in found.all() if row[1] in dims]:
            yield Cells(*zip(*rows, strict=True))
        start = stop


async def read_loads(connection: AsyncConnection, grain: str, since: date, until: date, dims: Collection[int]) -> Loads:
    """Of the days in [since, until); what was open before stands at the first minute of `since`."""
    table = kpi_loads.c
    rows: list[Any] = []
    for part in parts_of(grain, since, until):
        query = select(table.dims_id, table.operator_id, table.day, table.changes).where(_loads_of(part))
        if len(dims) <= _FEW:
            query = query.where(table.dims_id.in_(sorted(dims)))
        rows += [row for row in (await connection.execute(query)).all() if row[0] in dims]
    rows += [
        (dims_id, operator, since, pack_counts({0: net}))
        for dims_id, operator, net in await _open_before(connection, grain, since, dims)
    ]
    if not rows:
        return Loads(np.zeros(0, dtype=np.int64), (), np.zeros(0, dtype=np.int64), ())
    dims_ids, operators, days, changes = zip(*rows, strict=True)
    begins = {day: (day.toordinal() - _EPOCH) * DAY_MINUTES for day in set(days)}
    return Loads(np.array(dims_ids, dtype=np.int64), operators, np.array([begins[day] for day in days]), changes)


async def _open_before(
    connection: AsyncConnection, grain: str, day: date, dims: Collection[int]
) -> Sequence[tuple[int, str, int]]:
    """How many were open when that day began, by fields and operator."""
    table = kpi_loads.c
    query = (
        select(table.dims_id, table.operator_id, func.sum(table.net).label("net"))
        .where(or_(false(), *(_loads_of(part) for part in parts_of(grain, date.min, day))))
        .group_by(table.dims_id, table.operator_id)
        .having(func.sum(table.net) != 0)
    )
    rows = (await connection.execute(query)).all()
    return [(dims_id, operator, int(net)) for dims_id, operator, net in rows if dims_id in dims]


def _loads_of(part: Part) -> ColumnElement[bool]:
    table = kpi_loads.c
    return and_(table.grain == part.grain, table.day >= part.first, table.day < part.end)


_EPOCH = date(1970, 1, 1).toordinal()
