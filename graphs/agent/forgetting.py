"""The steps of deleting what a customer told: they ask, the agent asks back once, they say yes or no.

What is pending is read off the conversation: the agent's last message is its own question, word for word.
"""

from collections.abc import Sequence

from graphs.memory.forgetting import asks_to_forget, confirms, declines
from graphs.turn import Message
from prompts.replies import Replies

ASKED, FORGOTTEN, DECLINED = "forget_asked", "forgotten", "forget_declined"
FORGETTING = frozenset({ASKED, FORGOTTEN, DECLINED})
"""Intents that are answered by the fixed reply of the same name."""
_LANGUAGES = ("en", "zh")


def forgetting_step(history: Sequence[Message], text: str, replies: Replies) -> str:
    """The intent of a message that is about being forgotten, empty for all others."""
    last = history[-1].text.strip() if history and history[-1].role == "agent" else ""
    if last and last in {replies.say(language, ASKED).strip() for language in _LANGUAGES}:
        if confirms(text):
            return FORGOTTEN
        if declines(text):
            return DECLINED
    return ASKED if asks_to_forget(text) else ""
