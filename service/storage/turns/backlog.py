"""Messages that still wait for an answer, and what the agent needs to know to give one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.agent.handoff.loops import Returned
from graphs.agent.leads.asking import Asking
from graphs.memory.remembered import NOTHING, Memory
from graphs.memory.window import CHARS, MESSAGES, outgrown
from graphs.turn import Message
from service.policies.account import DEFAULTS, AccountSettings, read_settings
from service.storage.accounts.settings import DISABLED
from service.storage.memories.facts import load_facts
from service.storage.memories.memories import ERASED, Summary, load_summaries
from service.storage.messages.attachments import StoredAttachment, list_attachments
from service.storage.messages.messages import StoredMessage, stored
from service.storage.messages.receive import account_key
from service.storage.records import message_from, returned_from
from service.storage.tables import (
    account_settings,
    attachments,
    conversations,
    customers,
    lead_fields,
    leads,
    messages,
    turns,
)
from service.storage.types import AnyRow, now

HISTORY_MESSAGES = 30
TOPICS = 5
TAKE_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Work:
    """A conversation's unanswered messages, in order, with what was said before them (the last 30 messages).

    `memory` is what is known beyond that; of the history, `summed_up` messages at its beginning are in it already.
    `account` is what is set for the account, `known` whether the customer had a conversation in it before this one
    (looked for only where the account greets newcomers). `files` are what these messages brought, oldest first.
    `group_id` is the group of operators for this account or conversation, `topics` the intents of its latest turns.
    """

    conversation_id: str
    state: str
    channel: str
    failures: int
    tool_calls: int
    returned: tuple[Returned, ...]
    asked: tuple[StoredMessage, ...]
    history: tuple[Message, ...]
    asking: Asking
    memory: Memory = NOTHING
    summed_up: int = 0
    account: AccountSettings = DEFAULTS
    known: bool = False
    files: tuple[StoredAttachment, ...] = ()
    group_id: str | None = None
    topics: tuple[str, ...] = ()

    @property
    def waiting(self) -> bool:
        """Whether an operator is expected, and none has come yet."""
        return self.state == "waiting"

    @property
    def held(self) -> bool:
        """Whether an operator has the conversation, or is expected."""
        return self.state in ("waiting", "human")

    @property
    def outgrows_window(self) -> bool:
        """Whether this turn makes more than a window of what is not summed up yet."""
        said = [*(one.text for one in self.history[self.summed_up :]), *(one.text for one in self.asked)]
        # The reply to come is one more; how long it is will tell the next turn.
        return outgrown([*map(len, said), 0]) > 0


async def load_work(connection: AsyncConnection, ids: Sequence[str], *, topics: bool = False) -> dict[str, Work]:
    """The unanswered messages of these conversations; those without any, or in a disabled account, are left out.

    What they were about before is looked for only where `topics` are asked for.
    """
    rows = await connection.execute(
        select(
            messages,
            conversations.c.customer_id,
            conversations.c.state.label("conversation_state"),
            conversations.c.channel,
            conversations.c.failures,
            conversations.c.tool_calls,
            conversations.c.returned,
            conversations.c.answers,
            conversations.c.lead_asks,
            conversations.c.lead_asked_after,
            customers.c.name.label("customer_name"),
            customers.c.lead_asked_at,
            customers.c.lead_declined_at,
            account_settings.c.document.label("account_document"),
            func.coalesce(conversations.c.group_id, account_settings.c.group_id).label("group_id"),
        )
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .join(customers, customers.c.id == conversations.c.customer_id)
        .outerjoin(account_settings, account_settings.c.account_id == conversations.c.account_id)
        .where(
            messages.c.conversation_id.in_(ids),
            or_(messages.c.state == "received", messages.c.seq > conversations.c.last_seq - HISTORY_MESSAGES),
            messages.c.kind != ERASED,
            conversations.c.account_id.not_in(DISABLED),
        )
        .order_by(messages.c.conversation_id, messages.c.seq)
    )
    found: dict[str, list[AnyRow]] = {}
    for row in rows:
        found.setdefault(row.conversation_id, []).append(row)
    facts = await load_facts(connection, {said[0].customer_id for said in found.values()}, now())
    long = [conversation_id for conversation_id, said in found.items() if _is_long(said)]
    summaries = await load_summaries(connection, long) if long else {}
    work: dict[str, Work] = {}
    left = await _details_left(connection, ids)
    accounts = {said[0].conversation_id: read_settings(said[0].account_document) for said in found.values()}
    known = await _known(connection, [one for one, own in accounts.items() if own.greet == "first_answer"])
    with_files = [row.id for said in found.values() for row in said if row.kind not in ("text", "started")]
    files = await list_attachments(connection, attachments.c.message_id.in_(with_files)) if with_files else {}
    about = await _topics(connection, list(found)) if topics else {}
    for conversation_id, said in found.items():
        asked = tuple(stored(row, attached=files.get(row.id, ())) for row in said if row.state == "received")
        if asked:
            first, summary = said[0], summaries.get(conversation_id, Summary())
            history = [row for row in said if row.state != "received"]
            work[conversation_id] = Work(
                conversation_id=conversation_id,
                state=first.conversation_state,
                channel=first.channel,
                failures=first.failures,
                tool_calls=first.tool_calls,
                returned=returned_from(first.returned),
                asked=asked,
                history=tuple(message_from(row) for row in history),
                asking=_asking(first, left.get(conversation_id, set())),
                memory=Memory(facts.get(first.customer_id, ()), summary.points, summary.text),
                summed_up=sum(row.seq <= summary.upto_seq for row in history),
                account=accounts[conversation_id],
                known=conversation_id in known,
                files=tuple(one for row in said for one in files.get(row.id, ())),
                group_id=first.group_id,
                topics=about.get(conversation_id, ()),
            )
    return work


async def _details_left(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, set[str]]:
    """The kinds of details that each conversation's customer, as their channel knows them, has ever left."""
    rows = await connection.execute(
        select(conversations.c.id, lead_fields.c.type)
        .join(leads, leads.c.customer_id == conversations.c.customer_id)
        .join(lead_fields, lead_fields.c.lead_id == leads.c.id)
        .where(conversations.c.id.in_(ids))
        .distinct()
    )
    left: dict[str, set[str]] = {}
    for conversation_id, kind in rows:
        left.setdefault(conversation_id, set()).add(kind)
    return left


