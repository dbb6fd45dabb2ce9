"""Did the reply answer in the language that the customer wrote in?

Labels: `passed`, `failed`; `not_applicable` where either has no words of a language (a number, an emoji, "asdf").
"""

from evals.spoken import asked_in
from graphs.evaluator.grader import Grade, GradingContext, Stage
from knowledge.spoken import UNKNOWN, spoken

VERSION = "2"
STAGE = Stage.REPLY
LABELS = ("passed", "failed")


async def grader(context: GradingContext) -> Grade:
    """Pass when reply and question share a language."""
    replied = spoken(context.turn.reply)
    if replied == UNKNOWN:
        return Grade.not_applicable("the reply has no words")
    asked = asked_in(context.turn)
    if asked == UNKNOWN:
        return Grade.not_applicable("the customer's language cannot be told")
    if asked == replied:
        return Grade.passed(f"asked and replied in {asked}")
    return Grade.failed(f"asked in {asked}, replied in {replied}", evidence=(context.turn.question, context.turn.reply))
