"""What is kept of a long conversation's beginning: the sentences that say most, and whether they were answered.

Taken from the customer's words alone, sentence by sentence, so that nothing can be in it that was not said; and kept
short: a new step looks at the new messages and at what is kept, never at the whole conversation.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graphs.human_request import asks_for_human
from graphs.memory.sensitive import is_sensitive
from graphs.order_numbers import order_numbers
from graphs.phrases import units
from graphs.turn import Message
from knowledge.sentences import split

MOST_POINTS, LONGEST_POINT = 12, 200
"""A summary has at most 12 sentences of at most 200 characters."""
_NEED = re.compile(
    r"\b(?:need|want|looking for|would like|i'd like|must|have to|bought|ordered|my|our|problem|broken|missing|wrong"
    r"|damaged|late|refund|return|cancel|warranty|invoice|budget|deadline)\b"
    r"|需要|想要|想|要求|买了|订了|我的|我们|问题|坏|少了|错|破损|没收到|退款|退货|换货|取消|保修|发票|预算|之前",
    re.IGNORECASE,
)
_FEW_UNITS = 3
_ASKS = re.compile(r"[?？]\s*$|吗|呢\s*$")


@dataclass(frozen=True, slots=True)
class Point:
    """One of the customer's sentences. `answered` is None where nothing was asked, or an operator saw to it."""

    text: str
    answered: bool | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A customer's message that falls out of the window, and whether the agent answered its turn."""

    text: str
    answered: bool | None = None


def condense(points: Sequence[Point], said: Iterable[Spoken]) -> tuple[Point, ...]:
    """The points kept before with those of the messages `said`, in their order; the weightiest where they are many."""
    every = {_bare(point.text): point for point in points}
    for spoken in said:
        for sentence in split(spoken.text):
            if _says_little(sentence) or is_sensitive(sentence):
                continue
            asks = _ASKS.search(sentence) is not None
            point = Point(sentence.strip()[:LONGEST_POINT], spoken.answered if asks else None)
            before = every.get(_bare(point.text))
            every[_bare(point.text)] = replace(point, answered=point.answered or before.answered) if before else point
    found = list(every.values())
    best = sorted(range(len(found)), key=lambda at: (-_weight(found[at], at, len(found)), -at))[:MOST_POINTS]
    return tuple(found[at] for at in sorted(best))


def _weight(point: Point, at: int, count: int) -> float:
    """Order numbers and what is not answered weigh most, then figures, needs and questions; of equals, the newer."""
    weight = 3.0 * bool(order_numbers(point.text)) + 2.0 * (point.answered is False)
    weight += 1.5 * any(map(str.isdigit, point.text)) + 1.5 * bool(_NEED.search(point.text))
    weight += 1.0 * bool(_ASKS.search(point.text)) + (2.0 if at == 0 else 0.0)
    return weight + min(len(units(point.text)), 20) / 20 + at / (2 * count)


def _says_little(sentence: str) -> bool:
    """Greetings, thanks, and the bare wish for a person."""
    if any(map(str.isdigit, sentence)):
        return False
    return len(units(sentence)) <= _FEW_UNITS or asks_for_human(sentence)


def _bare(text: str) -> str:
    return "".join(units(text))


def as_messages(points: Sequence[Point]) -> tuple[Message, ...]:
    """The points as what the customer said, for rules that look back in the conversation."""
    return tuple(Message("customer", point.text) for point in points)
