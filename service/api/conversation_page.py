"""The inbox's rows and a conversation's page as JSON."""

from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.mood_trend import Trend, gets_worse, trend_of
from graphs.turn import Urgency
from service.api.handoff_page import Handoff
from service.api.lead_page import Lead, show_lead
from service.api.widget_rating import Rating
from service.shown import Citation, ConversationState, Message, Shown
from service.storage.conversations import ConversationRow, get_conversation, list_handoffs
from service.storage.leads import list_leads
from service.storage.messages import list_messages
from service.storage.turns import TurnRow, list_turns


class Customer(Shown):
    """Who writes in."""

    id: str
    name: str | None


class Row(Shown):
    """One line of the inbox. `upset` is the latest mood, `unsent` counts replies that may not have arrived.

    `priority` is above 0 for one that has waited so long that the customer was told. `urgency` is what they said last
    about it; `trend` how their mood changed over the last turns, and `worse` that they are, or become, upset by that.
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
    turns: int
    upset: float | None
    urgency: Urgency
    trend: Trend
    worse: bool
    unsent: int
    priority: int


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


class TurnSentiment(BaseModel):
    """The customer's mood; `upset` is the probability that they are dissatisfied."""

    label: str
    upset: float


class Passage(Shown):
    """A text that the agent found."""

    document: str
    chunk_id: str
    text: str
    score: float


class Grade(Shown):
    """One grader's judgement."""

    grader: str
    stage: str
    label: str
    score: float | None
    reason: str
    evidence: list[str]
    version: str
    at: datetime | None


class Usage(Shown):
    """Tokens of chat models, cached ones among the input; the cost is null where a model has no known price."""

    input_tokens: int
    cached_input_tokens: int
    output_tokens: int
    cost: Decimal | None
    currency: str


class ToolCall(BaseModel):
    """A tool that was called; contact details in its arguments are masked."""

    name: str
    arguments: dict[str, Any]
    outcome: str
    elapsed_ms: float


class Edit(BaseModel):
    """What was done to the reply before the customer got it.

    `text` are words added or taken out, or what was wrong with a draft; `reason` is the kind of that, empty elsewhere.
    """

    act: str
    text: str
    reason: str


class Turn(Shown):
    """The customer's messages with the replies that they got; `pending` counts the grades still to come."""

    id: str
    message_ids: list[str]
    reply_ids: list[str]
    replied_by: str | None
    language: str | None
    intent: str | None
    sentiment: TurnSentiment | None
    urgency: Urgency | None
    order_numbers: list[str]
    confidence: float | None
    answered: bool | None
    citations: list[Citation]
    passages: list[Passage]
    handoff: str | None
    model: str | None
    usage: Usage
    latency_ms: float
    tool_calls: list[ToolCall]
    edits: list[Edit]
    grades: list[Grade]
    pending: int


class ConversationPage(BaseModel):
    """All of one conversation; `rating` is null until the customer has rated it."""

    conversation: Row
    rating: Rating | None
    messages: list[Message]
    turns: list[Turn]
    leads: list[Lead]
    handoffs: list[Handoff]


async def show_page(connection: AsyncConnection, conversation_id: str, currency: str) -> ConversationPage:
    """The page of one conversation, its costs in this currency. Raises NotFound."""
    row = await get_conversation(connection, conversation_id)
    return ConversationPage(
        conversation=show_row(row),
        rating=None if row.rating is None else Rating(rating=row.rating, comment=row.rating_comment),
        messages=[Message.model_validate(one) for one in await list_messages(connection, conversation_id)],
        turns=[_turn(one, currency) for one in await list_turns(connection, conversation_id)],
        leads=[show_lead(one) for one in await list_leads(connection, conversation_id)],
        handoffs=[Handoff.model_validate(one) for one in await list_handoffs(connection, conversation_id)],
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
        turns=row.turns,
        upset=row.upset,
        urgency=row.urgency,
        trend=trend_of(row.moods),
        worse=gets_worse(row.moods),
        unsent=row.unsent,
        priority=row.priority,
    )


def _turn(turn: TurnRow, currency: str) -> Turn:
    knows_mood = turn.sentiment is not None and turn.upset is not None
    return Turn(
        id=turn.id,
        message_ids=turn.message_ids,
        reply_ids=turn.reply_ids,
        replied_by=turn.replied_by,
        language=turn.language,
        intent=turn.intent,
        sentiment=TurnSentiment(label=turn.sentiment, upset=turn.upset) if knows_mood else None,
        urgency=turn.urgency,
        order_numbers=turn.order_numbers,
        confidence=turn.confidence,
        answered=turn.answered,
        citations=[Citation.model_validate(one) for one in turn.citations],
        passages=[Passage.model_validate(one) for one in turn.passages],
        handoff=turn.handoff,
        model=turn.model,
        usage=Usage(**asdict(turn.usage), currency=currency),
        latency_ms=turn.latency_ms,
        tool_calls=[ToolCall.model_validate(one) for one in turn.tool_calls],
        edits=[Edit.model_validate(one) for one in turn.edits],
        grades=[
            Grade(
                grader=grade.grader,
                stage=grade.stage,
                label=grade.label,
                score=grade.score,
                reason=grade.reason or "",
                evidence=grade.evidence,
                version=grade.version,
                at=grade.graded_at,
            )
            for grade in turn.grades
        ],
        pending=turn.pending,
    )
