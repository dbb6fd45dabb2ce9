"""Customers who wait for an operator: who has waited too long, and what they are told."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.agent.handoff.document import Hours
from service.policies.account import read_settings
from service.storage.accounts.settings import DISABLED
from service.storage.desk.returning import return_to_agent, say
from service.storage.locking import lock_conversation
from service.storage.messages.messages import StoredMessage
from service.storage.routing.queues import group_of_conversation
from service.storage.tables import account_settings, conversations, handoffs, lead_fields, leads
from service.storage.types import AnyRow

# What a customer leaves beside these (a name, a budget, a time to call) is no way to reach them.
_REACH = ("phone", "email", "wechat", "qq", "whatsapp", "telegram")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A hand-off to which nobody has come since `at`. `reachable` says that there is a contact detail.

    `told` counts how often the customer heard that, the last time at `told_at`; `promised_at` is the time named then.
    `told_of_closing`: they heard that operators had gone home meanwhile. `hours` are the account's own, `group_id` the
    group that it waits in.
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
    group_id: str | None = None
    told_of_closing: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What the customer is told, the time named in it, and whether the agent takes over again."""

    text: str
    promised_at: datetime | None
    returns: bool


async def list_waiting(connection: AsyncConnection, times: int, limit: int = 500) -> list[Waiting]:
    """Hand-offs to which nobody has come, the oldest first: those whose customers were told so less than `times`.

    After them come those who may still have to hear that the group has closed.
    """
    reachable = (
        select(lead_fields.c.id)
        .join(leads, leads.c.id == lead_fields.c.lead_id)
        .where(leads.c.conversation_id == conversations.c.id, lead_fields.c.type.in_(_REACH))
        .exists()
    )
    rows = await connection.execute(
        select(handoffs, conversations.c.language, reachable.label("reachable"), account_settings.c.document)
        .add_columns(group_of_conversation().label("group_id"))
        .join(conversations, conversations.c.id == handoffs.c.conversation_id)
        .outerjoin(account_settings, account_settings.c.account_id == conversations.c.account_id)
        .where(
            conversations.c.state == "waiting",
            conversations.c.account_id.not_in(DISABLED),
            or_(handoffs.c.claimed_at.is_(None), handoffs.c.waits_anew_at.is_not(None)),
            handoffs.c.ended_at.is_(None),
            or_(handoffs.c.told < times, handoffs.c.closing_told_at.is_(None)),
        )
        .order_by(handoffs.c.told >= times, handoffs.c.at)
        .limit(limit)
    )
    return [
        Waiting(
            conversation_id=row.conversation_id,
            handoff_id=row.id,
            language=row.language or "en",
            at=row.waits_anew_at or row.at,
            told=row.told,
            told_at=row.told_at,
            promised_at=row.promised_at,
            reachable=bool(row.reachable),
            hours=read_settings(row.document).hours,
            group_id=row.group_id,
            told_of_closing=row.closing_told_at is not None,
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


async def tell_of_closing(
    connection: AsyncConnection, waiting: Waiting, text: str, at: datetime
) -> StoredMessage | None:
    """Tell the customer, once, that nobody is there any more; they wait on where they are.

    None where an operator, the customer or another process was faster. Raises NotFound.
    """
    conversation = await lock_conversation(connection, waiting.conversation_id, closed_too=True)
    if conversation.state != "waiting":
        return None
    told = await connection.execute(
        update(handoffs)
        .where(handoffs.c.id == waiting.handoff_id, handoffs.c.closing_told_at.is_(None))
        .values(closing_told_at=at)
        .returning(handoffs.c.id)
    )
    return await say(connection, conversation, text, at) if told.first() else None


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
