"""Does a conversation go in circles? The same replies, the same question, promise after promise, up to one turn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evals.cues import DEFERS, REFUSES
from evals.text import subject_terms
from graphs.turn import Turn
from graphs.wearing_out import says_again

_LOOKED_AT = 8
_SAME_REPLY, _SAME_QUESTION = 0.6, 0.5
_FEWEST_TERMS = 3


@dataclass(frozen=True, slots=True)
class Circling:
    """Counts over the latest eight messages of each side and the turn itself.

    `same_replies`: replies that say nearly again what one before them said. `asked_again`: whether this
    turn's question is nearly one before, and one more where the customer says that they said it before. `refusals` and
    `promises`: replies that know no answer, or put the customer off. `exchanges`: the customer's earlier messages,
    where replies came.
    """

    same_replies: int
    asked_again: int
    refusals: int
    promises: int
    exchanges: int


def circling(turn: Turn) -> Circling:
    """What the history and the turn show; zeros in a conversation's first turn but for its own reply."""
    said = [message.text for message in turn.history if message.role == "customer"][-_LOOKED_AT:]
    heard = [message.text for message in turn.history if message.role != "customer"][-_LOOKED_AT:]
    replies = [*heard, turn.reply]
    return Circling(
        same_replies=_said_again(replies, _SAME_REPLY),
        asked_again=_alike(turn.question, said, _SAME_QUESTION) + says_again(turn.question),
        refusals=sum(bool(REFUSES.search(text)) for text in replies),
        promises=sum(bool(DEFERS.search(text)) for text in replies),
        exchanges=min(len(said), len(heard)),
    )


def _said_again(texts: Sequence[str], least: float) -> int:
    """How many of the texts are nearly one before them."""
    return sum(_alike(text, texts[:at], least) for at, text in enumerate(texts))


def _alike(text: str, others: Iterable[str], least: float) -> bool:
    """Whether one of the others is nearly the same, by Dice's coefficient of their terms; short texts tell nothing."""
    terms = _terms(text)
    if len(terms) < _FEWEST_TERMS:
        return False
    return any(2 * len(terms & (other := _terms(one))) >= least * (len(terms) + len(other)) for one in others)


@lru_cache(maxsize=4096)
def _terms(text: str) -> frozenset[str]:
    return frozenset(subject_terms(text))
