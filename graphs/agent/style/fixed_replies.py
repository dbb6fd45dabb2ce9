"""A style against the agent's fixed replies: what they say anyway cannot be forbidden."""

from dataclasses import dataclass

from graphs.agent.style.document import Style
from graphs.agent.style.phrases import Phrases
from prompts.replies import Replies
from prompts.tones import toned


@dataclass(frozen=True, slots=True)
class Conflict:
    """The forbidden phrase at this place of the list stands in a fixed reply."""

    place: int
    problem: str


def conflicts(style: Style, replies: Replies) -> list[Conflict]:
    """One for each phrase that a fixed reply holds, in the style's tone."""
    texts = toned(replies, style.tone).texts
    said = [(key, text) for language in texts.values() for key, text in language.items()]
    found: list[Conflict] = []
    for place, phrase in enumerate(style.forbidden):
        one = Phrases((phrase,))
        key = next((key for key, text in said if one.first_in(text)), None)
        if key is not None:
            problem = f"{phrase!r} stands in the fixed reply {key}: change that reply first (TURNWISE_PROMPTS)"
            found.append(Conflict(place, problem))
    return found
