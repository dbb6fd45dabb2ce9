"""A message as the extractors read it: character for character as long as it was, so that places stay."""

import re
from collections.abc import Iterable

# Full-width forms and the many dashes, as keyboards and copied texts have them.
_FOLDED = str.maketrans(
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {ord(dash): "-" for dash in "﹣–—‐‑−"}
    | dict.fromkeys(map(ord, "\u3000\u20e3\ufe0f\xa0\u200b"), " ")  # spaces, and the frames of keycap digits
    | {ord("﹕"): ":", ord("’"): "'", ord("‘"): "'"}
)
_BORDER = re.compile(r"[。！？!?;\n]|(?<![\d.])\.(?=\s|$)|(?<=[a-z]{2})\.(?=\s|$)")
_LATIN_O = re.compile(r"(?<=\d)[oO](?=[\dOo]|\b)|(?<![A-Za-z])[oO](?=\d)")


def fold(text: str) -> str:
    """Half-width letters, digits and punctuation; every character keeps its place."""
    return text.translate(_FOLDED)


def with_zeros(folded: str) -> str:
    """The letter O between digits read as a zero."""
    return _LATIN_O.sub("0", folded) if "o" in folded or "O" in folded else folded


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of these words, in lower case, stands in the text in any case, alone or within another word.

    A look for what no match can do without; it costs a fraction of a pattern that is tried at every character.
    """
    return any(map(text.casefold().__contains__, words))


def sentence_around(folded: str, start: int, end: int, reach: int = 120) -> tuple[str, str]:
    """What the sentence says before and after a place, at most `reach` characters each way."""
    before = _BORDER.split(folded[max(0, start - reach) : start])[-1]
    closing = _BORDER.search(folded, end, end + reach)
    return before, folded[end : closing.start() if closing else end + reach]
