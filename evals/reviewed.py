"""Grades that humans reviewed, as calibration sees them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Review:
    """One reviewer's label for one grade, which said `given` at `at`; `random`: the turn was drawn by chance."""

    turn_id: str
    conversation_id: str
    grader: str
    version: str
    given: str
    label: str
    reviewer: str
    at: datetime
    reviewed_at: datetime
    random: bool
    language: str | None = None
    channel: str | None = None


def settled(reviews: Iterable[Review]) -> list[Review]:
    """One review for each grade: the label that most reviewers gave, of a tie the one given last."""
    return [_settle(together) for together in _by_grade(reviews).values()]


def overlapping(reviews: Iterable[Review]) -> list[tuple[Review, Review]]:
    """The pairs of reviews of the same grade by two reviewers, each pair once, in the reviewers' order of names."""
    return [
        pair
        for together in _by_grade(reviews).values()
        for pair in combinations(sorted(together, key=lambda review: review.reviewer), 2)
    ]


def _by_grade(reviews: Iterable[Review]) -> dict[tuple[str, str], list[Review]]:
    grades: dict[tuple[str, str], list[Review]] = defaultdict(list)
    for review in reviews:
        grades[review.turn_id, review.grader].append(review)
    return grades


def _settle(together: Sequence[Review]) -> Review:
    counts = Counter(review.label for review in together)
    most = max(counts.values())
    last = max((one for one in together if counts[one.label] == most), key=lambda one: one.reviewed_at)
    # Drawn by chance by one reviewer, it belongs to the random sample, whoever else read it.
    return replace(last, random=any(review.random for review in together))
