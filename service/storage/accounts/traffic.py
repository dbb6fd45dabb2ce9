"""What goes in and out by channel accounts: what waits, what could not be sent, and who wrote last."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.tables import conversations, customers, messages, outbox

_LOST = ("failed", "uncertain")


@dataclass(frozen=True, slots=True)
class Traffic:
    """Of an account, since a time: how many replies `failed` or may not have arrived.

    `failed_at` and `error` are of the latest reply that ended so, or that has been tried in vain so far.

    `pending` replies wait to be sent, and `unanswered` messages for the agent, whenever they came.
    """

    sent_at: datetime | None = None
    failed: int = 0
    failed_at: datetime | None = None
    error: str | None = None
    pending: int = 0
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class KnownContact:
    """Somebody who wrote to an account, the last time in this conversation; `thread` is what a reply must carry."""

    conversation_id: str
    contact: str
    name: str | None
    thread: str | None
    last_at: datetime


async def list_traffic(connection: AsyncConnection, since: datetime) -> dict[str, Traffic]:
    """By account; those with nothing to tell are missing."""
    found: dict[str, dict[str, Any]] = {}
    latest: list[str] = []

    def of(account_id: str) -> dict[str, Any]:
        return found.setdefault(account_id, {})

    table = outbox.c
    in_trouble = or_(table.state.in_(_LOST), and_(table.state == "pending", table.error.is_not(None)))
    counted = await connection.execute(
        select(
            table.account_id,
            func.sum(case((table.state.in_(_LOST), 1), else_=0)).label("failed"),
            func.max(table.sent_at).label("sent_at"),
            func.max(case((in_trouble, table.id))).label("trouble"),
        )
        .where(table.not_before >= since, table.state.in_(("sent", "pending", *_LOST)))
        .group_by(table.account_id)
    )
    for row in counted:
        of(row.account_id).update(sent_at=row.sent_at, failed=row.failed)
        if row.trouble:
            latest.append(row.trouble)
    troubles = await connection.execute(select(table.account_id, table.at, table.error).where(table.id.in_(latest)))
    for trouble in troubles:
        of(trouble.account_id).update(failed_at=trouble.at, error=trouble.error)
    waiting = await connection.execute(
        select(table.account_id, func.count().label("count")).where(table.state == "pending").group_by(table.account_id)
    )
    for account_id, count in waiting:
        of(account_id)["pending"] = count
    unanswered = await connection.execute(
        select(conversations.c.account_id, func.count().label("count"))
        .join(messages, messages.c.conversation_id == conversations.c.id)
        .where(messages.c.state == "received")
        .group_by(conversations.c.account_id)
    )
    for account_id, count in unanswered:
        of(account_id)["unanswered"] = count
    return {account_id: Traffic(**values) for account_id, values in found.items()}


async def last_contacts(connection: AsyncConnection, account_id: str, limit: int = 10) -> list[KnownContact]:
    """Who wrote to the account last, each once."""
    rows = await connection.execute(_contacts(account_id).limit(limit * 3))
    found: dict[str, KnownContact] = {}
    for row in rows:
        found.setdefault(row.contact, KnownContact(**row._mapping))
    return list(found.values())[:limit]


async def find_contact(connection: AsyncConnection, account_id: str, contact: str) -> KnownContact | None:
    """Somebody who wrote to the account."""
    found = await connection.execute(_contacts(account_id).where(conversations.c.contact == contact).limit(1))
    row = found.first()
    return KnownContact(**row._mapping) if row else None


def _contacts(account_id: str) -> Select[Any]:
    return (
        select(
            conversations.c.id.label("conversation_id"),
            conversations.c.contact,
            customers.c.name,
            conversations.c.thread,
            conversations.c.last_message_at.label("last_at"),
        )
        .join(customers, customers.c.id == conversations.c.customer_id)
        .where(conversations.c.account_id == account_id, conversations.c.opened_at.is_not(None))
        .order_by(conversations.c.last_message_at.desc())
    )
