"""How did the customer feel in this turn? (Mood, not service: a customer may come angry and leave happy.)

Labels: `positive`, `neutral`, `negative`. The score is 1 minus the probability that the customer is upset.
"""

from graphs.evaluator.grader import Grade, GradingContext, Stage
from graphs.sentiment import sentiment_of

VERSION = "2"
STAGE = Stage.REPLY
LABELS = ("positive", "neutral", "negative")


async def grader(context: GradingContext) -> Grade:
    """Judge the customer's own words of this turn, afresh: what triage thought of them is not consulted."""
    question = context.turn.question
    if not question.strip():
        return Grade.not_applicable("the customer said nothing")
    mood = sentiment_of(question, await context.meaning(question))
    worst = max(context.turn.asked, key=lambda message: sentiment_of(message.text).upset)
    reason = f"upset with probability {mood.upset:.2f}"
    return Grade(mood.label, 1 - mood.upset, reason, (worst.text,) if mood.label == "negative" else ())
