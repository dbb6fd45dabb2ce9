"""What is said as words that a search finds, in every script, and where they stand in the text.

A run of Chinese, Japanese or Korean characters has no spaces: each of its characters with the next one is a word, and
the last one alone. So a single character is the beginning of a word, and a word of two or more is a sequence of pairs
(decision 0068). Everything else is cut where there is no letter and no digit. Case, accents, full-width forms and
traditional characters make no difference.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.simplified import simplify

MOST_TERMS = 12
"""So many parts of a query are looked for at most: more tell nothing, and cost."""
_HAN = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"([{_HAN}]+)|[^\W_{_HAN}]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its plain form, and the characters [start, end) of the text that it was made of."""

    plain: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """Words that follow each other; the last one may be the beginning of a longer one."""

    words: tuple[str, ...]


def plain(text: str) -> str:
    """The text without case, accents, full-width forms and traditional characters; as long as it was."""
    return text.lower() if text.isascii() else simplify(text.translate(_PLAIN))


def words_of(text: str) -> list[Word]:
    """The words of a text, in order."""
    even = plain(text)
    return [Word(even[start:end], start, end) for start, end in _places(even)]


def indexed(text: str) -> str:
    """The words as the index takes them: with a space between."""
    even = plain(text)
    return " ".join([even[start:end] for start, end in _places(even)])


def terms_of(query: str) -> list[Term]:
    """What to look for: each part between spaces, all of which must be there. Empty where it has no word."""
    terms = []
    for part in query.split():
        words = words_of(part)
        if len(words) > 1 and words[-1].end == words[-2].end:
            words.pop()  # the last character alone would only be found at the end of a run
        if words:
            terms.append(Term(tuple(word.plain for word in words)))
    return list(dict.fromkeys(terms))[:MOST_TERMS]


def found_in(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """The characters [start, end) of the text that the terms stand at, in order; what overlaps is one."""
    words = words_of(text)
    places: list[tuple[int, int]] = []
    for term in terms:
        length = len(term.words)
        for first in range(len(words) - length + 1):
            here = words[first : first + length]
            whole = all(word.plain == wanted for word, wanted in zip(here[:-1], term.words[:-1], strict=True))
            if whole and here[-1].plain.startswith(term.words[-1]):
                places.append((here[0].start, here[-1].start + len(term.words[-1])))
    return _joined(sorted(places))


def _places(even: str) -> Iterator[tuple[int, int]]:
    for run in _RUN.finditer(even):
        start, end = run.span()
        if run[1] is None:
            yield start, end
        else:
            yield from ((place, min(place + 2, end)) for place in range(start, end))


def _joined(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in places:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


class _Plain(dict[int, str]):
    """A table for `str.translate`, one character for one: places in the plain text are places in the text."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        bare = unicodedata.normalize("NFKD", character).casefold()
        kept = unicodedata.normalize("NFC", "".join(one for one in bare if not unicodedata.combining(one)))
        self[code] = kept if len(kept) == 1 else character
        return self[code]


_PLAIN = _Plain()
