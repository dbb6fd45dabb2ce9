"""Cells: conversations added up by day and by the fields of a grain; read in bulk, changed by what was added."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.rates.contribution import CellKey, Fields, Sums
from evals.rates.packing import merge_counts, pack_counts, pack_numbers, unpack_numbers
from service.storage.database import upsert
from service.storage.tables import kpi_cells, kpi_dims, kpi_loads

_PART = 200


async def dims_ids(connection: AsyncConnection, wanted: Iterable[tuple[str, Fields]]) -> dict[tuple[str, Fields], int]:
    """The ids of these values of the fields of grains; those that are new are entered. The state must be locked."""
    keys = {(grain, fields): orjson.dumps(fields).decode() for grain, fields in wanted}
    found = await _known(connection, keys)
    new = [key for key in keys if key not in found]
    if new:
        await connection.execute(insert(kpi_dims), [{"grain": key[0], "fields": keys[key]} for key in new])
        found |= await _known(connection, {key: keys[key] for key in new})
    return found


async def fields_by_id(connection: AsyncConnection, grain: str) -> dict[int, Sequence[str | None]]:
    """All values of the grain's fields that there are."""
    query = select(kpi_dims.c.id, kpi_dims.c.fields).where(kpi_dims.c.grain == grain)
    rows = (await connection.execute(query)).all()
    # One list for all: where knowledge changes every day, these are many.
    fields = orjson.loads(f"[{','.join([row[1] for row in rows])}]")
    return dict(zip([row[0] for row in rows], fields, strict=True))


async def add_to_cells(connection: AsyncConnection, sums: Sums, dims: Mapping[tuple[str, Fields], int]) -> None:
    """Add what has changed. Nobody else may do so at the same time: the state must be locked."""
    await _add_numbers(connection, sums, dims)
    await _add_loads(connection, sums, dims)


async def _add_numbers(connection: AsyncConnection, sums: Sums, dims: Mapping[tuple[str, Fields], int]) -> None:
    table = kpi_cells.c
    for part in _parts(list(sums.numbers)):
        places = {_place(key, dims): key for key in part}
        found = await connection.execute(
            select(kpi_cells).where(tuple_(table.grain, table.day, table.dims_id).in_(list(places)))
        )
        known = {(row.grain, row.day, row.dims_id): row for row in found}
        rows: list[dict[str, Any]] = []
        for place, key in places.items():
            numbers, codes, before = sums.numbers[key], sums.codes[key], known.get(place)
            if before is not None:
                numbers = numbers + unpack_numbers([before.numbers], len(numbers))[0]
            rows.append(
                {
                    "grain": place[0],
                    "day": place[1],
                    "dims_id": place[2],
                    "numbers": pack_numbers(numbers),
                    "codes": merge_counts(before.codes, codes) if before is not None else pack_counts(codes),
                }
            )
        await _put(connection, kpi_cells, rows, ("numbers", "codes"))


async def _add_loads(connection: AsyncConnection, sums: Sums, dims: Mapping[tuple[str, Fields], int]) -> None:
    table = kpi_loads.c
    for part in _parts(list(sums.loads)):
        places = {(*_place(key[:3], dims), key[3]): key for key in part}
        found = await connection.execute(
            select(kpi_loads).where(tuple_(table.grain, table.day, table.dims_id, table.operator_id).in_(list(places)))
        )
        known = {(row.grain, row.day, row.dims_id, row.operator_id): row for row in found}
        rows: list[dict[str, Any]] = []
        for place, key in places.items():
            changes, before = sums.loads[key], known.get(place)
            rows.append(
                {
                    "grain": place[0],
                    "day": place[1],
                    "dims_id": place[2],
                    "operator_id": place[3],
                    "net": changes.total() + (before.net if before is not None else 0),
                    "changes": merge_counts(before.changes, changes) if before is not None else pack_counts(changes),
                }
            )
        await _put(connection, kpi_loads, rows, ("net", "changes"))


async def _put(connection: AsyncConnection, table: Any, rows: Sequence[dict[str, Any]], changed: Sequence[str]) -> None:
    statement = upsert(connection, table)
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=[column.name for column in table.primary_key],
            set_={name: statement.excluded[name] for name in changed},
        ),
        list(rows),
    )


async def _known(connection: AsyncConnection, keys: Mapping[tuple[str, Fields], str]) -> dict[tuple[str, Fields], int]:
    places = {(grain, text): (grain, fields) for (grain, fields), text in keys.items()}
    found: dict[tuple[str, Fields], int] = {}
    for part in _parts(list(places)):
        rows = await connection.execute(select(kpi_dims).where(tuple_(kpi_dims.c.grain, kpi_dims.c.fields).in_(part)))
        found |= {places[row.grain, row.fields]: row.id for row in rows}
    return found


def _place(key: CellKey, dims: Mapping[tuple[str, Fields], int]) -> tuple[Any, ...]:
    grain, day, fields = key
    return grain, day, dims[grain, fields]


def _parts(keys: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (keys[at : at + _PART] for at in range(0, len(keys), _PART))
