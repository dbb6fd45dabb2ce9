"""Product names of an installation: one term each, however they are spaced, joined, capitalised or (nearly) spelt."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from knowledge.tokens import plain

_UNIT = re.compile(r"[a-zà-ÿ]+|\d+|[^\W\d_]")
_DIGIT = re.compile(r"\d+")
_SHORTEST_TYPO = 6
"""Shorter names are one letter away from too many other words."""
_NEARLY = 0.5
_LONGEST_WINDOW = 4


def _units(text: str) -> list[str]:
    return _UNIT.findall(plain(text))


def compact(name: str) -> str:
    """A name without its spaces, joints and capitals."""
    return "".join(_units(name))


@dataclass(frozen=True, slots=True)
class Names:
    """Compact names with their weights in a question, and what is needed to find them in a text."""

    weights: Mapping[str, float] = field(default_factory=dict)
    _beginnings: frozenset[str] = frozenset()
    _nearly: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> "Names":
        """The names with their weights; what has neither letter nor digit is passed over."""
        cut = {name: _units(name) for name in weights}
        beginnings = {"".join(units[:end]) for units in cut.values() for end in range(1, len(units) + 1)}
        known = {"".join(units): weights[name] for name, units in cut.items() if units}
        nearly = {form: name for name in known if _may_be_misspelt(name) for form in _one_letter_less(name)}
        return cls(known, frozenset(beginnings), nearly)

    def found(self, text: str) -> Iterator[str]:
        """The compact names that the text holds, each as often as it does."""
        if not self.weights:
            return
        units = _units(text)
        for start in range(len(units)):
            name = ""
            for unit in units[start:]:
                name += unit
                if name not in self._beginnings:
                    break
                if name in self.weights:
                    yield name

    def asked(self, text: str) -> dict[str, float]:
        """The names that a question holds with their weights; misspelt by a letter, they count half."""
        if not self.weights:
            return {}
        asked = {name: self.weights[name] for name in self.found(text)}
        units = _units(text)
        for start in range(len(units)):
            for end in range(start + 1, min(start + _LONGEST_WINDOW, len(units)) + 1):
                written = "".join(units[start:end])
                name = self._meant(written)
                if name is not None:
                    asked.setdefault(name, _NEARLY * self.weights[name])
        return asked

    def _meant(self, written: str) -> str | None:
        if not _may_be_misspelt(written):
            return None
        for form in (written, *_one_letter_less(written)):
            name = self._nearly.get(form) or (form if form in self.weights else None)
            # Another number is another product, not a slip.
            if name is not None and _DIGIT.findall(name) == _DIGIT.findall(written):
                return name
        return None


def _may_be_misspelt(name: str) -> bool:
    return name.isascii() and sum(letter.isalpha() for letter in name) >= _SHORTEST_TYPO


def _one_letter_less(name: str) -> Iterator[str]:
    """Two spellings that differ by a letter missing, added, wrong or swapped share one of these (SymSpell)."""
    return (name[:at] + name[at + 1 :] for at in range(len(name)))
