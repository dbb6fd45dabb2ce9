"""What the agent is asked: a conversation's unanswered messages, and all that counts beside them."""

from graphs.agent.state import Question
from graphs.turn import Message
from service.policies import InForce
from service.storage.backlog import Work
from service.storage.types import now


def question_of(work: Work, policies: InForce) -> Question:
    """The agent's input for this work, under the policies in force."""
    return {
        "history": work.history,
        "asked": tuple(Message("customer", message.text, message.at) for message in work.asked),
        "held": work.held,
        "waiting": work.waiting,
        "failures": work.failures,
        "tool_calls": work.tool_calls,
        "key": work.asked[0].id,
        "handoff_policy": policies.handoff,
        "lead_policy": policies.leads,
        "asking": work.asking,
        "channel": work.channel,
        "at": now(),
        "returned": work.returned,
    }
