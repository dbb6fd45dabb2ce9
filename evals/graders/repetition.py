"""Does the reply say again what the customer was told before in this conversation?

Labels: `original`, `reworded` (nearly the words of an earlier reply), `repeated` (the same words); `not_applicable`
where nobody replied, it is the first reply, or it is a courtesy too short to tell. The score is 1 minus the likeness.
"""

from evals.text import likeness, subject_terms
from graphs.evaluator.grader import Grade, GradingContext, Stage

VERSION = "1"
STAGE = Stage.REPLY
LABELS = ("original", "reworded", "repeated")

REPEATED, REWORDED = 0.95, 0.75
_FEWEST_TERMS = 3
_LOOKED_AT = 30


async def grader(context: GradingContext) -> Grade:
    """Compare the reply with each of the last thirty replies before it, whoever gave them."""
    reply = context.turn.reply
    earlier = [message.text for message in context.turn.history if message.role != "customer"][-_LOOKED_AT:]
    if len(set(subject_terms(reply))) < _FEWEST_TERMS or not earlier:
        return Grade.not_applicable("there is no earlier reply, or too little is said to compare")
    nearest = max(earlier, key=lambda text: likeness(text, reply))
    alike = likeness(nearest, reply)
    if alike >= REPEATED:
        return Grade.failed("the same was said before", "repeated", 1 - alike, (nearest,))
    if alike >= REWORDED:
        return Grade.failed("nearly the same was said before", "reworded", 1 - alike, (nearest,))
    return Grade.passed("nothing like it was said before", "original", 1 - alike)
