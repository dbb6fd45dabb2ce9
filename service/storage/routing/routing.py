"""Hand-offs on their way: which group they go to, who is given which, and that customers know where they stand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.agent.handoff.document import Hours
from service.policies.account import read_settings
from service.policies.choosing import choose, value_of
from service.policies.routing import GroupRouting
from service.storage.accounts.accounts import OWN
from service.storage.accounts.settings import DISABLED
from service.storage.desk.entries import record
from service.storage.desk.offers import give
from service.storage.desk.returning import say
from service.storage.locking import lock_conversation
from service.storage.messages.messages import StoredMessage
from service.storage.routing.candidates import list_candidates, lock_operators, waiter_of
from service.storage.routing.queues import group_of_conversation
from service.storage.routing.waiting_line import Queued, position_of
from service.storage.tables import (
    account_settings,
    conversations,
    handoffs,
    lead_people,
    leads,
    operator_groups,
)
from service.storage.types import AnyRow


@dataclass(frozen=True, slots=True)
class Fresh:
    """A hand-off that routing has not seen to yet; `hours` are those of its account where it has its own."""

    handoff_id: str
    conversation_id: str
    group_id: str | None
    hours: Hours | None


async def list_fresh(connection: AsyncConnection, limit: int = 200) -> list[Fresh]:
    """The oldest first."""
    rows = await connection.execute(
        select(handoffs.c.id, handoffs.c.conversation_id, group_of_conversation().label("group_id"))
        .add_columns(account_settings.c.document)
        .join(conversations, conversations.c.id == handoffs.c.conversation_id)
        .outerjoin(account_settings, account_settings.c.account_id == conversations.c.account_id)
        .where(
            conversations.c.state == "waiting",
            conversations.c.account_id.not_in(DISABLED),
            handoffs.c.routed_at.is_(None),
            handoffs.c.ended_at.is_(None),
        )
        .order_by(handoffs.c.at)
        .limit(limit)
    )
    return [Fresh(row.id, row.conversation_id, row.group_id, read_settings(row.document).hours) for row in rows]


async def overflow(connection: AsyncConnection, fresh: Fresh, group_id: str, at: datetime) -> bool:
    """Let it wait in another group, as its own is too slow; False where it waits no more, or was passed on."""
    conversation = await lock_conversation(connection, fresh.conversation_id, closed_too=True)
    now_in = await connection.scalar(select(group_of_conversation()).where(conversations.c.id == conversation.id))
    if conversation.state != "waiting" or now_in != fresh.group_id:
        return False
    await connection.execute(
        update(conversations).where(conversations.c.id == conversation.id).values(group_id=group_id)
    )
    named = select(operator_groups.c.id, operator_groups.c.name)
    rows = await connection.execute(named.where(operator_groups.c.id.in_([group_id, fresh.group_id])))
    names = {row.id: row.name for row in rows}
    details = {"group": names[group_id], "from_group": names.get(fresh.group_id, "")}
    await record(connection, conversation.id, "routed", None, at, **details)
    return True


async def weigh(connection: AsyncConnection, conversation_id: str) -> int:
    """Note what the customer is worth, by which their group goes; return it."""
    row = (
        await connection.execute(
            select(lead_people.c.score, lead_people.c.stage)
            .join(leads, leads.c.person_id == lead_people.c.id)
            .join(conversations, conversations.c.customer_id == leads.c.customer_id)
            .where(conversations.c.id == conversation_id)
            .order_by(lead_people.c.score.desc())
            .limit(1)
        )
    ).first()
    value = value_of(row.score, row.stage) if row else 0
    await connection.execute(update(conversations).where(conversations.c.id == conversation_id).values(value=value))
    return value


async def assign(connection: AsyncConnection, queued: Queued, routing: GroupRouting, at: datetime) -> str | None:
    """Give it to the operator who is to have it, and return who that is; None where nobody can, or it waits no more.

    Nobody is given more than they may have, however many processes give things out: see `lock_operators`.
    """
    locked = await lock_operators(connection, queued.group_id, at)
    candidates = await list_candidates(connection, queued.group_id, routing, at)
    chosen = choose(
        (one for one in candidates if one.id in locked),
        await waiter_of(connection, queued, routing, at),
        routing.strategy,
    )
    if chosen is None or not await _still_waits(connection, queued):
        return None
    await give(connection, queued.id, chosen.id, at, at + timedelta(seconds=routing.claim_within_s))
    return chosen.id


async def stand_in_line(
    connection: AsyncConnection, fresh: Fresh, words: Callable[[str, int], str] | None, at: datetime
) -> StoredMessage | None:
    """Routing has seen to it, and it waits on: tell the customer how many are ahead, in channels that do not show it.

    `words` says that in a language; without them, and where nobody is ahead, nothing is said.
    """
    conversation = await lock_conversation(connection, fresh.conversation_id, closed_too=True)
    seen_to = await connection.execute(
        update(handoffs)
        .where(handoffs.c.id == fresh.handoff_id, handoffs.c.routed_at.is_(None))
        .values(routed_at=at)
        .returning(handoffs.c.id)
    )
    if seen_to.first() is None or conversation.state != "waiting" or words is None or conversation.channel in OWN:
        return None
    ahead = (await position_of(connection, conversation.id) or 1) - 1
    return await say(connection, conversation, words(conversation.language or "en", ahead), at) if ahead else None


async def count_waiting(connection: AsyncConnection) -> dict[str, int]:
    """How many wait in each group in which anybody does."""
    group = group_of_conversation().label("group_id")
    line = select(group).where(conversations.c.state == "waiting").subquery()
    rows = await connection.execute(
        select(line.c.group_id, func.count()).where(line.c.group_id.is_not(None)).group_by(line.c.group_id)
    )
    return {row[0]: row[1] for row in rows}


async def _still_waits(connection: AsyncConnection, queued: Queued) -> bool:
    conversation: AnyRow = await lock_conversation(connection, queued.id, closed_too=True)
    now_in = await connection.scalar(select(group_of_conversation()).where(conversations.c.id == queued.id))
    return conversation.state == "waiting" and now_in == queued.group_id
