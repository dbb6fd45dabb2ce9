"""What a style forbids against what the agent says anyway: its fixed replies, and the style's own texts."""

from dataclasses import dataclass
from typing import Literal

from graphs.agent.style.document import Style
from graphs.agent.style.phrases import Phrases
from prompts.replies import Replies
from prompts.tones import toned


@dataclass(frozen=True, slots=True)
class Conflict:
    """The forbidden phrase at this place of the list stands in a fixed reply, or in a text of the style's own."""

    place: int
    code: Literal["in_fixed_reply", "in_own_text"]
    problem: str


def conflicts(style: Style, replies: Replies) -> list[Conflict]:
    """One for each phrase that would keep the agent from saying what it has to, in the style's tone."""
    texts = toned(replies, style.tone).texts
    said = [(key, text) for language in texts.values() for key, text in language.items()]
    found: list[Conflict] = []
    for place, phrase in enumerate(style.forbidden):
        one = Phrases((phrase,))
        key = next((key for key, text in said if one.first_in(text)), None)
        own = next((text for text in style.own_texts if one.first_in(text)), None)
        if key is not None:
            problem = f"{phrase!r} stands in the fixed reply {key}: change that reply first (TURNWISE_PROMPTS)"
            found.append(Conflict(place, "in_fixed_reply", problem))
        elif own is not None:
            problem = f"{phrase!r} stands in the style's own text, which would never be said: {own}"
            found.append(Conflict(place, "in_own_text", problem))
    return found
