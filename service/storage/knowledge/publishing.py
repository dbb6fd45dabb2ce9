"""What changes the retrievable knowledge base: steps of a write transaction, each of which takes a number.

Every transaction begins with `lock`, so that on PostgreSQL, too, they follow each other and see each other's work.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.document import Status
from service.storage.database import upsert
from service.storage.tables import document_events, document_versions, documents, knowledge_state, publications
from service.storage.types import new_id

SYSTEM = "turnwise"
"""The actor of what time brings about, and of passages cut anew."""


async def lock(connection: AsyncConnection) -> int:
    """Wait for other writers of the knowledge base; return the number of the latest change."""
    found = await connection.execute(select(knowledge_state.c.sequence).with_for_update())
    return int(found.scalar_one())


async def next_sequence(connection: AsyncConnection) -> int:
    """Take the next number."""
    taken = await connection.execute(
        update(knowledge_state).values(sequence=knowledge_state.c.sequence + 1).returning(knowledge_state.c.sequence)
    )
    return int(taken.scalar_one())


async def set_status(connection: AsyncConnection, document_id: str, version: int, status: Status) -> None:
    """Give one version its status."""
    await connection.execute(
        update(document_versions)
        .where(document_versions.c.document_id == document_id, document_versions.c.version == version)
        .values(status=status)
    )


async def put_in_force(connection: AsyncConnection, document_id: str, version: int | None) -> int:
    """Make this version, or none, the one that is retrieved, under the document's present access and products.

    The version that was in force before gets no status here: that is the caller's to say. Returns the change's number.
    """
    sequence = await next_sequence(connection)
    await connection.execute(
        update(publications)
        .where(publications.c.document_id == document_id, publications.c.until_sequence.is_(None))
        .values(until_sequence=sequence)
    )
    await connection.execute(
        update(documents).where(documents.c.id == document_id).values(published_version=version, sequence=sequence)
    )
    if version is not None:
        await connection.execute(
            publications.insert().from_select(
                ["document_id", "from_sequence", "version", "access", "products"],
                select(
                    documents.c.id,
                    documents.c.sequence,
                    documents.c.published_version,
                    documents.c.access,
                    documents.c.products,
                ).where(documents.c.id == document_id),
            )
        )
    return sequence


async def publish(connection: AsyncConnection, document_id: str, version: int) -> int:
    """Put a version in force; the one before it is superseded."""
    await connection.execute(
        update(document_versions)
        .where(
            document_versions.c.document_id == document_id,
            document_versions.c.status == "published",
            document_versions.c.version != version,
        )
        .values(status="superseded")
    )
    await set_status(connection, document_id, version, "published")
    return await put_in_force(connection, document_id, version)


async def apply_due(connection: AsyncConnection, at: datetime) -> None:
    """What time has brought about by then: ends of validity first, then beginnings, oldest first."""
    over = and_(document_versions.c.valid_until.is_not(None), document_versions.c.valid_until <= at)
    for row in await _due(connection, "published", over):
        await set_status(connection, row.document_id, row.version, "expired")
        await put_in_force(connection, row.document_id, None)
        await record(connection, row.document_id, row.version, at=at, actor=SYSTEM, action="expire")
    for row in await _due(connection, "scheduled", document_versions.c.valid_from <= at):
        if row.valid_until is not None and row.valid_until <= at:
            await set_status(connection, row.document_id, row.version, "expired")
            await record(connection, row.document_id, row.version, at=at, actor=SYSTEM, action="expire")
            continue
        await publish(connection, row.document_id, row.version)
        await record(connection, row.document_id, row.version, at=at, actor=SYSTEM, action="publish")
    await plan_next(connection)


async def plan_next(connection: AsyncConnection) -> None:
    """Note when time brings the next change. Every transaction that touches a status or a validity ends with this."""
    begins = (
        select(func.min(document_versions.c.valid_from))
        .where(document_versions.c.status == "scheduled")
        .scalar_subquery()
    )
    ends = (
        select(func.min(document_versions.c.valid_until))
        .where(document_versions.c.status == "published")
        .scalar_subquery()
    )
    row = (await connection.execute(select(begins.label("begins"), ends.label("ends")))).one()
    due = min((at for at in (row.begins, row.ends) if at is not None), default=None)
    await connection.execute(update(knowledge_state).values(next_due_at=due))


async def record(
    connection: AsyncConnection,
    document_id: str,
    version: int | None,
    *,
    at: datetime,
    actor: str,
    action: str,
    detail: str = "",
) -> None:
    """Write down who did what when."""
    name = (await connection.execute(select(documents.c.name).where(documents.c.id == document_id))).scalar_one()
    values = {"version": version, "at": at, "actor": actor, "action": action, "detail": detail}
    await connection.execute(
        document_events.insert().values(id=new_id(), document_id=document_id, document=name, **values)
    )


async def insert_missing(connection: AsyncConnection, table: Any, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, leaving those that are there as they are."""
    if rows:
        await connection.execute(upsert(connection, table).on_conflict_do_nothing(), list(rows))


async def _due(connection: AsyncConnection, status: Status, condition: Any) -> Sequence[Any]:
    found = await connection.execute(
        select(
            document_versions.c.document_id,
            document_versions.c.version,
            document_versions.c.valid_until,
        )
        .join(documents, documents.c.id == document_versions.c.document_id)
        .where(document_versions.c.status == status, condition, documents.c.deleted.is_(False))
        .order_by(document_versions.c.valid_from, document_versions.c.version)
    )
    return found.all()
