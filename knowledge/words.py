"""The words of a text as sparse vectors: terms, neighbouring words, an installation's names and synonyms."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import starmap
from zlib import crc32

from knowledge.coverage import FUNCTION_HAN
from knowledge.lexicon import Lexicon, built_in
from knowledge.tokens import STOP_WORDS, fold, neighbours, pair, stem, terms, terms_of, tokens
from knowledge.wordlist import word_set

__all__ = ["STOP_WORDS", "VERSION", "Sparse", "document_vector", "fold", "query_vector", "stem", "terms"]

VERSION = "3"
"""Goes into an index's fingerprint: raise it whenever the same text would give other terms or values.

The names of an installation's lexicon belong there too: `Lexicon.document_digest`.
"""

SATURATION = 0.8
TYPICAL_LENGTH = 60.0
"""Fixed, so that a chunk's values do not depend on what else is indexed.

In place of BM25's length term, which is made for an average length that it knows, stands the square root of the
length: it tells long from short among questions of ten characters as well as among pages.
"""
_PAIR, _JOINED, _SYNONYM, _NAME = 0.2, 0.5, 0.4, 1.5
_FUNCTION, _FUNCTION_CHARACTER, _POLITE = 0.7, 0.8, 0.3
"""What these count in a question beside a word of it (docs/decisions/0011-words.md has the measurements)."""
_SHORTEST_JOINED = 5
_ASKING = word_set("what how when where why who whom which")
_POLITENESS = word_set(
    "please hi hello dear thanks thank kindly sorry wonder 请问 你好 您好 想问 问一 一下 咨询 麻烦 谢谢 劳驾"
)


@dataclass(frozen=True, slots=True)
class Sparse:
    """A sparse vector: term numbers (32 bit, unique) with their values."""

    indices: list[int]
    values: list[float]


def _sparse(values: Mapping[str, float]) -> Sparse:
    numbered = {crc32(term.encode()): value for term, value in values.items()}
    return Sparse(list(numbered), list(numbered.values()))


def _name_term(name: str) -> str:
    return f"name:{name}"


def document_vector(fields: Iterable[tuple[str, float]], lexicon: Lexicon | None = None) -> Sparse:
    """BM25's share of a document (saturation, length) for texts with their weights; the index adds the IDF.

    Of the lexicon (the built-in one unless given) only the names matter here.
    """
    names = (lexicon or built_in()).names
    counts: dict[str, float] = {}
    beside: dict[str, float] = {}
    for text, weight in fields:
        cut = tokens(text)
        _add(counts, terms_of(cut), weight)
        _add(beside, starmap(pair, neighbours(cut)), weight)
        _add(beside, map(_name_term, names.found(text)), weight)
    # Neighbours and names are in the text already: its length is that of its words.
    norm = SATURATION * math.sqrt(sum(counts.values()) / TYPICAL_LENGTH)
    both = counts | {term: count for term, count in beside.items() if term not in counts}
    return _sparse({term: count * (SATURATION + 1) / (count + norm) for term, count in both.items()})


def _add(counts: dict[str, float], found: Iterable[str], weight: float) -> None:
    for term, count in Counter(found).items():
        counts[term] = counts.get(term, 0.0) + weight * count


@cache
def _seldom_meant() -> Mapping[str, float]:
    """Terms that say little of what is asked. How it is asked (when, how) tells passages apart and counts in full."""
    return {
        **dict.fromkeys(FUNCTION_HAN, _FUNCTION_CHARACTER),
        **{stem(word): _FUNCTION for word in STOP_WORDS - _ASKING},
        **{stem(word): _POLITE for word in _POLITENESS},
    }


def query_vector(text: str, lexicon: Lexicon | None = None) -> Sparse:
    """A query's terms, each once, and for less their neighbours, names and synonyms by the lexicon.

    A term that the query repeats counts little more.
    """
    lexicon = lexicon or built_in()
    seldom, cut = _seldom_meant(), tokens(text)
    values = {
        term: seldom.get(term, 1.0) * (1.0 + 0.2 * (min(count, 3) - 1))
        for term, count in Counter(terms_of(cut)).items()
    }
    for first, second in neighbours(cut):
        values.setdefault(pair(first, second), _PAIR)
        if len(first) + len(second) >= _SHORTEST_JOINED:
            values.setdefault(stem(first + second), _JOINED)
    for name, weight in lexicon.names.asked(text).items():
        values[_name_term(name)] = _NAME * weight
    for term, share in lexicon.rewording.alternatives(cut).items():
        values.setdefault(term, _SYNONYM * share)
    return _sparse(values)
