"""Conversations as the rates saw them last: read, and written with what they add to the cells."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.rates.behind import behind, listable
from evals.rates.observed import DURABLE_AFTER, Observed
from service.storage.database import upsert
from service.storage.rates.coding import decode, encode
from service.storage.tables import kpi_facts
from service.storage.types import AnyRow

_BITS = {name: bit for bit, name in enumerate(listable())}
_PART = 400
"""So many ids are asked for in one statement."""


def bit_of(number: str) -> int:
    """The place of a listable number in `hits` and `misses`."""
    return _BITS[number]


@dataclass(frozen=True, slots=True)
class Fact:
    """What the cells hold of a conversation."""

    one: Observed
    revision: int


async def facts_of(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, Fact]:
    """By conversation; those that were never worked out are not there."""
    return await _read(connection, kpi_facts.c.conversation_id, ids)


async def facts_of_customers(connection: AsyncConnection, customer_ids: Collection[str]) -> dict[str, Fact]:
    """All conversations of these customers."""
    return await _read(connection, kpi_facts.c.customer_id, sorted(customer_ids))


async def facts_between(
    connection: AsyncConnection, since: datetime, until: datetime, without: Collection[str] = ()
) -> list[Observed]:
    """Those started in [since, until), but for some."""
    rows = await connection.execute(
        _columns().where(and_(kpi_facts.c.started_at >= since, kpi_facts.c.started_at < until))
    )
    return [_fact(row).one for row in rows if row.conversation_id not in without]


async def revisions_between(
    connection: AsyncConnection, since: datetime, until: datetime
) -> list[tuple[str, int, datetime]]:
    """Id, how often it was worked out, and start of those started in [since, until)."""
    facts = kpi_facts.c
    rows = await connection.execute(
        select(facts.conversation_id, facts.revision, facts.started_at).where(
            and_(facts.started_at >= since, facts.started_at < until)
        )
    )
    return [(row.conversation_id, row.revision, row.started_at) for row in rows]


async def first_started(connection: AsyncConnection) -> datetime | None:
    """When the first of all started."""
    query = select(kpi_facts.c.started_at).order_by(kpi_facts.c.started_at).limit(1)
    at: datetime | None = await connection.scalar(query)
    return at


async def due_ids(connection: AsyncConnection, at: datetime, limit: int) -> list[str]:
    """Conversations that time alone has changed: their seven days are over."""
    rows = await connection.execute(select(kpi_facts.c.conversation_id).where(kpi_facts.c.due_at <= at).limit(limit))
    return list(rows.scalars())


async def revisions_of_customers(connection: AsyncConnection, customer_ids: Collection[str]) -> dict[str, int]:
    """How often each of their conversations was worked out."""
    found: dict[str, int] = {}
    for part in _parts(sorted(customer_ids)):
        rows = await connection.execute(
            select(kpi_facts.c.conversation_id, kpi_facts.c.revision).where(kpi_facts.c.customer_id.in_(part))
        )
        found |= {row.conversation_id: row.revision for row in rows}
    return found


async def write_facts(connection: AsyncConnection, facts: Sequence[Fact], dims: Sequence[int]) -> None:
    """Put them in place of the former ones; `dims` are those of the finest grain, one for each."""
    if not facts:
        return
    statement = upsert(connection, kpi_facts)
    changed = {column.name: statement.excluded[column.name] for column in kpi_facts.c if not column.primary_key}
    rows = [fact_row(fact, dims_id) for fact, dims_id in zip(facts, dims, strict=True)]
    await connection.execute(statement.on_conflict_do_update(index_elements=["conversation_id"], set_=changed), rows)


def fact_row(fact: Fact, dims_id: int) -> dict[str, Any]:
    """A row of `kpi_facts`."""
    one, record = fact.one, fact.one.record
    hits, misses = listed_in(one)
    return {
        "conversation_id": record.id,
        "customer_id": record.customer_id,
        "revision": fact.revision,
        "started_at": record.started_at,
        "due_at": None if one.ripe or record.closed_at is None else record.closed_at + DURABLE_AFTER,
        "dims_id": dims_id,
        "returned": one.returned,
        "follow_up": one.follow_up,
        "ripe": one.ripe,
        "hits": hits,
        "misses": misses,
        "record": encode(record),
    }


def listed_in(one: Observed) -> tuple[int, int]:
    """A bit for each number that the conversation counts for, and for each that it counts against."""
    hits = misses = 0
    for name, (successes, n) in behind(one).items():
        hits |= (successes > 0) << _BITS[name]
        misses |= (n > successes) << _BITS[name]
    return hits, misses


def observed(row: AnyRow) -> Observed:
    """From a row of `kpi_facts`."""
    return Observed(decode(row.record), row.returned, row.follow_up, row.ripe)


async def _read(connection: AsyncConnection, column: Any, values: Sequence[str]) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for part in _parts(values):
        rows = await connection.execute(_columns().where(column.in_(part)))
        found |= {row.conversation_id: _fact(row) for row in rows}
    return found


def _columns() -> Select[Any]:
    facts = kpi_facts.c
    return select(facts.conversation_id, facts.revision, facts.returned, facts.follow_up, facts.ripe, facts.record)


def _fact(row: AnyRow) -> Fact:
    return Fact(observed(row), row.revision)


def _parts(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[at : at + _PART] for at in range(0, len(values), _PART))
