"""Facts about customers as rows: what they told, where and when, and until when it is kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.memory.fact import Changes, Fact
from service.storage.database import Database
from service.storage.tables import customer_facts
from service.storage.types import new_id

# Asked for each batch of turns: put together once.
_KNOWN = (
    select(
        customer_facts.c.customer_id,
        customer_facts.c.type,
        customer_facts.c.value,
        customer_facts.c.at,
        customer_facts.c.expires_at,
    )
    .where(customer_facts.c.customer_id.in_(bindparam("customers", expanding=True)))
    .order_by(customer_facts.c.at)
)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What one turn changes in what is known about its customer."""

    customer_id: str
    conversation_id: str
    turn_id: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact with its source: the conversation and the turn in which it was told last."""

    type: str
    value: str
    conversation_id: str
    turn_id: str
    at: datetime
    expires_at: datetime | None


async def load_facts(
    connection: AsyncConnection, customer_ids: Collection[str], at: datetime
) -> dict[str, tuple[Fact, ...]]:
    """What stands at this time about each of these customers, the oldest first; who told nothing is left out."""
    rows = await connection.execute(_KNOWN, {"customers": list(customer_ids)})
    known: dict[str, list[Fact]] = {}
    for row in rows:
        if row.expires_at is None or row.expires_at > at:
            known.setdefault(row.customer_id, []).append(Fact(row.type, row.value, row.at, row.expires_at))
    return {customer_id: tuple(facts) for customer_id, facts in known.items()}


async def save_facts(connection: AsyncConnection, database: Database, batch: Sequence[Learnt]) -> None:
    """Write what the turns change, in one statement each way."""
    gone = [(learnt.customer_id, one) for learnt in batch for one in learnt.changes.gone]
    if gone:
        named = (
            and_(
                customer_facts.c.customer_id == customer_id,
                customer_facts.c.type == one.type,
                customer_facts.c.value == one.value,
            )
            for customer_id, one in gone
        )
        await connection.execute(delete(customer_facts).where(or_(*named)))
    rows = {
        (learnt.customer_id, one.type, one.value): {
            "id": new_id(),
            "customer_id": learnt.customer_id,
            "conversation_id": learnt.conversation_id,
            "turn_id": learnt.turn_id,
            "type": one.type,
            "value": one.value,
            "at": one.at,
            "expires_at": one.expires_at,
        }
        for learnt in batch
        for one in learnt.changes.written
    }
    if rows:
        insert = database.insert(customer_facts)
        told_again = {name: insert.excluded[name] for name in ("conversation_id", "turn_id", "at", "expires_at")}
        await connection.execute(
            insert.on_conflict_do_update(index_elements=["customer_id", "type", "value"], set_=told_again),
            list(rows.values()),
        )


async def list_facts(connection: AsyncConnection, customer_id: str, at: datetime) -> list[FactRow]:
    """What stands about this customer, the newest first."""
    rows = await connection.execute(
        select(customer_facts)
        .where(
            customer_facts.c.customer_id == customer_id,
            or_(customer_facts.c.expires_at.is_(None), customer_facts.c.expires_at > at),
        )
        .order_by(customer_facts.c.at.desc(), customer_facts.c.id.desc())
    )
    return [FactRow(row.type, row.value, row.conversation_id, row.turn_id, row.at, row.expires_at) for row in rows]


async def any_expired(connection: AsyncConnection, at: datetime) -> bool:
    """Whether there is a fact whose time is over."""
    return (await connection.execute(select(customer_facts.c.id).where(_expired(at)).limit(1))).first() is not None


async def drop_expired(connection: AsyncConnection, at: datetime) -> int:
    """Delete the facts whose time is over; return how many."""
    return (await connection.execute(delete(customer_facts).where(_expired(at)))).rowcount


def _expired(at: datetime) -> ColumnElement[bool]:
    return customer_facts.c.expires_at <= at
