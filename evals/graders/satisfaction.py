"""How satisfied was the customer with what they had got by then? Judged by what they said next.

Labels: `dissatisfied`, `neutral`, `satisfied`; `not_applicable` where it is not known what the customer said next. A
turn without a reply is judged all the same: the customer's words then tell of the waiting. Where the customer said at
the end whether it was solved, that counts. The score runs from 0 (dissatisfied) to 1 (satisfied).
"""

from evals.satisfaction import tone
from graphs.evaluator.grader import Grade, GradingContext, Stage
from graphs.sentiment import sentiment_of

VERSION = "1"
STAGE = Stage.OUTCOME
LABELS = ("dissatisfied", "neutral", "satisfied")

DISSATISFIED, SATISFIED = 0.24, 0.76


async def grader(context: GradingContext) -> Grade:
    """Read the customer's next words, in the light of the reply that they answer."""
    score = await context.shared(tone)
    if score is None:
        return _by_the_end(context)
    words = "\n".join(message.text for message in context.following or ()).strip()
    upset = sentiment_of(words, await context.meaning(words)).upset
    label = "dissatisfied" if score < DISSATISFIED else "satisfied" if score >= SATISFIED else "neutral"
    return Grade(label, score, f"upset with probability {upset:.2f} in what they said next", (words,))


def _by_the_end(context: GradingContext) -> Grade:
    """The customer's own word, where nothing else followed."""
    solved = context.ending.solved if context.ending else None
    if solved is None:
        return Grade.not_applicable("the customer has not said anything since")
    if solved:
        return Grade.passed("the customer said that it was solved", "satisfied", 0.9)
    return Grade.failed("the customer said that it was not solved", "dissatisfied", 0.1)
