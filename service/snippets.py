"""The part of a text in which the words that were looked for stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.search_words import Term, found_in

BEFORE_CHARS, CHARS = 24, 110


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text; `hit` where it is what was looked for."""

    text: str
    hit: bool


def snippet(text: str, terms: Sequence[Term]) -> list[Part]:
    """A line of the text around the first hit, in pieces; its beginning where nothing is found."""
    places = found_in(text, terms)
    start = max(0, places[0][0] - BEFORE_CHARS) if places else 0
    end = min(len(text), start + CHARS)
    parts = [Part("…", hit=False)] if start else []
    done = start
    for first, last in places:
        if first >= end:
            break
        parts += [Part(_line(text[done:first]), hit=False), Part(_line(text[first : min(last, end)]), hit=True)]
        done = min(last, end)
    parts.append(Part(_line(text[done:end]) + ("…" if end < len(text) else ""), hit=False))
    return [part for part in parts if part.text]


def _line(text: str) -> str:
    return text.replace("\n", " ")
