"""Finding known phrases in a customer's words, in any script: the matcher beneath sentiment, intents and requests."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from knowledge.simplified import simplify

Value = TypeVar("Value")

_UNIT = re.compile(
    r"[a-zà-öø-ÿ0-9]+(?:'[a-z]+)?"  # a word or a number, with its apostrophe
    r"|[\u3400-\u9fff]"  # one Chinese character
    r"|[!?;:,.。，、；：！？…~]"  # punctuation that ends or colours a clause
    r"|[\u2600-\u27bf\U0001f300-\U0001faff]"  # one emoji
)
_STRAIGHTEN = str.maketrans({"’": "'", "‘": "'", "｀": "'", "`": "'"})


@lru_cache(maxsize=256)
def normalise(text: str) -> str:
    """Lower case, full-width forms folded to ASCII, apostrophes straight, traditional characters simplified."""
    return simplify(unicodedata.normalize("NFKC", text).lower().translate(_STRAIGHTEN))


def units(text: str) -> list[str]:
    """The text as words, single Chinese characters, single emoji and punctuation marks, normalised."""
    return _UNIT.findall(normalise(text))


def similarity(one: str, other: str) -> float:
    """The share of the words of both texts that they have in common, punctuation left out: Jaccard's index."""
    mine, theirs = ({part for part in units(text) if part.isalnum()} for text in (one, other))
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


@dataclass(frozen=True, slots=True)
class Match(Generic[Value]):
    """A phrase found at units[start:end]."""

    start: int
    end: int
    value: Value


class PhraseBook(Generic[Value]):
    """Phrases with a value each; finds the longest ones, left to right, without overlap."""

    def __init__(self, phrases: Mapping[str, Value]) -> None:
        self._values: dict[str, Value] = {}
        self._longest: dict[str, int] = {}
        for phrase, value in phrases.items():
            parts = units(phrase)
            if not parts:
                raise ValueError(f"the phrase {phrase!r} has no words")
            self._values[" ".join(parts)] = value
            self._longest[parts[0]] = max(self._longest.get(parts[0], 0), len(parts))

    def __len__(self) -> int:
        return len(self._values)

    def find(self, parts: Sequence[str]) -> list[Match[Value]]:
        """All matches in what `units` gave."""
        found: list[Match[Value]] = []
        free = 0
        for at in [at for at, part in enumerate(parts) if part in self._longest]:
            match = self._longest_at(parts, at) if at >= free else None
            if match is not None:
                found.append(match)
                free = match.end
        return found

    def _longest_at(self, parts: Sequence[str], at: int) -> Match[Value] | None:
        for length in range(min(self._longest[parts[at]], len(parts) - at), 0, -1):
            key = parts[at] if length == 1 else " ".join(parts[at : at + length])
            if key in self._values:
                return Match(at, at + length, self._values[key])
        return None


def book_of(groups: Mapping[Value, Iterable[str]]) -> PhraseBook[Value]:
    """A book from lists of phrases that share a value; the same phrase under two values is an error."""
    phrases: dict[str, Value] = {}
    for value, members in groups.items():
        for phrase in members:
            if phrases.setdefault(phrase, value) != value:
                raise ValueError(f"the phrase {phrase!r} stands under both {phrases[phrase]!r} and {value!r}")
    return PhraseBook(phrases)
