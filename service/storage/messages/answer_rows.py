"""A turn of the agent as rows: its reply, what goes to the platform, the turn, and what the conversation becomes."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update

from graphs.agent.state import Outcome
from graphs.briefing import Briefing
from graphs.memory.fact import NONE, Changes
from graphs.turn import HandoffReason
from graphs.urgency import urgency_by_now
from service.storage.accounts.accounts import OWN
from service.storage.messages.messages import StoredMessage
from service.storage.messages.receive import PREVIEW_CHARS
from service.storage.records import citations_json
from service.storage.tables import conversations, messages
from service.storage.types import AnyRow, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One turn to write down: which messages it took, and what the agent made of them.

    `held` says that the agent knew the conversation to be an operator's; `changes` is what was learnt of the customer.
    """

    conversation_id: str
    asked: tuple[StoredMessage, ...]
    outcome: Outcome
    held: bool
    at: datetime
    changes: Changes = NONE


ASKED = (
    update(messages)
    .where(messages.c.id == bindparam("key"))
    .values(state=bindparam("state"), turn_id=bindparam("turn"), thread=None)
)
_TOUCHED = (
    "state",
    "language",
    "last_seq",
    "last_message_at",
    "preview",
    "failures",
    "tool_calls",
    "upset",
    "urgency",
    "last_turn_id",
    "open_turn_id",
    "lease",
    "priority",
    "returned",
    "answers",
    "lead_asks",
    "lead_asked_after",
    "group_id",
)
CONVERSATION = (
    update(conversations)
    .where(conversations.c.id == bindparam("key"))
    .values({name: bindparam(f"new_{name}") for name in _TOUCHED})
)


def reply_of(conversation: AnyRow, item: Answered, text: str, turn_id: str) -> StoredMessage:
    """The agent's reply as the conversation's next message."""
    return StoredMessage(
        id=new_id(),
        conversation_id=conversation.id,
        seq=conversation.last_seq + 1,
        role="agent",
        text=text,
        at=item.at,
        citations=citations_json(item.outcome.citations, item.outcome.passages),
        delivery=None if conversation.channel in OWN else "pending",
        turn_id=turn_id,
        choices=item.outcome.choices,
        asks=item.outcome.asks,
    )


def reply_row(reply: StoredMessage) -> dict[str, Any]:
    """A row of `messages`."""
    return {
        "id": reply.id,
        "conversation_id": reply.conversation_id,
        "seq": reply.seq,
        "role": reply.role,
        "text": reply.text,
        "at": reply.at,
        "state": "answered",
        "turn_id": reply.turn_id,
        "citations": reply.citations,
        "asks": list(reply.asks) or None,
        "choices": list(reply.choices) or None,
    }


def outbox_row(conversation: AnyRow, reply: StoredMessage, thread: str | None = None) -> dict[str, Any]:
    """A row of `outbox`: the reply's way to its platform, by its question's thread or, without one, the last known."""
    return {
        "id": new_id(),
        "message_id": reply.id,
        "conversation_id": conversation.id,
        "account_id": conversation.account_id,
        "contact": conversation.contact,
        "thread": thread or conversation.thread,
        "seq": reply.seq,
        "text": reply.text,
        "choices": list(reply.choices) or None,
        "at": reply.at,
        "state": "pending",
        "not_before": reply.at,
    }


def turn_row(item: Answered, *, replied: bool) -> dict[str, Any]:
    """A row of `turns`, all but its place. What only a reply can have is left empty where there is none."""
    outcome = item.outcome
    return {
        "replied_by": "agent" if replied else None,
        "held": item.held and not (outcome.resumed and replied),
        "language": outcome.language,
        "intent": outcome.intent,
        "sentiment": outcome.sentiment.label,
        "upset": outcome.sentiment.upset,
        "urgency": outcome.urgency,
        "order_numbers": list(outcome.order_numbers),
        "contacts": list(outcome.contacts),
        "passages": list(outcome.passages),
        "citations": citations_json(outcome.citations, outcome.passages),
        "answered": outcome.answered if replied else None,
        "confidence": outcome.confidence if replied else None,
        "handoff": outcome.handoff.value if outcome.handoff and replied else None,
        "model": outcome.model if replied else None,
        "prompt_version": outcome.prompt_version,
        "knowledge_version": outcome.knowledge_version,
        "input_tokens": outcome.usage.input_tokens,
        "output_tokens": outcome.usage.output_tokens,
        "cached_input_tokens": outcome.usage.cached_input_tokens,
        "cost": outcome.usage.cost,
        "timings": outcome.timings,
        "tool_calls": list(outcome.tool_calls),
        "edits": list(outcome.edits) if replied else [],
        "replied_at": item.at if replied else None,
    }


def handoff_row(
    conversation: AnyRow, item: Answered, turn_id: str, reason: HandoffReason, briefing: Briefing
) -> dict[str, Any]:
    """A row of `handoffs`."""
    return {
        "id": new_id(),
        "conversation_id": conversation.id,
        "turn_id": turn_id,
        "reason": reason.value,
        "rule": (item.outcome.rule or reason).value,
        "briefing": asdict(briefing),
        "at": item.at,
    }


def conversation_row(
    conversation: AnyRow,
    item: Answered,
    reply: StoredMessage | None,
    state: str,
    turn_id: str,
    lease: str | None,
    returned: Sequence[dict[str, Any]],
) -> dict[str, Any]:
    """What `CONVERSATION` sets. `lease` is kept where more is to be answered, and given up otherwise."""
    outcome = item.outcome
    failures = outcome.failures_after(conversation.failures) if reply else conversation.failures
    answers = conversation.answers + bool(reply and outcome.answered)
    asked = bool(reply and outcome.asks)
    chosen = outcome.desk if reply and outcome.handoff else None
    return {
        "key": conversation.id,
        "new_state": state,
        "new_language": outcome.language if outcome.language != "und" else conversation.language,
        "new_last_seq": reply.seq if reply else conversation.last_seq,
        "new_last_message_at": item.at if reply else conversation.last_message_at,
        "new_preview": reply.text[:PREVIEW_CHARS] if reply else conversation.preview,
        "new_failures": failures,
        "new_tool_calls": conversation.tool_calls + outcome.own_calls,
        "new_upset": outcome.sentiment.upset,
        "new_urgency": urgency_by_now(conversation.urgency, outcome.urgency),
        "new_last_turn_id": turn_id,
        "new_open_turn_id": None if reply or state == "closed" else turn_id,
        "new_lease": lease,
        "new_priority": conversation.priority if state == "waiting" else 0,
        "new_returned": list(returned),
        "new_answers": answers,
        "new_lead_asks": conversation.lead_asks + asked,
        "new_lead_asked_after": answers if asked else conversation.lead_asked_after,
        "new_group_id": None if state == "open" else chosen or conversation.group_id,
    }