async def _topics(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What the latest turns of each were about, the last first."""
    rows = await connection.execute(
        select(turns.c.conversation_id, turns.c.intent)
        .where(turns.c.conversation_id.in_(ids), turns.c.intent.is_not(None))
        .order_by(turns.c.conversation_id, turns.c.id.desc())
    )
    found: dict[str, list[str]] = {}
    for conversation_id, intent in rows:
        found.setdefault(conversation_id, []).append(intent)
    return {one: tuple(dict.fromkeys(intents))[:TOPICS] for one, intents in found.items()}


async def _known(connection: AsyncConnection, ids: Sequence[str]) -> set[str]:
    """Those of these conversations whose customer had an earlier one in the same account."""
    if not ids:
        return set()
    own, other = conversations, conversations.alias()
    earlier = and_(
        other.c.customer_id == own.c.customer_id, other.c.account_id == own.c.account_id, other.c.id < own.c.id
    )
    rows = await connection.execute(select(own.c.id).join(other, earlier).where(own.c.id.in_(ids)).distinct())
    return set(rows.scalars())


def _asking(row: AnyRow, left: set[str]) -> Asking:
    return Asking(
        answers=row.answers,
        asks=row.lead_asks,
        asked_after=row.lead_asked_after,
        declined=row.lead_declined_at is not None,
        asked_at=row.lead_asked_at,
        known=frozenset(left | ({"name"} if row.customer_name else set())),
    )


def _is_long(said: Sequence[AnyRow]) -> bool:
    """Whether there may be a summary: more was said than the window holds."""
    return said[-1].seq >= MESSAGES or sum(len(row.text) for row in said) > CHARS


async def is_unanswered(connection: AsyncConnection, conversation_id: str, seq: int) -> bool:
    """Whether this message still waits for the agent."""
    found = await connection.execute(
        select(messages.c.state).where(messages.c.conversation_id == conversation_id, messages.c.seq == seq)
    )
    return found.scalar() == "received"


async def take_unanswered(connection: AsyncConnection, process_id: str, after: str = "") -> list[tuple[str, str]]:
    """Lease conversations that wait for an answer and that no other process answers; return their ids, in order, each
    with what stands for its account.

    At most `TAKE_AT_ONCE`: the next ones come `after` the last id. Those of disabled accounts wait on.
    """
    waiting = await connection.execute(
        select(conversations.c.id, conversations.c.lease, conversations.c.account_id, conversations.c.channel)
        .where(
            conversations.c.id > after,
            or_(conversations.c.lease.is_(None), conversations.c.lease == process_id),
            conversations.c.id.in_(select(messages.c.conversation_id).where(messages.c.state == "received")),
            conversations.c.account_id.not_in(DISABLED),
        )
        .order_by(conversations.c.id)
        .limit(TAKE_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    rows = waiting.all()
    free = [row.id for row in rows if row.lease is None]
    if free:
        await connection.execute(update(conversations).where(conversations.c.id.in_(free)).values(lease=process_id))
    return [(row.id, account_key(row)) for row in rows]
