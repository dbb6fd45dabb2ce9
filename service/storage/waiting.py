"""Customers who wait for an operator: who has waited too long, and what they are told."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.agent.handoff.document import Hours
from service.account_settings import read_settings
from service.storage.account_settings import DISABLED
from service.storage.locking import lock_conversation
from service.storage.messages import StoredMessage
from service.storage.returning import return_to_agent, say
from service.storage.tables import account_settings, conversations, handoffs, lead_fields, leads
from service.storage.types import AnyRow

# What a customer leaves beside these (a name, a budget, a time to call) is no way to reach them.
_REACH = ("phone", "email", "wechat", "qq", "whatsapp", "telegram")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A hand-off to which nobody has come. `reachable` says that there is a contact detail.

    `told` counts how often the customer heard that, the last time at `told_at`; `promised_at` is the time named then.
    `hours` are the account's own.
    """

    conversation_id: str
    handoff_id: str
    language: str
    at: datetime
    told: int
    told_at: datetime | None
    promised_at: datetime | None
    reachable: bool
    hours: Hours | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What the customer is told, the time named in it, and whether the agent takes over again."""

    text: str
    promised_at: datetime | None
    returns: bool


async def list_waiting(connection: AsyncConnection, times: int, limit: int = 500) -> list[Waiting]:
    """Hand-offs to which nobody has come and whose customers were told so less than `times`, the oldest first."""
    reachable = (
        select(lead_fields.c.id)
        .join(leads, leads.c.id == lead_fields.c.lead_id)
        .where(leads.c.conversation_id == conversations.c.id, lead_fields.c.type.in_(_REACH))
        .exists()
    )
    rows = await connection.execute(
        select(handoffs, conversations.c.language, reachable.label("reachable"), account_settings.c.document)
        .join(conversations, conversations.c.id == handoffs.c.conversation_id)
        .outerjoin(account_settings, account_settings.c.account_id == conversations.c.account_id)
        .where(
            conversations.c.state == "waiting",
            conversations.c.account_id.not_in(DISABLED),
            handoffs.c.claimed_at.is_(None),
            handoffs.c.ended_at.is_(None),
            handoffs.c.told < times,
        )
        .order_by(handoffs.c.at)
        .limit(limit)
    )
    return [
        Waiting(
            conversation_id=row.conversation_id,
            handoff_id=row.id,
            language=row.language or "en",
            at=row.at,
            told=row.told,
            told_at=row.told_at,
            promised_at=row.promised_at,
            reachable=bool(row.reachable),
            hours=read_settings(row.document).hours,
        )
        for row in rows
    ]


async def tell(connection: AsyncConnection, waiting: Waiting, told: Told, at: datetime) -> StoredMessage | None:
    """Tell the customer, and put them ahead in the queue or give them back to the agent.

    None where an operator, the customer or another process was faster. Raises NotFound.
    """
    conversation = await lock_conversation(connection, waiting.conversation_id, closed_too=True)
    if conversation.state != "waiting" or await _told(connection, waiting) != waiting.told:
        return None
    await connection.execute(
        update(handoffs)
        .where(handoffs.c.id == waiting.handoff_id)
        .values(told=waiting.told + 1, told_at=at, promised_at=told.promised_at)
    )
    if told.returns:
        return await return_to_agent(connection, conversation, "policy", told.text, at)
    return await _requeue(connection, conversation, told.text, at)


async def _requeue(connection: AsyncConnection, conversation: AnyRow, text: str, at: datetime) -> StoredMessage:
    message = await say(connection, conversation, text, at)
    await connection.execute(
        update(conversations).where(conversations.c.id == conversation.id).values(priority=conversation.priority + 1)
    )
    return message


async def _told(connection: AsyncConnection, waiting: Waiting) -> int | None:
    return (
        await connection.execute(select(handoffs.c.told).where(handoffs.c.id == waiting.handoff_id))
    ).scalar_one_or_none()
