"""Is a customer's patience running out? Signs over the turns of a conversation, none of which alone says so."""

import re
from collections.abc import Sequence
from functools import cache

from graphs.phrases import normalise, similarity, units
from graphs.sentiment import sentiment_of
from graphs.turn import Message, Sentiment

_REPEATS = (
    r"\b(?:i(?:'ve| have)?|we(?:'ve| have)?)\s+(?:already|just)\s+"
    r"(?:told|said|asked|explained|tried|sent|gave|given|answered)\b"
    r"|\b(?:told|asked|explained)\s+(?:you|this|that|it)\s+(?:already|before|\w+\s+times)\b"
    r"|\b(?:as|like)\s+i\s+(?:already\s+)?(?:said|told\s+you|wrote)\b"
    r"|\bi\s+(?:keep|kept)\s+(?:asking|saying|telling|explaining)\b|\bhow\s+many\s+times\b|\bonce\s+again\b"
    r"|\b(?:second|third|fourth|fifth|\d+(?:nd|rd|th))\s+time\s+(?:i|we|that\s+i)\b"
    r"|\b(?:that|this)\s+(?:doesn'?t|does\s+not|didn'?t)\s+answer\b|\bnot\s+what\s+i\s+(?:asked|meant)\b"
    r"|(?:我|都|刚才?|已经|早就)(?:已经|都|刚)?(?:说|问|讲|回答|解释|告诉(?:你|您)?(?:们)?)(?:了|过)(?!的)|说过了|问过了|讲过了"
    r"|(?:说|问|讲)了?(?:多少|好几|几|[两三四五六七八九十]|无数)(?:遍|次|回)|(?:重复|反复)(?:说|问|回答)|又(?:问|要我说)一遍"
    r"|答非所问|(?:没有?|不是)回答我|我问的(?:不是|是)|还是这句|一样的(?:话|回答)"
)
_UPSET = 0.65
_LOOKED_AT = 8
_SAME = 0.8
_FEWEST_UNITS = 3


@cache
def _repeats() -> re.Pattern[str]:
    return re.compile(_REPEATS)


def says_again(text: str) -> bool:
    """Whether the customer says that they said it before: "I already told you", 我说过了."""
    return bool(_repeats().search(" ".join(normalise(text).split())))


def signs(history: Sequence[Message], text: str, mood: Sentiment, failures: int) -> int:
    """How many signs the conversation shows up to this message; 0 where the message itself shows none.

    A sign is each of the customer's messages that is upset or says that it was said before, each turn without an answer
    (`failures`, in a row before this one), and that the same is asked again after one. Earlier messages are judged by
    their words.
    """
    said = [message.text for message in history if message.role == "customer"][-_LOOKED_AT:]
    if not (_shows(text, mood.upset) or (failures and _asked_before(text, said))):
        return 0
    return 1 + sum(_shows(one, sentiment_of(one).upset) for one in said) + failures


def _shows(text: str, upset: float) -> bool:
    return upset >= _UPSET or says_again(text)


def _asked_before(text: str, before: Sequence[str]) -> bool:
    if len({part for part in units(text) if part.isalnum()}) < _FEWEST_UNITS:
        return False
    return any(similarity(text, other) >= _SAME for other in before)
