"""Cells as rates are measured from them: of some days, and of the values of fields that are wanted."""

from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.rates.packing import unpack_counts
from service.storage.tables import kpi_cells, kpi_loads

_FEW = 500
"""Up to so many values are named in the statement; of more, all rows are read, and the others left out afterwards."""
_DAY, _TOGETHER = timedelta(days=1), timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Cell:
    """One day's conversations with the same fields, added up."""

    day: date
    dims_id: int
    numbers: bytes
    codes: bytes


@dataclass(frozen=True, slots=True)
class Loads:
    """Changes of the number of open conversations: at `minutes` since 1970, of the row `source`.

    `dims_ids` and `operators` are those of each row; an empty operator stands for all conversations.
    """

    dims_ids: Sequence[int]
    operators: Sequence[str]
    minutes: NDArray[np.int64]
    changes: NDArray[np.int64]
    source: NDArray[np.int64]


async def read_cells(
    connection: AsyncConnection, grain: str, since: date, until: date, dims: Collection[int]
) -> AsyncIterator[Cell]:
    """Those of the days in [since, until), some days at a time: others have their turn between."""
    table = kpi_cells.c
    ends = (
        await connection.execute(select(func.min(table.day), func.max(table.day)).where(table.grain == grain))
    ).one()
    if ends[0] is None:
        return
    start, stop = max(since, ends[0]), min(until, ends[1] + _DAY)
    query = select(table.day, table.dims_id, table.numbers, table.codes).where(table.grain == grain)
    if len(dims) <= _FEW:
        query = query.where(table.dims_id.in_(sorted(dims)))
    while start < stop:
        end = min(stop, start + _TOGETHER)
        for row in await connection.execute(query.where(table.day >= start, table.day < end)):
            if row[1] in dims:
                yield Cell(*row)
        start = end


async def read_loads(connection: AsyncConnection, grain: str, since: date, until: date, dims: Collection[int]) -> Loads:
    """Of the days in [since, until); what was open before stands at the first minute of `since`."""
    table = kpi_loads.c
    query = select(table.dims_id, table.operator_id, table.day, table.changes).where(
        table.grain == grain, table.day >= since, table.day < until
    )
    if len(dims) <= _FEW:
        query = query.where(table.dims_id.in_(sorted(dims)))
    rows = [row for row in await connection.execute(query) if row.dims_id in dims]
    minutes, changes, source = unpack_counts([row.changes for row in rows])
    days = np.fromiter((_minutes(row.day) for row in rows), dtype=np.int64, count=len(rows))
    before = await _open_before(connection, grain, since, dims)
    places = range(len(rows), len(rows) + len(before))
    return Loads(
        [row.dims_id for row in rows] + [dims_id for dims_id, _, _ in before],
        [row.operator_id for row in rows] + [operator for _, operator, _ in before],
        np.concatenate([minutes + days[source], np.full(len(before), _minutes(since), dtype=np.int64)]),
        np.concatenate([changes, np.array([net for _, _, net in before], dtype=np.int64)]),
        np.concatenate([source, np.array(places, dtype=np.int64)]),
    )


async def _open_before(
    connection: AsyncConnection, grain: str, day: date, dims: Collection[int]
) -> Sequence[tuple[int, str, int]]:
    """How many were open when that day began, by fields and operator."""
    table = kpi_loads.c
    query = (
        select(table.dims_id, table.operator_id, func.sum(table.net).label("net"))
        .where(table.grain == grain, table.day < day)
        .group_by(table.dims_id, table.operator_id)
    )
    rows: Iterable[tuple[int, str, int]] = (tuple(row) for row in await connection.execute(query))
    return [(dims_id, operator, int(net)) for dims_id, operator, net in rows if dims_id in dims and net]


def _minutes(day: date) -> int:
    return (day.toordinal() - _EPOCH) * 1_440


_EPOCH = date(1970, 1, 1).toordinal()
