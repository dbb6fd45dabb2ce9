"""Was it right to hand this conversation to a person, or to keep it? Judged by the words and by what came afterwards.

Labels: `needed_and_made`, `missed` (a person was needed and none came), `needless` (one came and none was needed),
`not_needed`; `not_applicable` where it is not known whether the conversation was handed over or what followed.
"""

from evals.afterwards import UPSET, Afterwards, look_back, wants_person
from evals.cues import DANGER, GREETS, REFUSES
from evals.text import asks
from graphs.evaluator.grader import Grade, GradingContext, Stage
from graphs.sentiment import sentiment_of
from graphs.turn import Turn

VERSION = "1"
STAGE = Stage.OUTCOME
LABELS = ("needed_and_made", "missed", "needless", "not_needed")


async def grader(context: GradingContext) -> Grade:
    """Find a need for a person in what was said and followed, then compare it with what was done."""
    turn = context.turn
    handed_off = turn.handed_off if turn.handed_off is not None else (True if turn.handoff else None)
    after = await context.shared(look_back)
    if handed_off is None or after is None:
        return Grade.not_applicable("it is not known whether it was handed over, or what followed")
    need = _need(turn, after, handed_off)
    evidence = tuple(text for text in (turn.question, after.words) if text.strip())
    if handed_off:
        if need:
            return Grade.passed(need, "needed_and_made", evidence=evidence)
        return Grade.failed("no need for a person can be seen", "needless", evidence=evidence)
    if need:
        return Grade.failed(f"{need}, and no person came", "missed", evidence=evidence)
    return Grade.passed("no need for a person can be seen", "not_needed")


def _need(turn: Turn, after: Afterwards, handed_off: bool) -> str:
    """Why a person is needed, in words; empty where nothing shows it."""
    if DANGER.search(turn.question):
        return "somebody may be hurt, or the law is called upon"
    if wants_person(turn.question) and not after.no_longer_needed:
        return "the customer asked for a person"
    if after.no_longer_needed or (after.solved and not handed_off):
        return ""
    if after.wants_person and turn.answered is not True and not GREETS.search(turn.question):
        return "the customer then asked for a person"
    angry = sentiment_of(turn.question).upset >= UPSET
    if angry and (after.unhappy or not after.content):
        return "the customer was upset and was not calmed"
    failed = not turn.reply.strip() or turn.answered is False or bool(REFUSES.search(turn.reply))
    if after.unhappy and (failed or after.repeats or _failed_before(turn)):
        return "the question failed again and the customer was not content"
    if failed and asks(turn.question) and (handed_off or _failed_before(turn)):
        return "the question could not be answered"
    return ""


def _failed_before(turn: Turn) -> bool:
    """Whether an earlier reply of this conversation already had no answer."""
    return any(message.role != "customer" and REFUSES.search(message.text) for message in turn.history)
