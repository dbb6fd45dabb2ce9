"""How content a customer's next message shows them to be with what they got: one number from words on both sides."""

import math

from evals.content_cues import DENIES, REGRETS
from evals.cues import NOT_SOLVED, REFUSES, SOLVED, THANKS
from evals.text import asks
from graphs.sentiment import sentiment_of
from graphs.turn import Turn

# A handful of weights, fitted on public service dialogues that people rated turn by turn (USS: JDDC and MultiWOZ).
_BIAS = 0.9
_UPSET, _UPSET_BEFORE = -2.4, -0.9
_DENIES, _NOT_SOLVED, _ASKS_ON = -1.3, -0.6, -0.3
_THANKS, _SOLVED = 1.2, 0.7
_SORRY, _UNANSWERED, _REFUSED = -0.7, -0.5, -0.4


def contentment(turn: Turn, words: str) -> float:
    """Probability-like score in [0, 1] that the customer is satisfied with the turn, given what they said next."""
    thanks = bool(THANKS.search(words))
    logit = (
        _BIAS
        + _UPSET * sentiment_of(words).upset
        + _UPSET_BEFORE * sentiment_of(turn.question).upset
        + _DENIES * (bool(DENIES.search(words)) and not thanks)
        + _NOT_SOLVED * bool(NOT_SOLVED.search(words))
        + _ASKS_ON * asks(words)
        + _THANKS * thanks
        + _SOLVED * bool(SOLVED.search(words))
        + _SORRY * bool(REGRETS.search(turn.reply))
        + _UNANSWERED * (not turn.reply.strip())
        + _REFUSED * bool(REFUSES.search(turn.reply))
    )
    return 1 / (1 + math.exp(-logit))
