"""The inbox's rows and a conversation's page as JSON."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.mood_trend import Trend, gets_worse, trend_of
from graphs.turn import Urgency
from service.api.conversations.delivery_page import Allowance, Undelivered, show_allowance
from service.api.conversations.handoff_page import Handoff
from service.api.conversations.rating import Rating
from service.api.conversations.thread_entries import ThreadEntry, show_entry
from service.api.conversations.turn_page import Turn, show_turn
from service.api.leads.page import Lead, show_lead
from service.channel.interface import Channel
from service.rest.shown import ConversationState, Message, Shown
from service.storage.conversations.conversations import ConversationRow, get_conversation
from service.storage.conversations.handoff_list import list_handoffs
from service.storage.desk.entries import list_entries
from service.storage.leads.leads import list_leads
from service.storage.messages.messages import list_messages
from service.storage.outgoing.deliveries import list_undelivered
from service.storage.turns.turns import list_turns


class Customer(Shown):
    """Who writes in."""

    id: str
    name: str | None


class Summary(BaseModel):
    """What a conversation that has ended was about; `written_by` is `extractive` for the customer's own words."""

    text: str
    written_by: str


class Row(Shown):
    """One line of the inbox. `upset` is the latest mood, `unsent` counts replies that may not have arrived.

    `priority` is above 0 for one that has waited so long that the customer was told, or that an operator let wait.
    `answer_by` is until when `operator` has to answer what routing gave them, null once they have. `group` is the one
    of operators that it goes to. `urgency` is what they said last about it; `trend` how their mood changed over the
    last turns, and `worse` that they are, or become, upset by that. `summary` is there once it has ended, where the
    customer said something.
    """

    id: str
    state: ConversationState
    channel: str
    account: str
    customer: Customer
    language: str | None
    started_at: datetime
    last_message_at: datetime
    preview: str
    handoff_reason: str | None
    operator: str | None
    group: str | None
    turns: int
    upset: float | None
    urgency: Urgency
    trend: Trend
    worse: bool
    unsent: int
    priority: int
    summary: Summary | None
    answer_by: datetime | None


class Conversations(BaseModel):
    """A page of the inbox."""

    conversations: list[Row]
    next: str | None


class Claimed(BaseModel):
    """The conversation as it stands now."""

    conversation: Row


class Sent(BaseModel):
    """The operator's message as stored."""

    message: Message


class ConversationPage(BaseModel):
    """All of one conversation; `rating` is null until the customer has rated it.

    `source` says what brought the customer: page, referrer, campaign, ad, the account's label. `allowance` is null
    where the platform sets no limit on replies. `entries` is what operators did and noted, for them alone.
    """

    conversation: Row
    mine: bool
    disposition: str | None
    source: dict[str, str]
    rating: Rating | None
    messages: list[Message]
    turns: list[Turn]
    leads: list[Lead]
    handoffs: list[Handoff]
    entries: list[ThreadEntry]
    undelivered: list[Undelivered]
    allowance: Allowance | None


async def show_page(
    connection: AsyncConnection,
    conversation_id: str,
    reader_id: str,
    currency: str,
    channels: Mapping[str, Channel[Any]],
) -> ConversationPage:
    """The page of one conversation for this reader, its costs in this currency. Raises NotFound."""
    row = await get_conversation(connection, conversation_id)
    return ConversationPage(
        conversation=show_row(row),
        mine=row.state == "human" and row.operator_id == reader_id,
        disposition=row.disposition,
        source=row.source,
        rating=None if row.rating is None else Rating(rating=row.rating, comment=row.rating_comment),
        messages=[Message.model_validate(one) for one in await list_messages(connection, conversation_id)],
        turns=[show_turn(one, currency) for one in await list_turns(connection, conversation_id)],
        leads=[show_lead(one) for one in await list_leads(connection, conversation_id)],
        handoffs=[Handoff.model_validate(one) for one in await list_handoffs(connection, conversation_id)],
        entries=[show_entry(one) for one in await list_entries(connection, conversation_id)],
        undelivered=[Undelivered.model_validate(one) for one in await list_undelivered(connection, conversation_id)],
        allowance=await show_allowance(connection, row.id, channels.get(row.channel)),
    )


def show_row(row: ConversationRow) -> Row:
    """A line of the inbox."""
    return Row(
        id=row.id,
        state=row.state,
        channel=row.channel,
        account=row.account,
        customer=Customer(id=row.customer_id, name=row.customer_name),
        language=row.language,
        started_at=row.started_at,
        last_message_at=row.last_message_at,
        preview=row.preview,
        handoff_reason=row.handoff_reason,
        operator=row.operator,
        group=row.group,
        turns=row.turns,
        upset=row.upset,
        urgency=row.urgency,
        trend=trend_of(row.moods),
        worse=gets_worse(row.moods),
        unsent=row.unsent,
        priority=row.priority,
        summary=Summary(text=row.summary, written_by=row.summary_by or "") if row.summary else None,
        answer_by=row.answer_by,
    )
