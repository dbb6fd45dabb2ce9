"""Other words for what a question says, from groups of words that mean the same."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.tokens import STOP_WORDS, is_unspaced, pair, plain, stem, tokens

_CHARACTER_SHARE = 0.5
"""A single Chinese character stands in many words that mean something else."""
_LONGEST_HAN, _LONGEST_WORDS = 8, 4

Group = tuple[Sequence[str], Sequence[str]]
"""What is said, and what it also finds; the same words twice for a group of equals."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """Phrases (in plain form; English ones as stems between spaces) with the terms of their alternatives."""

    _terms: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, groups: Iterable[Group]) -> "Rewording":
        """Prepare the groups; a phrase of several groups has the alternatives of all."""
        found: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for said, meant in groups:
            terms = [(_key(phrase), alternative_terms(phrase)) for phrase in meant]
            for phrase in map(_key, said):
                for other, values in terms:
                    if other != phrase:
                        _raise(found[phrase], values)
        return cls(dict(found))

    def alternatives(self, cut: Iterable[str]) -> dict[str, float]:
        """The terms by which the same may be said as in a text that `tokens` has cut; weights in (0, 1]."""
        found: dict[str, float] = {}
        words: list[str] = []
        for token in cut:
            if is_unspaced(token):
                self._add_unspaced(token, found)
            else:
                words.append(stem(token))
        for start in range(len(words)):
            for end in range(start + 1, min(start + _LONGEST_WORDS, len(words)) + 1):
                _raise(found, self._terms.get(" ".join(words[start:end]), {}))
        return found

    def _add_unspaced(self, token: str, found: dict[str, float]) -> None:
        covered = 0
        for start in range(len(token)):
            for length in range(min(_LONGEST_HAN, len(token) - start), 0, -1):
                # A character inside a longer phrase is part of that, and means nothing by itself.
                if length == 1 and start < covered:
                    break
                terms = self._terms.get(token[start : start + length])
                if terms is not None:
                    _raise(found, terms)
                    covered = max(covered, start + length)


def _raise(found: dict[str, float], values: Mapping[str, float]) -> None:
    for term, value in values.items():
        found[term] = max(value, found.get(term, 0.0))


def _key(phrase: str) -> str:
    words = plain(phrase).strip()
    if any(map(is_unspaced, words)):
        return words
    return " ".join(stem(token) for token in tokens(phrase))


def alternative_terms(phrase: str) -> dict[str, float]:
    """The terms that stand for a whole phrase: its pairs, which share its weight, or the one word that it is."""
    found: dict[str, float] = {}
    spaced: list[str] = []
    for token in tokens(phrase):
        if not is_unspaced(token):
            spaced.append(stem(token))
        elif len(token) == 1:
            found[token] = _CHARACTER_SHARE
        else:
            pairs = [token[at : at + 2] for at in range(len(token) - 1)]
            found.update(dict.fromkeys(pairs, 1 / len(pairs)))
    if len(spaced) == 1 and spaced[0] not in STOP_WORDS:
        found[spaced[0]] = 1.0
    elif len(spaced) > 1:
        found.update({pair(*two): 1 / (len(spaced) - 1) for two in itertools.pairwise(spaced)})
    return found
