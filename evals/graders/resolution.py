"""Did this turn settle what the customer came for? Judged by what happened afterwards.

Labels: `resolved`, `partly` (the customer had to ask on about the same matter), `unresolved`, `deferred` (an answer
was promised for later), `needs_human` (it went to a person, or the customer asked for one); `not_applicable` where
it is not yet known what followed, or there was nothing to settle (a greeting). Where the customer went on, the score
is how content their words show them to be, held within the label's range.
"""

from evals.afterwards import Afterwards, look_back
from evals.cues import ANNOUNCES_PERSON, DEFERS, GREETS, REFUSES, SOLVED, THANKS
from evals.satisfaction import tone as tone_of
from evals.text import asks, subject_terms
from graphs.evaluator.grader import Grade, GradingContext, Stage
from graphs.turn import Turn

VERSION = "2"
STAGE = Stage.OUTCOME
LABELS = ("resolved", "partly", "unresolved", "deferred", "needs_human")

CONTENT, HALF_CONTENT = 0.5, 0.3
"""How high the score of a label may go."""
_SOUNDS_CONTENT, _SOUNDS_HALF_CONTENT = 0.3, 0.13
"""Where the tone tells labels apart; the quantiles of the tuning halves at which the formula before it did."""


async def grader(context: GradingContext) -> Grade:
    """The customer's own word first, then what they said and did next, then how the turn itself ended."""
    after = await context.shared(look_back)
    if after is None:
        return Grade.not_applicable("it is not known yet what followed")
    turn = context.turn
    if GREETS.search(turn.question):
        return Grade.not_applicable("the customer only greeted")
    tone = await context.shared(tone_of)
    if tone is None:
        return _by_the_end(turn, after)
    return _by_clear_words(turn, after, tone) or _by_their_tone(turn, after, tone)


def _by_the_end(turn: Turn, after: Afterwards) -> Grade:
    """Nothing followed: the customer's word at the end, else how the turn left them."""
    passed_on = _passed_on(turn)
    if after.solved is True:
        return Grade.passed("the customer said that it was solved", "resolved")
    if after.solved is False:
        label = "needs_human" if passed_on else "unresolved"
        return Grade.failed("the customer said that it was not solved", label)
    if (
        not asks(turn.question)
        and (THANKS.search(turn.question) or SOLVED.search(turn.question))
        and not after.was_upset
    ):
        return Grade.passed("the customer was content and left", "resolved", 0.9, (turn.question,))
    if not asks(turn.question) and not subject_terms(turn.question):
        return Grade.not_applicable("the customer asked for nothing in this turn")
    if passed_on:
        return Grade.failed("it was passed to a person", "needs_human", 0.3)
    if not turn.reply.strip():
        return Grade.failed("nobody replied", "unresolved")
    if turn.answered is False or REFUSES.search(turn.reply):
        return Grade.failed("the question was left without an answer", "unresolved", 0.2, (turn.reply,))
    if after.was_upset:
        return Grade.failed(
            "the customer was upset and left without another word", "unresolved", 0.25, (turn.question,)
        )
    if _promises(turn):
        return Grade.failed("an answer was promised for later", "deferred", 0.45, (turn.reply,))
    return Grade.passed("answered, and the customer left it at that", "resolved", 0.7)


def _by_clear_words(turn: Turn, after: Afterwards, tone: float) -> Grade | None:
    """What leaves no doubt: a wish for a person, a complaint, the same question again, thanks and no more."""
    passed_on = bool(turn.handed_off or turn.handoff)
    if after.wants_person:
        return Grade.failed("the customer then asked for a person", "needs_human", min(tone, 0.2), (after.words,))
    if after.unhappy:
        label = "needs_human" if passed_on else "unresolved"
        return Grade.failed("the customer was not content with it", label, min(tone, HALF_CONTENT), (after.words,))
    if after.repeats:
        evidence = (turn.question, after.words)
        return Grade.failed("the customer asked the same again", "unresolved", min(tone, HALF_CONTENT), evidence)
    if after.content and not after.no_longer_needed and _promises(turn):
        return Grade.failed("an answer was promised for later", "deferred", min(tone, 0.6), (turn.reply,))
    if after.no_longer_needed or (after.content and not after.asks_on):
        return Grade.passed("the customer was content", "resolved", max(tone, 0.6), (after.words,))
    return None


def _by_their_tone(turn: Turn, after: Afterwards, tone: float) -> Grade:
    """They asked on or went on: what became of the question, and how content they sound."""
    if _passed_on(turn):
        return Grade.failed("it was passed to a person", "needs_human", min(tone, CONTENT))
    if asks(turn.question) and (turn.answered is False or not turn.reply.strip() or REFUSES.search(turn.reply)):
        return Grade.failed("the question was left without an answer", "unresolved", min(tone, 0.4), (after.words,))
    if _promises(turn):
        return Grade.failed("an answer was promised for later", "deferred", min(tone, CONTENT), (turn.reply,))
    if tone < _SOUNDS_HALF_CONTENT:
        return Grade.failed("the customer sounds dissatisfied", "unresolved", tone, (after.words,))
    if tone < _SOUNDS_CONTENT or (after.asks_on and after.same_matter and not after.content):
        return Grade.passed("the customer asked on about the same matter", "partly", min(tone, 0.6), (after.words,))
    return Grade.passed("the customer went on to something else", "resolved", tone, (after.words,))


def _passed_on(turn: Turn) -> bool:
    """Whether a person was to take over; an answer that only speaks of colleagues passes nothing on."""
    announced = turn.answered is not True and bool(ANNOUNCES_PERSON.search(turn.reply))
    return bool(turn.handed_off or turn.handoff or announced)


def _promises(turn: Turn) -> bool:
    """Whether the reply puts the customer off; "we answer within 2 days" as an answer does not."""
    return turn.answered is not True and bool(DEFERS.search(turn.reply))
