"""Did this turn settle what the customer came for? Judged by what happened afterwards.

Labels: `resolved`, `partly` (the customer had to ask on about the same matter), `unresolved`, `deferred` (an answer
was promised for later), `needs_human` (it went to a person, or the customer asked for one); `not_applicable` where
it is not yet known what followed, or there was nothing to settle (a greeting).
"""

from evals.afterwards import Afterwards, look_back
from evals.cues import ANNOUNCES_PERSON, DEFERS, REFUSES, SOLVED, THANKS
from evals.text import asks, subject_terms
from graphs.evaluator.grader import Grade, GradingContext, Stage
from graphs.turn import Turn

VERSION = "1"
STAGE = Stage.OUTCOME
LABELS = ("resolved", "partly", "unresolved", "deferred", "needs_human")


async def grader(context: GradingContext) -> Grade:
    """The customer's own word first, then what they did next, then how the turn itself ended."""
    after = await look_back(context)
    if after is None:
        return Grade.not_applicable("it is not known yet what followed")
    turn = context.turn
    if _nothing_to_settle(turn) and not after.said:
        return Grade.not_applicable("the customer asked for nothing in this turn")
    return _by_their_word(turn, after) or _by_what_they_did(after) or _by_the_reply(turn, after)


def _by_their_word(turn: Turn, after: Afterwards) -> Grade | None:
    """What the customer said of it: "yes, solved", a complaint, a wish for a person, thanks."""
    handed_off = bool(turn.handed_off or turn.handoff)
    if after.solved is not None and not after.said:
        if after.solved:
            return Grade.passed("the customer said that it was solved", "resolved")
        label = "needs_human" if handed_off else "unresolved"
        return Grade.failed("the customer said that it was not solved", label)
    if after.wants_person:
        return Grade.failed("the customer then asked for a person", "needs_human", 0.1, (after.words,))
    if after.unhappy:
        label = "needs_human" if handed_off else "unresolved"
        return Grade.failed("the customer was not content with it", label, 0.1, (after.words,))
    if after.repeats:
        return Grade.failed("the customer asked the same again", "unresolved", 0.15, (turn.question, after.words))
    if after.content and not after.asks_on:
        return Grade.passed("the customer was content", "resolved", 0.95, (after.words,))
    return None


def _by_what_they_did(after: Afterwards) -> Grade | None:
    """They asked on about the same matter, or went on to another."""
    if not after.said or not after.asks_on:
        return None
    if after.content:
        return Grade.passed("the customer was content and asked on", "resolved", 0.85, (after.words,))
    return None


def _by_the_reply(turn: Turn, after: Afterwards) -> Grade:
    """Nothing that they said decides: how did the turn leave them?"""
    if not turn.reply.strip():
        label = "needs_human" if turn.handed_off or turn.handoff else "unresolved"
        return Grade.failed("nobody replied", label, 0.05)
    if turn.handed_off or turn.handoff or ANNOUNCES_PERSON.search(turn.reply):
        return Grade.failed("it was passed to a person", "needs_human", 0.3)
    if turn.answered is False or REFUSES.search(turn.reply):
        return Grade.failed("the question was left without an answer", "unresolved", 0.2, (turn.reply,))
    if DEFERS.search(turn.reply):
        return Grade.failed("an answer was promised for later", "deferred", 0.45, (turn.reply,))
    if after.asks_on and after.same_matter:
        return Grade.passed("the customer asked on about the same matter", "partly", 0.6, (after.words,))
    if after.said:
        return Grade.passed("the customer went on to something else", "resolved", 0.75, (after.words,))
    if asks(turn.reply.splitlines()[-1]) and not asks(turn.question):
        return Grade.failed("a question back was left open", "partly", 0.4, (turn.reply,))
    return Grade.passed("answered, and the customer left it at that", "resolved", 0.7)


def _nothing_to_settle(turn: Turn) -> bool:
    """A greeting, a thank-you, an emoji."""
    courtesy = THANKS.search(turn.question) or SOLVED.search(turn.question)
    return not asks(turn.question) and (not subject_terms(turn.question) or bool(courtesy))
