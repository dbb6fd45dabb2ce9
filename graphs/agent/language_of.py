"""In which language the customer writes, and so is answered."""

import re

from graphs.agent.state import State
from graphs.memory.remembered import NOTHING
from knowledge.language import detect

# What stands for an opened chat or for something that is no text is in no language, but its letters would pass for one.
_WORDLESS = re.compile(r"^(?:/start\b|\[(?:image|file|location|sticker|voice|unsupported|empty)\])", re.MULTILINE)


def language_of(state: State, text: str) -> str:
    """A message without words ("???", "12") is in the language of the one before, else in the one to be assumed."""
    language = _detected(text)
    if language != "und":
        return language
    said = (_detected(message.text) for message in reversed(state.get("history", ())) if message.role == "customer")
    assumed = state.get("memory", NOTHING).first("language") or state.get("language") or "en"
    return next((known for known in said if known != "und"), assumed)


def _detected(text: str) -> str:
    return detect(_WORDLESS.sub("", text))
