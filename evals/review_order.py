"""In which order reviewers read grades: what is most likely bad or most uncertain first, or by chance for the rates."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

_UNSURE, _UPSET, _HANDED_OFF, _COMPANY = 0.3, 0.5, 0.2, 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A grade that may be reviewed. `upset` is the customer's mood in the turn, in [0, 1]."""

    turn_id: str
    conversation_id: str
    grader: str
    version: str
    label: str
    score: float | None
    upset: float | None
    handed_off: bool
    language: str | None
    channel: str
    graded_at: datetime


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its priority: the higher, the sooner to be read."""

    candidate: Candidate
    priority: float


def by_risk(candidates: Iterable[Candidate]) -> list[Ranked]:
    """The riskiest first; of equals, the newest.

    The priority adds up how bad the grade is (1 - score), how unsure (1 at a score of .5, 0 at either end), how upset
    the customer was, whether it was handed over, and how bad the worst grade of another grader on that turn is: where
    graders disagree, one of them is wrong. A grade without a score is neither bad nor unsure.
    """
    turns: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        turns[candidate.turn_id].append(candidate)
    ranked = [Ranked(one, _priority(one, together)) for together in turns.values() for one in together]
    newest = sorted(ranked, key=lambda one: (one.candidate.graded_at, one.candidate.turn_id), reverse=True)
    return sorted(newest, key=lambda one: one.priority, reverse=True)


def by_chance(candidates: Iterable[Candidate]) -> list[Ranked]:
    """In an order that knows nothing of the turns and is the same each time, so that any beginning is a sample."""
    ranked = [Ranked(one, _lot(one)) for one in candidates]
    return sorted(ranked, key=lambda one: one.priority, reverse=True)


def _badness(score: float | None) -> float:
    """How bad a grade is, in [0, 1]."""
    return 0.0 if score is None else 1 - score


def _priority(one: Candidate, together: Sequence[Candidate]) -> float:
    others = [_badness(other.score) for other in together if other is not one]
    unsure = 0.0 if one.score is None else 1 - abs(2 * one.score - 1)
    return (
        _badness(one.score)
        + _UNSURE * unsure
        + _UPSET * (one.upset or 0.0)
        + _HANDED_OFF * one.handed_off
        + _COMPANY * max(others, default=0.0)
    )


def _lot(one: Candidate) -> float:
    digest = sha256(f"{one.turn_id}/{one.grader}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48
