"""How far a text bears out a statement in the statement's own words: a formula of few terms, no model.

The weights were fixed, and rounded, on one half of three public sets of claims (docs/benchmarks.md); one formula serves
both languages.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from evals.text import subject_terms
from knowledge.support import support
from knowledge.words import fold

_OPENING = re.compile(
    r"^\W*(?:(?:yes|yeah|no|well|oh|ok|okay|sure|that's (?:true|right|cool|interesting)|(?:i'm|i am) not sure"
    r"|i don't know|i didn't know that|i (?:do )?know(?: that)?|i think(?: that)?|i believe|i remember"
    r"|did you know(?: that)?|but|and|so)\b[\s,.!]*)+",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"\b(?:i|my|me|we|i've|i'm|i'd|i'll)\b")
_STRONG = re.compile(
    "没有|没|不(?!是)|都|全部|所有|完全|只|仅|一直|从来|总是|每|非常|十分|很|最|极|更|也|已经|就|必须|绝对|一定|了"
)
_WEAK = re.compile("有(?!些人)|至少|不止|可以|可能|能|需要|一些|某|存在|不是|之前|别人|自己")
_NUMBER = re.compile(r"\d+|[一二三四五六七八九十两]+(?=[个年月天人次块元点])")
_MOST_TERMS = 2_000
_SCALE, _HALF = 2.0, 0.85


@dataclass(frozen=True, slots=True)
class Terms:
    """What speaks for a statement and against it.

    `support`: the weight of its words that the text, and one sentence of it, holds; `order`: the longest run of its
    words, gaps allowed, that the text has in the same order, as a share (words, in Chinese pairs that the text has);
    `pairs`: the share of its neighbours that are neighbours there; `foreign`: the weight of words that the text does
    not have, half where the customer said them; `strong` and `weak`: words that it adds which claim more (all, only,
    not) or less (some, can); `numbers` that it adds; `personal`: whether the speaker speaks of themselves.
    """

    support: float
    order: float
    pairs: float
    foreign: float
    strong: int
    weak: int
    numbers: int
    personal: bool
    words: int

    @property
    def likely(self) -> float:
        """The probability-like score in [0, 1]; 0.5 is where a statement begins to count as supported."""
        total = (
            0.9 * self.support
            + 1.3 * self.order
            + 0.2 * self.pairs
            - 0.7 * math.log1p(self.foreign)
            - 0.65 * self.strong
            + 0.8 * self.weak
            - 0.4 * self.numbers
            + 0.65 * self.personal
            + 0.3 * math.log1p(self.words)
        )
        return 1 / (1 + math.exp(-_SCALE * (total - _HALF)))


def terms_between(claim: str, question: str, text: str) -> Terms | None:
    """What the formula reads off a claim and a text; None where the claim has no words of its own."""
    said = _plain(claim)
    own = subject_terms(said)
    if not own:
        return None
    folded, held = fold(said), fold(text)
    there, asked = _terms_of(text), set(subject_terms(question))
    known = set(there)
    weights = {term: _weight(term) * (0.5 if term in asked else 1.0) for term in own}
    total = sum(weights.values())
    covered = sum(weight for term, weight in weights.items() if term in known) / total
    spaced = own[0].isascii()
    pairs = list(pairwise(own))
    beside = set(pairwise(there)) if spaced else frozenset()
    claimed = set(_NUMBER.findall(folded))
    return Terms(
        support=support(said, text),
        order=common_order(own, there) / len(own) if spaced else covered,
        pairs=sum(pair in beside for pair in pairs) / len(pairs) if pairs and spaced else covered,
        foreign=sum(weight for term, weight in weights.items() if term not in known),
        strong=_added(_STRONG, folded, held),
        weak=_added(_WEAK, folded, held),
        numbers=len(claimed - set(_NUMBER.findall(held))) if claimed else 0,
        personal=bool(_SPEAKER.search(folded)) and not _SPEAKER.search(held),
        words=len(own),
    )


def common_order(wanted: Sequence[str], given: Sequence[str]) -> int:
    """The length of the longest common subsequence, a column of the usual table as the bits of one number.

    Crochemore, Iliopoulos, Pinzon and Reid, A fast and practical bit-vector algorithm for the longest common
    subsequence problem (2001).
    """
    places: dict[str, int] = {}
    for at, term in enumerate(wanted):
        places[term] = places.get(term, 0) | 1 << at
    everywhere = (1 << len(wanted)) - 1
    column = everywhere
    for term in given:
        if here := places.get(term, 0):
            column = (column + (column & here)) | (column & ~here)
    return len(wanted) - (column & everywhere).bit_count()


def _plain(claim: str) -> str:
    """The claim without its way of opening ("I'm not sure, but ..."), unless nothing else is said."""
    joined = re.sub(r" ['’] ", "'", claim)
    rest = _OPENING.sub("", joined)
    return rest if subject_terms(rest) else joined


@lru_cache(maxsize=256)
def _terms_of(text: str) -> tuple[str, ...]:
    return subject_terms(text)[:_MOST_TERMS]


def _weight(term: str) -> float:
    """Longer words say more."""
    return min(len(term), 8) / 5 if term.isascii() else 0.6


def _added(pattern: re.Pattern[str], folded: str, held: str) -> int:
    return sum(found not in held for found in pattern.findall(folded))
