"""Messages that platforms delivered, written down by one statement before anything else is done with them.

Rows are taken in the order in which they were written, whichever process wrote them: what one contact said before
another message is written before it, so that no message overtakes an earlier one of the same contact.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.customers.customers import Contact
from service.storage.database import upsert
from service.storage.messages.attachments import NewAttachment
from service.storage.messages.receive import Incoming
from service.storage.padding import padded
from service.storage.tables import identities, journal
from service.storage.tables.journal import FAILED


@dataclass(frozen=True, slots=True)
class Entry:
    """A message in the journal; `attempts` to store it have failed."""

    id: int
    attempts: int
    incoming: Incoming


@dataclass(frozen=True, slots=True)
class Unstored:
    """So many messages could not be stored so far; the oldest of them was said `since`."""

    count: int
    since: datetime


def fits(incoming: Incoming) -> bool:
    """Whether a message can be written down: it comes from a contact and brings no bytes."""
    return isinstance(incoming.where, Contact) and all(one.body is None for one in incoming.attachments)


async def write_down(connection: AsyncConnection, messages: Sequence[Incoming], at: datetime) -> None:
    """Write messages that fit, in this order; one that stands there already is left as it is."""
    statement = upsert(connection, journal).on_conflict_do_nothing(index_elements=["key"])
    await connection.execute(statement, [_row(one, at) for one in messages])


async def any_due(connection: AsyncConnection, at: datetime) -> bool:
    """Whether anything is there to be stored."""
    return await connection.scalar(select(journal.c.id).where(journal.c.not_before <= at).limit(1)) is not None


async def take_due(connection: AsyncConnection, at: datetime, limit: int) -> list[Entry]:
    """The oldest that are to be stored, locked until the commit: another process waits, and does not find them then."""
    query = select(journal).where(journal.c.not_before <= at).order_by(journal.c.id).limit(limit).with_for_update()
    return [Entry(row.id, row.attempts, _incoming(row.key, row.message)) for row in await connection.execute(query)]


async def strike_out(connection: AsyncConnection, entries: Sequence[Entry]) -> None:
    """These are stored."""
    if entries:
        ids = [int(one) for one in padded([str(entry.id) for entry in entries])]
        await connection.execute(delete(journal).where(journal.c.id.in_(ids)))


async def put_off(connection: AsyncConnection, later: Sequence[tuple[Entry, datetime]]) -> None:
    """These could not be stored, and are due again at that time."""
    values: dict[str, Any] = {"not_before": bindparam("due"), "attempts": bindparam("failed")}
    statement = update(journal).where(journal.c.id == bindparam("of")).values(values)
    rows = [{"of": entry.id, "due": at, "failed": entry.attempts + 1} for entry, at in later]
    if rows:
        await connection.execute(statement, rows)


async def list_unstored(connection: AsyncConnection) -> dict[str, Unstored]:
    """By account; those of which everything could be stored, or is about to be, are missing."""
    since = func.min(journal.c.message["at"].as_string())
    query = select(journal.c.account_id, func.count(), since).where(FAILED).group_by(journal.c.account_id)
    rows = await connection.execute(query)
    return {account_id: Unstored(count, datetime.fromisoformat(said)) for account_id, count, said in rows}


async def forget_written(connection: AsyncConnection, customer_id: str) -> None:
    """Delete what this customer has said and what is not stored yet."""
    theirs = (
        identities.c.customer_id == customer_id,
        identities.c.account_id == journal.c.account_id,
        identities.c.external_id == journal.c.message["contact"].as_string(),
    )
    await connection.execute(delete(journal).where(exists().where(*theirs)))


def _row(incoming: Incoming, at: datetime) -> dict[str, Any]:
    contact = incoming.where
    if not isinstance(contact, Contact):
        raise TypeError("only what a contact said is written down")
    return {
        "key": incoming.key,
        "account_id": contact.account_id,
        "not_before": at,
        "message": {
            "channel": contact.channel,
            "account": contact.account_id,
            "contact": contact.external_id,
            "name": contact.name,
            "person": contact.person,
            "text": incoming.text,
            "at": incoming.at.astimezone(UTC).isoformat(),
            "kind": incoming.kind,
            "thread": incoming.thread,
            "attachments": [[one.platform_id, one.name, one.media_type] for one in incoming.attachments],
            "source": dict(incoming.source),
        },
    }


def _incoming(key: str, said: dict[str, Any]) -> Incoming:
    return Incoming(
        key=key,
        where=Contact(said["account"], said["channel"], said["contact"], said["name"], said["person"]),
        text=said["text"],
        at=datetime.fromisoformat(said["at"]),
        kind=said["kind"],
        thread=said["thread"],
        attachments=tuple(NewAttachment(*one) for one in said["attachments"]),
        source=said["source"],
    )
