"""Postage asked about right after a return is that of the return: 退货……运费多少？"""

import re

from graphs.agent.talk import is_chinese
from graphs.answer_shape import names_in
from graphs.matters import BACK, matters_in
from graphs.phrases import units

_SHORT = 9
"""So many words, or Chinese characters, hold no more than the question."""
_OUTWARD = frozenset({"deliver"})
_SERVICE = re.compile(r"\b(?:standard|express|next[- ]day|same[- ]day)\b|标准|加急|次日达|当日达|送货", re.IGNORECASE)
"""A service by which a shop sends goods out is none by which they come back."""


def asks_for_postage(said: str) -> bool:
    """Whether this asks in a few words about delivery, of no thing."""
    few = len(units(said)) <= _SHORT and matters_in(said) == _OUTWARD
    return few and not names_in(said) and not _SERVICE.search(said)


def on_the_way_back(said: str, asked: str) -> str | None:
    """What `said` asks after the question `asked`, if that was about goods that go back."""
    if not asks_for_postage(said) or not matters_in(asked) & BACK:
        return None
    return f"退货{said}" if is_chinese(said) else f"{said.rstrip('?.! ')} for a return?"
