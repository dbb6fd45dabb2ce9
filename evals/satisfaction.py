"""How satisfied a customer's next words show them to be: a sum of a dozen signs, none of them sure by itself."""

import math

from evals.content_cues import AGREES, CORRECTS, DENIES, HAS_NOTHING, PRAISES, REGRETS
from evals.cues import NOT_SOLVED, REFUSES, SOLVED, THANKS
from evals.text import asks
from graphs.evaluator.grader import GradingContext
from graphs.sentiment import sentiment_of
from graphs.turn import Turn
from graphs.wearing_out import says_again

# Round weights, set by hand on the even halves of public service dialogues that people rated turn by turn.
_UPSET, _DENIES, _NOT_SOLVED, _ASKS, _CORRECTS = -2.5, -1.6, -1.2, -0.6, -0.8
_THANKS, _SOLVED, _PRAISES, _AGREES = 2.0, 0.6, 1.2, 1.2
_REGRETS, _NOTHING, _NO_REPLY = -0.5, -0.4, -0.4
_BEFORE = 0.15
_MIDDLE = -0.25
"""What the sum is in the middle between dissatisfied and satisfied."""


async def tone(context: GradingContext) -> float | None:
    """How content the customer's next words sound, in [0, 1]; None where nothing is known to follow.

    What the graders of resolution, satisfaction and hand-offs share: one formula, worked out once a turn.
    """
    words = "\n".join(message.text for message in context.following or ()).strip()
    if not words:
        return None
    question = context.turn.question
    upset = sentiment_of(words, await context.meaning(words)).upset
    before = sentiment_of(question, await context.meaning(question)).upset
    return satisfaction(context.turn, words, upset, before)


def satisfaction(turn: Turn, words: str, upset: float, upset_before: float) -> float:
    """A score in [0, 1], 1 satisfied, from what the customer said after the turn.

    `upset` is the probability that those words are an upset customer's, `upset_before` the same of the turn's question.
    How they took the reply before this turn counts a little: people do not start afresh with each message.
    """
    earlier = next((message.text for message in reversed(turn.history) if message.role != "customer"), None)
    total = _signs(turn.reply, words, upset)
    if earlier is not None or len(turn.asked) > 1:
        total += _BEFORE * _signs("" if len(turn.asked) > 1 else earlier or "", turn.asked[-1].text, upset_before)
    return 1 / (1 + math.exp(_MIDDLE - total))


def _signs(reply: str, words: str, upset: float) -> float:
    thanks = bool(THANKS.search(words))
    return (
        _UPSET * upset
        + _DENIES * (not thanks and bool(DENIES.search(words)))
        + _NOT_SOLVED * (bool(NOT_SOLVED.search(words)) or says_again(words))
        + _ASKS * asks(words)
        + _CORRECTS * bool(CORRECTS.search(words))
        + _THANKS * thanks
        + _SOLVED * bool(SOLVED.search(words))
        + _PRAISES * bool(PRAISES.search(words))
        + _AGREES * bool(AGREES.search(words))
        + _REGRETS * bool(REGRETS.search(reply) or REFUSES.search(reply))
        + _NOTHING * bool(HAS_NOTHING.search(reply))
        + _NO_REPLY * (not reply.strip())
    )
