"""The words of a text, for sparse vectors and coverage: English stems, Chinese characters and pairs, model numbers."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from zlib import crc32

import snowballstemmer

from knowledge.wordlist import word_set

VERSION = "2"
"""Goes into an index's fingerprint: raise it whenever the same text would give other terms or values."""

SATURATION = 0.8
TYPICAL_LENGTH = 60.0
"""Fixed, so that a chunk's values do not depend on what else is indexed.

In place of BM25's length term, which is made for an average length that it knows, stands the square root of the
length: it tells long from short among questions of ten characters as well as among pages.
"""

_TOKEN = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[\u3040-\u30ff]+|[\u0e00-\u0e7f]+"
    r"|[^\W_\u3040-\u9fff\u0e00-\u0e7f\U00020000-\U0003ffff]+(?:[-'’.+#&/_][^\W_\u3040-\u9fff\u0e00-\u0e7f]+)*[+#]*"
)
_UNSPACED = re.compile(r"[\u3040-\u9fff\u0e00-\u0e7f\U00020000-\U0003ffff]")
_PIECE = re.compile(r"[^\W\d_]+|\d+")
_APOSTROPHES = re.compile(r"['’](?:s|re|ve|ll|d|m|t)?$")
STOP_WORDS = word_set(
    "a an the is are was were be been being am do does did done have has had i you he she it we they me him "
    "her us them my your his its our their mine this that these those what how when where why who whom which "
    "can could will would should may might must shall not no nor to of in on at for with and or but if from "
    "by as so than then there here about into over under up down out any some all just please hi hello thanks "
    "thank too very also only own same such s t don ll re ve m"
)


@dataclass(frozen=True, slots=True)
class Sparse:
    """A sparse vector: term numbers (32 bit, unique) with their values."""

    indices: list[int]
    values: list[float]


def fold(text: str) -> str:
    """Full width to half width, compatibility forms to plain ones, capitals to small letters."""
    return unicodedata.normalize("NFKC", text).casefold()


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The English stem of a folded word."""
    return str(_stemmer().stemWord(word)) if word.isascii() and word.isalpha() else word


def terms(text: str) -> Iterator[str]:
    """Every term of the text in order: stems, parts of compounds, single CJK characters and their pairs."""
    for match in _TOKEN.finditer(fold(text)):
        token = match.group()
        if _UNSPACED.match(token):
            yield from token
            yield from (token[at : at + 2] for at in range(len(token) - 1))
        elif token.isalpha():
            yield stem(token)
        else:
            yield from _compound(token)


def _compound(token: str) -> Iterator[str]:
    """A-100, iphone15, covid-19, e-mail, 3.5: the whole without its joints, and its parts."""
    token = _APOSTROPHES.sub("", token)
    if token.isalpha():
        yield stem(token)
        return
    parts = _PIECE.findall(token)
    whole = re.sub(r"[-'’&/_]", "", token)
    yield stem(whole)
    if len(parts) > 1:
        yield from (stem(part) for part in parts if len(part) > 1 or part.isdigit())


def _number(term: str) -> int:
    return crc32(term.encode())


def document_vector(fields: Iterable[tuple[str, float]]) -> Sparse:
    """BM25's share of a document (saturation, length) for texts with their weights; the index adds the IDF."""
    counts: Counter[str] = Counter()
    for text, weight in fields:
        for term in terms(text):
            counts[term] += weight  # type: ignore[assignment] # weights may be fractions, which Counter takes
    norm = SATURATION * math.sqrt(sum(counts.values()) / TYPICAL_LENGTH)
    values = {_number(term): count * (SATURATION + 1) / (count + norm) for term, count in counts.items()}
    return Sparse(list(values), list(values.values()))


def query_vector(text: str) -> Sparse:
    """A query's terms, each once; a term that the query repeats counts little more."""
    counts = Counter(terms(text))
    values = {_number(term): 1.0 + 0.2 * (min(count, 3) - 1) for term, count in counts.items()}
    return Sparse(list(values), list(values.values()))
