"""A bare answer ("in 2004", "两年") means nothing without its question: does it stand where the text speaks of that?"""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evals.text import coverage, subject_terms
from knowledge.words import fold, stem

NEAR, FAR = 4.0, 14.0
"""Words after which nearness falls to 1/e; a Chinese character counts half a word, another sentence double."""
SINGLE = 0.4
WHOLE = 0.8
_AROUND, _WINDOW = 4, 14
_MOST = sum(1 - 0.2 * at for at in range(_AROUND))
_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_GRAMMAR = frozenset("的了是在有和与及以为于而被把这那个一之其")
_ASKING = re.compile(
    r"(?:什么(?:样的?|时候|地方)?|哪(?:一|两|几|些)?[个种位名家部本条所座届支只类里儿年]?|谁|多少|几|何时|怎么样?|怎样|如何"
    r"|为什么|为何)|\b(?:what|which|who|whom|whose|when|where|why|how(?: (?:much|many|long|old|far|often))?)\b"
)
_BORDER = re.compile(r"[.!?]\s|[。！？\n]")


class Places:
    """Where the words of a text stand."""

    def __init__(self, text: str) -> None:
        self.folded = fold(text)
        spans = [token.span() for token in _TOKEN.finditer(self.folded)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self._borders = [border.start() for border in _BORDER.finditer(self.folded)]
        self.sentence_of = [bisect_left(self._borders, start) for start in self.starts]
        self._words = [self.folded[start:end] for start, end in spans]
        spelt: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self._words):
            spelt[word].append(at)
        self._of: dict[str, list[int]] = {}
        for word, found in spelt.items():
            self._of.setdefault(word if _is_han(word) else stem(word), []).extend(found)

    def of(self, term: str) -> Sequence[int]:
        """The tokens at which a term stands: an English stem, a Chinese character or, at its first, a pair of them."""
        if term not in self._of and len(term) > 1 and _is_han(term):
            first, then = self._of.get(term[0], ()), term[1:]
            self._of[term] = [at for at in first if self._words[at + 1 : at + 2] == [then]]
        return self._of.get(term, ())

    def occurrences(self, needle: str) -> list[tuple[int, int]]:
        """First token and the one after the last, wherever the needle stands."""
        found = re.finditer(re.escape(needle), self.folded) if needle else ()
        return [(bisect_left(self.starts, hit.start()), bisect_left(self.starts, hit.end())) for hit in found]

    def distance(self, term: str, start: int, end: int) -> float | None:
        """Words from tokens [start, end) to the nearest place of the term outside; None where there is none."""
        gaps = [
            (start - at if at < start else at - end + 1) * (1 if self._together(at, start) else 2)
            for at in self.of(term)
            if not start <= at < end
        ]
        return min(gaps) / (2 if _is_han(term) else 1) if gaps else None

    def sentence_length(self, token: int) -> int:
        """Characters of the sentence that a token stands in."""
        at = bisect_left(self._borders, self.starts[token])
        first = self._borders[at - 1] + 1 if at else 0
        last = self._borders[at] if at < len(self._borders) else len(self.folded)
        return len(self.folded[first:last].strip())

    def _together(self, one: int, other: int) -> bool:
        return self.sentence_of[one] == self.sentence_of[min(other, len(self.sentence_of) - 1)]


@lru_cache(maxsize=256)
def places(text: str) -> Places:
    """The places of a text's words, remembered: a passage is looked at for several claims."""
    return Places(text)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an answer stands in a text, each in [0, 1].

    `near` and `far` are how close the question's words are to it, within a phrase and within a sentence or two;
    `before` and `after` whether what surrounds the question word surrounds the answer too ("belongs to which family"
    and "belongs to the finches"); `repeated` the share of the answer that the question says already; `known` the share
    of the question's words that the text has anywhere; `whole` is 1 where the answer is a sentence of its own.
    """

    near: float
    far: float
    before: float
    after: float
    repeated: float
    known: float
    whole: float
    follows: str


@lru_cache(maxsize=256)
def standing(question: str, answer: str, text: str) -> Standing | None:
    """How a quoted answer stands to its question's words; None where the text does not hold it, or they say nothing.

    Words that the text repeats often count less. Of several places the best counts, by nearness. Remembered: several
    graders of a turn ask for the same.
    """
    asked = subject_terms(question)
    where = places(text)
    needle = bare(answer)
    spots = where.occurrences(needle)
    known = coverage(asked, subject_terms(text))
    if not spots or not known:
        return None
    wanted = _weights(question, where)
    gaps = {spot: {term: where.distance(term, *spot) for term in wanted} for spot in spots}
    near, (start, end) = max((_closeness(wanted, gaps[spot], NEAR), spot) for spot in spots)
    far = max(_closeness(wanted, gaps[spot], FAR) for spot in spots)
    own = set(subject_terms(answer))
    before, after = _surroundings(question, where, spots)
    ends = where.ends[end - 1] if end else 0
    return Standing(
        near=near,
        far=far,
        before=before,
        after=after,
        repeated=coverage(own, asked),
        known=known,
        whole=float(len(needle) >= WHOLE * where.sentence_length(start)),
        follows=where.folded[ends : ends + 20],
    )


def bare(answer: str) -> str:
    """An answer as it is looked for: folded, without the stop at its end."""
    return fold(answer).strip(" .。!！,，")


def _weights(question: str, where: Places) -> dict[str, float]:
    """The question's words, rare ones in this text counting most; single Chinese characters count too, but less."""
    single = [term for term in _said(_ASKING.sub(" ", fold(question))) if len(term) == 1 and not term.isascii()]
    terms = dict.fromkeys((*subject_terms(question), *single))
    return {
        term: (SINGLE if len(term) == 1 and not term.isascii() else 1.0) / (1 + math.log1p(len(where.of(term))))
        for term in terms
    }


def _closeness(wanted: Mapping[str, float], gaps: Mapping[str, float | None], reach: float) -> float:
    reached = sum(wanted[term] * math.exp(-gap / reach) for term, gap in gaps.items() if gap is not None)
    return reached / sum(wanted.values())


def _surroundings(question: str, where: Places, spots: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """How much of what stands around the question word stands around the answer, nearest words counting most."""
    asked = fold(question)
    match = _ASKING.search(asked)
    if match is None:
        return 0.0, 0.0
    left = _said(asked[: match.start()])[::-1][:_AROUND]
    right = _said(asked[match.end() :])[:_AROUND]
    best = [0.0, 0.0]
    for start, end in spots:
        first, last = where.starts[start] if start < len(where.starts) else 0, where.ends[end - 1] if end else 0
        around = (
            _said(where.folded[max(0, first - _WINDOW) : first])[::-1],
            _said(where.folded[last : last + _WINDOW]),
        )
        for side, (wanted, held) in enumerate(zip((left, right), around, strict=True)):
            held = held[: _AROUND + 2]
            got = sum(1 - 0.2 * at for at, word in enumerate(wanted) if word in held[: at + 3])
            best[side] = max(best[side], got / _MOST)
    return best[0], best[1]


def _is_han(word: str) -> bool:
    return "\u3400" <= word[0] <= "\u9fff"


def _said(folded: str) -> list[str]:
    return [token for token in _TOKEN.findall(folded) if token not in _GRAMMAR]
