"""Details that are told without a word around them, right after they were asked for: "Acme Ltd", 500欧元."""

import re
from collections.abc import Iterator, Sequence

from graphs.agent_request import declines
from graphs.contact_text import fold
from graphs.details import budget, call_time
from graphs.phrases import units
from graphs.turn import Contact

CONTACTS = frozenset({"company", "city"})
"""Of these kinds those that are contact details; the others are about the customer's wish."""
_PLAIN = CONTACTS | {"need"}
_READ = {
    "budget": (budget.find, "budget {}", "预算{}"),
    "call_time": (call_time.find, "call me {}", "{}打给我"),
}
_ASKS = re.compile(
    r"[?？]|吗|呢|怎么|什么|多少|哪|^(?:how|what|when|where|why|who|can|could|do|does|is|are)\b", re.IGNORECASE
)
_OPENING = re.compile(
    r"^\s*(?:(?:sure|yes|ok(?:ay)?|of course|it'?s|it is|we are|we'?re|i'?m in|in|from|at|about|around"
    r"|好的?|可以|是|在)"
    r"[\s,，:：]+)+",
    re.IGNORECASE,
)
# A sentence about something else, or about not knowing, is no name of anything.
_SENTENCE = re.compile(
    r"\b(?:i|you|don'?t|not?|know|later|nothing|none|why|skip)\b|不|没|以后|随便|再说|为什么", re.IGNORECASE
)
_BETWEEN = re.compile(r"[,，;；、\n]\s*")  # what stands before it is trimmed: two runs of spaces would try every part
_LONGEST_UNITS, _LONGEST_CHARS = 12, 80


def bare_answers(asked: Sequence[str], text: str) -> tuple[Contact, ...]:
    """The details of these kinds that the message is made of; none where it says or asks something else.

    Of several kinds each is a part between commas, in the order of asking.
    """
    kinds = [kind for kind in asked if kind in _PLAIN or kind in _READ]
    if not kinds or len(kinds) < len(asked) or _ASKS.search(text) or declines(text):
        return ()
    parts = [text] if len(kinds) == 1 else [part.rstrip() for part in _BETWEEN.split(text.strip())]
    return tuple(_read(kinds, parts)) if len(parts) == len(kinds) else ()


def told_beside(
    contacts: Sequence[Contact], wishes: Sequence[Contact], bare: Sequence[Contact]
) -> tuple[tuple[Contact, ...], tuple[Contact, ...]]:
    """Contact details and wishes with the bare answers of kinds that were not found otherwise."""
    found = {one.type for one in (*contacts, *wishes)}
    new = [one for one in bare if one.type not in found]
    return (
        (*contacts, *(one for one in new if one.type in CONTACTS)),
        (*wishes, *(one for one in new if one.type not in CONTACTS)),
    )


def _read(kinds: Sequence[str], parts: Sequence[str]) -> Iterator[Contact]:
    for kind, part in zip(kinds, parts, strict=True):
        raw = _OPENING.sub("", part).strip(" .。!！")
        if not raw or len(raw) > _LONGEST_CHARS or len(units(raw)) > _LONGEST_UNITS:
            continue
        if kind in _PLAIN:
            if not _SENTENCE.search(raw):
                yield Contact(kind, raw, raw)
            continue
        find, english, chinese = _READ[kind]
        chinese_text = re.search(r"[\u4e00-\u9fff]", raw) is not None
        found = next(iter(find(fold((chinese if chinese_text else english).format(raw)))), None)
        if found is not None:
            yield Contact(kind, found[0], raw)
