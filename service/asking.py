"""What the agent is asked: a conversation's unanswered messages, and all that counts beside them."""

from graphs.agent.handoff.document import HandoffPolicy
from graphs.agent.state import Question
from graphs.turn import Message
from service.storage.backlog import Work
from service.storage.types import now


def question_of(work: Work, policy: HandoffPolicy) -> Question:
    """The agent's input for this work, under the policy in force."""
    return {
        "history": work.history,
        "asked": tuple(Message("customer", message.text, message.at) for message in work.asked),
        "held": work.held,
        "waiting": work.waiting,
        "failures": work.failures,
        "tool_calls": work.tool_calls,
        "key": work.asked[0].id,
        "handoff_policy": policy,
        "channel": work.channel,
        "at": now(),
        "returned": work.returned,
    }
