"""How has the customer's mood changed over the conversation, up to this turn? (Where it ends, that is the whole of it.)

Labels: `improved`, `steady`, `worsened`; `not_applicable` in the customer's first turn and where they said nothing. The
score is 0.5 where nothing changed, towards 1 the better the mood became, towards 0 the worse.
"""

from graphs.evaluator.grader import Grade, GradingContext, Stage
from graphs.mood_trend import trend_of
from graphs.sentiment import sentiment_of

VERSION = "1"
STAGE = Stage.REPLY
LABELS = ("improved", "steady", "worsened")

_BY = {"rising": "worsened", "steady": "steady", "falling": "improved"}
_LOOKED_AT = 4


async def grader(context: GradingContext) -> Grade:
    """Compare the mood of this turn with the mean of up to four messages of the customer before it."""
    question = context.turn.question
    before = [said.text for said in context.turn.history if said.role == "customer" and said.text.strip()][-_LOOKED_AT:]
    if not question.strip() or not before:
        return Grade.not_applicable("there is no mood before this turn's to compare with")
    moods = [sentiment_of(text, await context.meaning(text)).upset for text in (*before, question)]
    was, now = sum(moods[:-1]) / len(before), moods[-1]
    evidence = (before[-1], question)
    return Grade(
        _BY[trend_of(moods)], 0.5 + (was - now) / 2, f"upset with probability {was:.2f}, then {now:.2f}", evidence
    )
