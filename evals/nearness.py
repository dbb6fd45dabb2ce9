"""A bare answer ("in 2004", "两年") means nothing without its question: does it stand where the text speaks of that?"""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache

from evals.text import subject_terms
from knowledge.words import fold, stem

REACH = 7.0
"""Words after which nearness falls to 1/e; a Chinese pair of characters counts half a word, another sentence double."""
_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_BORDER = re.compile(r"[.!?]\s|[。！？\n]")


class Places:
    """Where the words of a text stand."""

    def __init__(self, text: str) -> None:
        self.folded = fold(text)
        tokens = list(_TOKEN.finditer(self.folded))
        self.starts = [token.start() for token in tokens]
        borders = [border.start() for border in _BORDER.finditer(self.folded)]
        self.sentence_of = [bisect_left(borders, start) for start in self.starts]
        self.of: dict[str, list[int]] = defaultdict(list)
        for at, token in enumerate(tokens):
            word = token.group()
            if "\u3400" <= word <= "\u9fff":
                self.of[word].append(at)
                if at + 1 < len(tokens):
                    self.of[word + tokens[at + 1].group()].append(at)
            else:
                self.of[stem(word)].append(at)

    def occurrences(self, needle: str) -> list[tuple[int, int]]:
        """First token and the one after the last, wherever the needle stands."""
        found = re.finditer(re.escape(needle), self.folded) if needle else ()
        return [(bisect_left(self.starts, hit.start()), bisect_left(self.starts, hit.end())) for hit in found]

    def distance(self, term: str, start: int, end: int) -> float | None:
        """Words from tokens [start, end) to the nearest place of the term outside; None where there is none."""
        gaps = [
            (start - at if at < start else at - end + 1) * (1 if self._together(at, start) else 2)
            for at in self.of.get(term, ())
            if not start <= at < end
        ]
        return min(gaps) / (2 if "\u3400" <= term[0] <= "\u9fff" else 1) if gaps else None

    def _together(self, one: int, other: int) -> bool:
        return self.sentence_of[one] == self.sentence_of[min(other, len(self.sentence_of) - 1)]


@lru_cache(maxsize=256)
def places(text: str) -> Places:
    """The places of a text's words, remembered: a passage is looked at for several claims."""
    return Places(text)


def nearness(question: str, answer: str, text: str) -> float | None:
    """How close the question's words stand to the answer, in [0, 1].

    None where the text does not hold the answer, or holds nothing else of the question: then words do not tell. Words
    that the text repeats often count less. An answer that only gives the question's words back counts half.
    """
    wanted = list(dict.fromkeys(subject_terms(question)))
    where = places(text)
    spots = where.occurrences(fold(answer).strip(" .。!！,，"))
    if not wanted or not spots:
        return None
    best = max(_closeness(wanted, where, start, end) for start, end in spots)
    if not best:
        return None
    own = set(subject_terms(answer))
    return best * (1 - 0.5 * len(own & set(wanted)) / len(own)) if own else best


def _closeness(wanted: list[str], where: Places, start: int, end: int) -> float:
    total = reached = 0.0
    for term in wanted:
        weight = 1 / (1 + math.log1p(len(where.of.get(term, ()))))
        distance = where.distance(term, start, end)
        total += weight
        reached += weight * math.exp(-distance / REACH) if distance is not None else 0.0
    return reached / total
