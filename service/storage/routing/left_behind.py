"""Conversations whose operator has gone while the customer waits for them: which ones, and how others get them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.agent.handoff.document import Hours
from service.policies.account import read_settings
from service.storage.accounts.settings import DISABLED
from service.storage.desk import assignments as had
from service.storage.desk.entries import mention, record
from service.storage.desk.returning import say
from service.storage.kpi_changes import mark
from service.storage.locking import lock_conversation
from service.storage.messages.messages import StoredMessage
from service.storage.routing.queues import group_of_conversation
from service.storage.tables import (
    account_settings,
    assignments,
    conversations,
    handoffs,
    messages,
    presences,
    routing_operators,
    users,
)
from service.storage.types import AnyRow
from service.storage.users.presences import is_open, is_there, may_answer


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftBehind:
    """A conversation in which the customer has waited since `waits_since`, and whose operator left at `left_at`.

    Who has the console closed, or says that they are away, has left; whatever they said or took later counts as being
    there. `for_good`: they do not answer customers any more. `hours` are the account's own.
    """

    conversation_id: str
    assignment_id: str
    operator_id: str
    operator: str
    language: str
    group_id: str | None
    hours: Hours | None
    waits_since: datetime
    left_at: datetime
    for_good: bool

    @property
    def since(self) -> datetime:
        """Since when both hold."""
        return max(self.waits_since, self.left_at)


async def list_left(connection: AsyncConnection, at: datetime, limit: int = 500) -> list[LeftBehind]:
    """Those that operators had accepted, the longest silent first."""
    rows = await connection.execute(_left(at).order_by(conversations.c.last_message_at).limit(limit))
    return [_left_behind(row) for row in rows]


async def offer_again(connection: AsyncConnection, left: LeftBehind, words: str, at: datetime) -> StoredMessage | None:
    """Let it wait for others, ahead of the line; the customer is told in these `words`, the operator by a mention.

    None where anything is not as it was: the operator is back or has answered, or another process was faster.
    """
    conversation = await lock_conversation(connection, left.conversation_id, closed_too=True)
    row = (await connection.execute(_left(at).where(conversations.c.id == left.conversation_id))).first()
    if row is None or _left_behind(row) != left:
        return None
    await had.end(connection, conversation.id, left.left_at)
    await connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation.id)
        .values(state="waiting", operator_id=None, priority=conversation.priority + 1)
    )
    await wait_anew(connection, conversation.id, at)
    entry = await record(connection, conversation.id, "taken_back", None, at, operator=left.operator)
    if not left.for_good:
        await mention(connection, entry, [left.operator_id])
    await mark(connection, [conversation.id])
    return await say(connection, conversation, words, at)


async def wait_anew(connection: AsyncConnection, conversation_id: str, at: datetime) -> None:
    """The customer waits for another operator from now on: that nobody comes, they are told as if nobody ever had."""
    under_way = (handoffs.c.conversation_id == conversation_id, handoffs.c.ended_at.is_(None))
    anew = {"waits_anew_at": at, "told": 0, "told_at": None, "promised_at": None, "closing_told_at": None}
    await connection.execute(update(handoffs).where(*under_way).values(anew))


def _left(at: datetime) -> Select[tuple[str]]:
    own = (messages.c.conversation_id == conversations.c.id,)
    before = messages.alias()
    answered = select(func.max(before.c.at)).where(
        before.c.conversation_id == conversations.c.id, before.c.role == "operator"
    )
    # Contact details are thanked for by the agent: whoever leaves them waits for the operator all the same.
    since_then = messages.c.at > func.coalesce(answered.scalar_subquery(), assignments.c.taken_at)
    unanswered = (
        select(func.min(messages.c.at))
        .where(*own, messages.c.role == "customer", or_(messages.c.state == "inbox", since_then))
        .scalar_subquery()
    )
    handed_over = (
        select(func.max(handoffs.c.at))
        .where(handoffs.c.conversation_id == conversations.c.id, handoffs.c.ended_at.is_(None))
        .scalar_subquery()
    )
    spoken_to = exists().where(*own, messages.c.role == "operator", messages.c.at >= handed_over)
    own_words = select(func.max(messages.c.at)).where(*own, messages.c.operator_id == users.c.id).scalar_subquery()
    seen = select(func.max(presences.c.until)).where(presences.c.user_id == users.c.id).scalar_subquery()
    return (
        select(
            conversations.c.id,
            conversations.c.language,
            assignments.c.id.label("assignment_id"),
            assignments.c.taken_at,
            users.c.id.label("operator_id"),
            users.c.name,
            users.c.disabled_at,
            may_answer(users.c.id).label("answers"),
            is_open(users.c.id, at).label("open"),
            routing_operators.c.chosen,
            routing_operators.c.chosen_at,
            account_settings.c.document,
            group_of_conversation().label("group_id"),
            unanswered.label("unanswered"),
            handed_over.label("handed_over"),
            spoken_to.label("spoken_to"),
            own_words.label("own_words"),
            seen.label("seen"),
        )
        .join(assignments, (assignments.c.conversation_id == conversations.c.id) & assignments.c.ended_at.is_(None))
        .join(users, users.c.id == assignments.c.operator_id)
        .outerjoin(routing_operators, routing_operators.c.user_id == users.c.id)
        .outerjoin(account_settings, account_settings.c.account_id == conversations.c.account_id)
        .where(
            conversations.c.state == "human",
            conversations.c.operator_id == assignments.c.operator_id,
            conversations.c.account_id.not_in(DISABLED),
            assignments.c.answer_by.is_(None),
            ~is_there(users.c.id, at),
            or_(unanswered.is_not(None), handed_over.is_not(None) & ~spoken_to),
        )
    )


def _left_behind(row: AnyRow) -> LeftBehind:
    waits = [row.unanswered, None if row.spoken_to else row.handed_over]
    gone = [None if row.open else row.seen, row.chosen_at if row.chosen not in (None, "online") else None]
    left_at = min((one for one in gone if one), default=row.taken_at)
    return LeftBehind(
        conversation_id=row.id,
        assignment_id=row.assignment_id,
        operator_id=row.operator_id,
        operator=row.name,
        language=row.language or "en",
        group_id=row.group_id,
        hours=read_settings(row.document).hours,
        waits_since=min(one for one in waits if one),
        left_at=max(one for one in (left_at, row.taken_at, row.own_words) if one),
        for_good=not row.answers,
    )
