"""Cross-fitting: each half of a set is ranked by what was chosen on the other, so that every question counts untuned.

Where few settings are to be chosen and a set is small, reporting one half throws half of the evidence away. Here the
two halves take turns, and the rankings of both are pooled (two folds of cross-validation).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from evals.benchmarks.knowledge_base import Candidates
from evals.benchmarks.question_sets import Question
from evals.benchmarks.ranks import Ranks, place
from knowledge.fuse import Weights

_WORDS, _PARTS, _CROWD = (1.0, 0.5, 0.75, 1.5, 2.0), (1.0, 0.6, 1.4), (1.0, 0.0, 0.5, 1.5)
"""The grid, in shares of the shipped weights; what is shipped comes first and wins where others do as well."""


@dataclass(frozen=True, slots=True)
class CrossFitted:
    """Each question's place by what did best on the half that it is not of; `even` and `odd` name it for each half."""

    ranks: Ranks
    even: str
    odd: str


def cross_fitted(tried: Mapping[str, Ranks], tuning: Sequence[bool]) -> CrossFitted:
    """Choose among configurations by MRR@10, the first of equals, on either half for the other.

    `tuning` tells of each question whether it is of the even half.
    """
    odd = [not even for even in tuning]
    for_even, for_odd = best(tried, odd), best(tried, tuning)
    pooled = zip(tried[for_even].places, tried[for_odd].places, tuning, strict=True)
    return CrossFitted(Ranks(tuple(of_even if even else of_odd for of_even, of_odd, even in pooled)), for_even, for_odd)


def best(tried: Mapping[str, Ranks], chosen: Sequence[bool]) -> str:
    """The configuration with the highest MRR@10 on the chosen questions, the first of equals."""
    return max(tried, key=lambda name: sum(tried[name].of(chosen).reciprocal))


def by_weights(asked: Sequence[Question], candidates: Sequence[Candidates], k: int) -> dict[str, Ranks]:
    """Every point of the grid by its name, each question's candidates ranked by it."""
    return {
        _name(*shares): Ranks(
            tuple(
                place(one.documents(_varied(one.weights, *shares), k), question.right)
                for question, one in zip(asked, candidates, strict=True)
            )
        )
        for shares in product(_WORDS, _PARTS, _CROWD)
    }


def _varied(shipped: Weights, words: float, parts: float, crowd: float) -> Weights:
    return replace(
        shipped,
        words=words * shipped.words,
        parts=min(1.0, parts * shipped.parts),
        crowd=crowd * shipped.crowd,
        prose=None if shipped.prose is None else _varied(shipped.prose, words, parts, crowd),
    )


def _name(words: float, parts: float, crowd: float) -> str:
    return f"words x {words:g}, parts x {parts:g}, crowd x {crowd:g}"
