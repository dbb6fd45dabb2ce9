"""Will this conversation end in a complaint or with a person? Said before it does, from what was said so far.

Labels: `calm`, `warning`; `not_applicable` where the customer said nothing. The score is 1 minus the risk. What the
customer says after this turn is not looked at.
"""

import math
import re

from evals.circling import circling
from evals.cues import NOT_SOLVED, SOLVED, THANKS
from evals.need_cues import KINDS
from evals.need_of_person import Need, need_of
from evals.text import coverage, subject_terms
from graphs.evaluator.grader import Grade, GradingContext, Stage
from graphs.mood_trend import trend_of
from graphs.sentiment import sentiment_of
from graphs.turn import Turn
from graphs.urgency import urgency_of

VERSION = "2"
STAGE = Stage.REPLY
LABELS = ("calm", "warning")

# Round weights, set by hand on `evals/developing`. What the reply gives weighs most: one that says something new and
# definite settles even a grumbling customer, the same words once more wear out a polite one.
_BIAS = 1.6
_SAME_REPLY, _REFUSED, _PROMISED, _ASKED_AGAIN = 0.9, 0.4, 0.2, 0.3
_DEFINITE, _NEW, _COVERED, _SHORT = -0.8, -1.4, -0.5, 0.4
_NEED, _KIND, _URGENT, _UNSOLVED = 0.35, 0.4, 0.5, 0.8
_UPSET, _WORSE, _CONTENT = 0.8, 0.4, -0.9
_WARNS = 0.7
_LOOKED_AT = 8
_FEWEST_TERMS = 4
_UNKNOWN_ODDS = -2.0
_DIGIT = re.compile(r"\d")


async def grader(context: GradingContext) -> Grade:
    """What the customer needs and feels, and what the replies up to this turn's gave them, summed."""
    turn = context.turn
    if not turn.question.strip():
        return Grade.not_applicable("the customer said nothing")
    meaning = await context.meaning(turn.question)
    danger = risk(turn, sentiment_of(turn.question, meaning).upset, need_of(meaning))
    if danger >= _WARNS:
        return Grade.failed(f"risk {danger:.2f} of a complaint or a hand-off", "warning", 1 - danger, (turn.question,))
    return Grade.passed(f"risk {danger:.2f} of a complaint or a hand-off", "calm", 1 - danger)


def risk(turn: Turn, upset: float, need: Need | None) -> float:
    """The risk in [0, 1] up to and with this turn.

    `upset` is the probability that the customer is so in it, `need` what their words mean, None where that is unknown.
    """
    question, circles = turn.question, circling(turn)
    said = [message.text for message in turn.history if message.role == "customer"][-_LOOKED_AT:]
    moods = [*(sentiment_of(text).upset for text in said), upset]
    total = (
        _BIAS
        + _SAME_REPLY * min(circles.same_replies, 2)
        + _REFUSED * min(circles.refusals, 3)
        + _PROMISED * min(circles.promises, 3)
        + _ASKED_AGAIN * circles.asked_again
        + _of_reply(turn)
        + _NEED * (need.odds if need else _UNKNOWN_ODDS)
        + _KIND * any(words.search(question) for words in KINDS.values())
        + _URGENT * (urgency_of(question) == "high")
        + _UNSOLVED * bool(NOT_SOLVED.search(question))
        + _UPSET * upset
        + _WORSE * (trend_of(moods) == "rising")
        + _CONTENT * bool(THANKS.search(question) or SOLVED.search(question))
    )
    return 1 / (1 + math.exp(-total))


def _of_reply(turn: Turn) -> float:
    """What this turn's reply gives: something new, something definite, something about the question."""
    terms = set(subject_terms(turn.reply))
    known = set(subject_terms(turn.question)).union(*(subject_terms(message.text) for message in turn.history))
    return (
        _DEFINITE * bool(_DIGIT.search(turn.reply))
        + _NEW * (len(terms - known) / len(terms) if terms else 0.0)
        + _COVERED * coverage(subject_terms(turn.question), terms)
        + _SHORT * (len(terms) < _FEWEST_TERMS)
    )
