"""Will this conversation end in a complaint or with a person? Said before it does, from what was said so far.

Labels: `calm`, `warning`; `not_applicable` where the customer said nothing. The score is 1 minus the risk. What the
customer says after this turn is not looked at.
"""

import math
import re

from evals.cues import DANGER, DEFERS, NOT_SOLVED, REFUSES, SOLVED, THANKS
from evals.text import likeness
from graphs.evaluator.grader import Grade, GradingContext, Stage
from graphs.sentiment import sentiment_of
from graphs.turn import Turn
from graphs.wearing_out import says_again

VERSION = "1"
STAGE = Stage.REPLY
LABELS = ("calm", "warning")

# Round weights, set by hand: what wears customers out, by how surely it does.
_BIAS = -2.4
_UPSET, _UPSET_BEFORE, _AGAIN, _UNSOLVED, _THREATENS = 2.4, 1.4, 1.2, 0.8, 1.6
_REPEATS, _FAILED, _SAME_REPLY, _CONTENT = 0.9, 0.6, 0.9, -1.6
_WARNS = 0.5
_LOOKED_AT = 8
_SAME_QUESTION, _SAME_WORDS = 0.5, 0.75

_THREATENS_CUE = re.compile(
    r"\b(?:or (?:else )?i(?:'ll| will)|last (?:time|chance|warning)|fed up|had enough|losing (?:my )?patience"
    r"|(?:third|fourth|fifth|tenth) time|how many times|this is (?:getting )?(?:ridiculous|absurd|a joke)"
    r"|cancel everything|chargeback|never again"
    r"|taking (?:my business|this) (?:elsewhere|further)|someone (?:in charge|responsible)|public|review)\b"
    r"|最后(?:一次|问)|否则|不然(?:我|就)|忍(?:无可忍|不了|够)|受够|耐心"
    r"|第[三四五六七八九十]次|多少次|几次了|没完|说法"
    r"|负责人|领导|拖(?:了|到|着)|推(?:来推去|脱|卸)|踢皮球",
    re.IGNORECASE,
)


async def grader(context: GradingContext) -> Grade:
    """Moods, repetitions and failures up to this turn's reply, summed."""
    turn = context.turn
    if not turn.question.strip():
        return Grade.not_applicable("the customer said nothing")
    upset = sentiment_of(turn.question, await context.meaning(turn.question)).upset
    danger = risk(turn, upset)
    if danger >= _WARNS:
        return Grade.failed(f"risk {danger:.2f} of a complaint or a hand-off", "warning", 1 - danger, (turn.question,))
    return Grade.passed(f"risk {danger:.2f} of a complaint or a hand-off", "calm", 1 - danger)


def risk(turn: Turn, upset: float) -> float:
    """The risk in [0, 1] up to and with this turn; `upset` is the probability that the customer is so in it."""
    question = turn.question
    said = [message.text for message in turn.history if message.role == "customer"][-_LOOKED_AT:]
    heard = [message.text for message in turn.history if message.role != "customer"][-_LOOKED_AT:]
    before = max((sentiment_of(text).upset for text in said), default=0.0)
    failures = sum(bool(REFUSES.search(text) or DEFERS.search(text)) for text in (*heard, turn.reply))
    total = (
        _BIAS
        + _UPSET * upset
        + _UPSET_BEFORE * before
        + _AGAIN * says_again(question)
        + _UNSOLVED * bool(NOT_SOLVED.search(question))
        + _THREATENS * bool(_THREATENS_CUE.search(question) or DANGER.search(question))
        + _REPEATS * any(likeness(text, question) >= _SAME_QUESTION for text in said)
        + _FAILED * min(failures, 3)
        + _SAME_REPLY * any(likeness(text, turn.reply) >= _SAME_WORDS for text in heard if turn.reply.strip())
        + _CONTENT * bool(THANKS.search(question) or SOLVED.search(question))
    )
    return 1 / (1 + math.exp(-total))
