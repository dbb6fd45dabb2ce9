"""A turn of a conversation as JSON: what was asked, found, answered and graded."""

from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from graphs.turn import Urgency
from service.rest.shown import Citation, Shown
from service.storage.turns.turns import TurnRow


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


def show_turn(turn: TurnRow, currency: str) -> Turn:
    """A turn, its costs in this currency."""
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
