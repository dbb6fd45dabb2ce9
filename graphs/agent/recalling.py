"""What was said before the history, for the rules that look back."""

from graphs.agent.state import State
from graphs.memory.remembered import NOTHING
from graphs.memory.summary import as_messages
from graphs.turn import Message


def recalled(state: State) -> tuple[Message, ...]:
    """What is known of the whole conversation: the points of its beginning, then the history word for word."""
    history = state.get("history", ())
    points = state.get("memory", NOTHING).points
    return (*as_messages(points), *history) if points else history
