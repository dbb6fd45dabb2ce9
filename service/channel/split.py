"""Long replies in parts that a platform takes: cut after a sentence, else after a word, never inside a character."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Unit = Literal["characters", "utf16", "utf8"]
"""Platforms count code points, UTF-16 code units or bytes of UTF-8."""

_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|[。！？；…]+[”’」』）]*|\n+")
_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class TextLimit:
    """How long one message may be on a platform."""

    maximum: int
    unit: Unit = "characters"

    def fitting(self, text: str) -> int:
        """How many code points of `text`, from its start, fit into one message."""
        if self.unit == "characters":
            return min(len(text), self.maximum)
        used = 0
        for index, character in enumerate(text[: self.maximum]):
            used += _size(character, self.unit)
            if used > self.maximum:
                return index
        return min(len(text), self.maximum)


def split(text: str, limit: TextLimit | None) -> list[str]:
    """The text in as few parts as its sentences allow, each within the limit and without white space at its ends.

    Nothing but white space at the cuts is lost. A text of white space alone has no parts.
    """
    stripped = text.strip()
    if limit is None:
        return [stripped] if stripped else []
    return list(_parts(stripped, limit))


def _parts(text: str, limit: TextLimit) -> Iterator[str]:
    start = 0
    while start < len(text):
        # One code point more than can fit, so that the cut is chosen knowing what follows it.
        window = text[start : start + limit.maximum + 1]
        cut = limit.fitting(window)
        if cut < len(window):
            cut = _cut(window, cut)
        if part := window[:cut].strip():
            yield part
        start += cut
        while start < len(text) and text[start].isspace():
            start += 1


def _cut(window: str, fits: int) -> int:
    """Where to cut within the first `fits` code points: the last sentence end, else white space, else a character."""
    ends = [match.end() for match in _SENTENCE_END.finditer(window, 0, fits + 1) if match.end() <= fits]
    if ends:
        return ends[-1]
    for index in range(fits, 0, -1):
        if window[index].isspace():
            return index
    for index in range(fits, 0, -1):
        if not _continues(window[index - 1], window[index]):
            return index
    return max(fits, 1)


def _continues(before: str, after: str) -> bool:
    """Does `after` belong to the character before: an accent, a skin tone, half of a flag, a joined emoji?"""
    if _JOINER in (before, after) or unicodedata.category(after) in ("Mn", "Me", "Mc"):
        return True
    flags = "\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff"
    return flags or "\U0001f3fb" <= after <= "\U0001f3ff"


def _size(character: str, unit: Unit) -> int:
    point = ord(character)
    if unit == "utf16":
        return 1 + (point > 0xFFFF)
    return 1 + (point > 0x7F) + (point > 0x7FF) + (point > 0xFFFF)
