"""Score cards: 100 minus the points of the hits, by conversation and by operator. Pure functions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from evals.wilson import Rate, rate

FULL = 100


@dataclass(frozen=True, slots=True)
class JudgedTurn:
    """A turn that rules have judged, and one of those who replied in it; None is the agent."""

    turn_id: str
    conversation_id: str
    replied_by: str | None


@dataclass(frozen=True, slots=True)
class Lost:
    """The points of a hit that counts, and whose reply it was; None is the agent's."""

    turn_id: str
    conversation_id: str
    replied_by: str | None
    points: int


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """`key` is a conversation or who replied (None: the agent); `n` counts judged turns.

    The score of a conversation is 100 minus the points lost in it, at least 0; who replied in several has their mean.
    `compliance` is the share of the turns without a hit.
    """

    key: str | None
    score: float
    hits: int
    n: int
    conversations: int
    compliance: Rate


def by_conversation(turns: Iterable[JudgedTurn], lost: Iterable[Lost]) -> list[ScoreCard]:
    """One card a conversation, the lowest score first."""
    return _cards(
        [(one.conversation_id, one.conversation_id, one.turn_id) for one in turns],
        [(one.conversation_id, one.conversation_id, one.turn_id, one.points) for one in lost],
    )


def by_operator(turns: Iterable[JudgedTurn], lost: Iterable[Lost]) -> list[ScoreCard]:
    """One card for each who replied, the lowest score first; a hit is that of whoever said it."""
    return _cards(
        [(one.replied_by, one.conversation_id, one.turn_id) for one in turns],
        [(one.replied_by, one.conversation_id, one.turn_id, one.points) for one in lost],
    )


def _cards(
    turns: Sequence[tuple[str | None, str, str]], lost: Sequence[tuple[str | None, str, str, int]]
) -> list[ScoreCard]:
    judged: dict[str | None, set[str]] = defaultdict(set)
    talks: dict[str | None, set[str]] = defaultdict(set)
    for key, conversation, turn in turns:
        judged[key].add(turn)
        talks[key].add(conversation)
    hits: dict[str | None, list[tuple[str, str, int]]] = defaultdict(list)
    for key, conversation, turn, points in lost:
        if turn in judged[key]:
            hits[key].append((conversation, turn, points))
    cards = [_card(key, judged[key], talks[key], hits[key]) for key in talks]
    return sorted(cards, key=lambda card: (card.score, -card.hits, card.key or ""))


def _card(key: str | None, turns: set[str], talks: set[str], hits: list[tuple[str, str, int]]) -> ScoreCard:
    points: dict[str, int] = defaultdict(int)
    for conversation, _, taken in hits:
        points[conversation] += taken
    scores = [max(0, FULL - points[conversation]) for conversation in talks]
    hit_turns = {turn for _, turn, _ in hits}
    return ScoreCard(
        key=key,
        score=fsum(scores) / len(scores),
        hits=len(hits),
        n=len(turns),
        conversations=len(talks),
        compliance=rate(len(turns) - len(hit_turns), len(turns)),
    )
