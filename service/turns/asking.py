"""What the agent is asked - unanswered messages, and all that counts beside them - and what is written down of it."""

from collections.abc import Mapping
from dataclasses import replace

from graphs.agent.attached import Attached
from graphs.agent.handoff.desks import Desk
from graphs.agent.state import Outcome, Question
from graphs.agent.wordless import caption_of
from graphs.choices import choice_meant
from graphs.memory.fact import Kind, changes
from graphs.turn import Message
from service.in_force import InForce
from service.policies.routing import RoutingPolicy
from service.storage.accounts.accounts import WIDGET
from service.storage.messages.answer_rows import Answered
from service.storage.turns.backlog import Work
from service.storage.types import now


def question_of(work: Work, policies: InForce) -> Question:
    """The agent's input for this work, under the policies in force."""
    return {
        "history": tuple(map(_worded, work.history)),
        "asked": tuple(
            Message("customer", _meant(caption_of(message.text), work), message.at) for message in work.asked
        ),
        "held": work.held,
        "waiting": work.waiting,
        "failures": work.failures,
        "tool_calls": work.tool_calls,
        "key": work.asked[0].id,
        "handoff_policy": policies.handoff_in(work.group_id, work.account.hours),
        "lead_policy": policies.leads,
        "asking": work.asking,
        "channel": work.channel,
        "lead_card": bool(work.account.lead_card),
        "greeted": work.channel == WIDGET or work.known,
        "language": work.account.fallback_language,
        "at": now(),
        "returned": work.returned,
        "memory": work.memory,
        "desks": () if work.group_id else desks_of(policies.routing),
        "topics": work.topics,
        "attached": tuple(Attached(one.name or "file", one.text or "") for one in work.files),
    }


def desks_of(routing: RoutingPolicy) -> tuple[Desk, ...]:
    """The groups that take what no account sends to one of them."""
    return tuple(
        Desk(
            id=group_id,
            skills=frozenset(one.skills),
            languages=frozenset(one.languages),
            takes_rest=one.catch_all,
            hours=one.hours,
        )
        for group_id, one in sorted(routing.groups.items())
        if one.skills or one.languages or one.catch_all
    )


def _worded(said: Message) -> Message:
    """A picture with a caption counts as its caption."""
    return replace(said, text=caption_of(said.text)) if said.role == "customer" else said


def _meant(said: str, work: Work) -> str:
    """What the customer says: where the last reply offered choices, the words of the one that they name."""
    last = next((message for message in reversed(work.history) if message.role != "customer"), None)
    return (choice_meant(said, last.choices) if last and last.choices else None) or said


def answered(work: Work, outcome: Outcome, kinds: Mapping[str, Kind]) -> Answered:
    """The turn as it is written down, with what is learnt of the customer; `kinds` says what is kept for how long."""
    at = now()
    withdrawn = [(one.type, one.value) for one in outcome.withdrawn]
    return Answered(
        conversation_id=work.conversation_id,
        asked=work.asked,
        outcome=outcome,
        held=work.held,
        at=at,
        changes=changes(work.memory.facts, outcome.facts, withdrawn, kinds, at),
    )
