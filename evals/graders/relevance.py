"""Does the reply address what the customer asked? (Whether it is true is groundedness, whether it helped, resolution.)

Labels: `relevant`, `partly`, `irrelevant`, `refused` (an honest "I don't know", or passing the matter on unasked);
`not_applicable` where nobody replied or the customer asked nothing (a greeting, thanks).
"""

from evals.aboutness import address, answers_nothing
from evals.cues import ANNOUNCES_PERSON, ASKS_FOR_PERSON
from evals.questions_asked import matter_of, wants_an_answer
from graphs.evaluator.grader import Grade, GradingContext, Stage
from knowledge.sentences import split

VERSION = "3"
STAGE = Stage.REPLY
LABELS = ("relevant", "partly", "irrelevant", "refused")

RELEVANT, PARTLY = 0.5, 0.3
REFUSED = 0.25


async def grader(context: GradingContext) -> Grade:
    """Compare what was asked with the sentences that answer; a refusal with an answer beside it is `partly` at best."""
    turn = context.turn
    if not turn.reply.strip():
        return Grade.not_applicable("nobody replied")
    if ASKS_FOR_PERSON.search(turn.question) and ANNOUNCES_PERSON.search(turn.reply):
        return Grade.passed("asked for a person and was told that one comes", "relevant")
    matter = matter_of(turn.question)
    if not wants_an_answer(matter):
        return Grade.not_applicable("the customer asked nothing")
    sentences = split(turn.reply)
    refusing = [sentence for sentence in sentences if answers_nothing(sentence)]
    answer = " ".join(sentence for sentence in sentences if sentence not in refusing)
    score, missing = await address(matter, answer, turn.passages or (), context.embed)
    if refusing and score < RELEVANT:
        return Grade.failed("says that it does not know or passes it on", "refused", REFUSED, refusing)
    reason = (
        f"asked about, but not addressed: {', '.join(missing)}" if missing else "addresses all that was asked about"
    )
    if refusing:
        return Grade.passed(f"answers in part; {reason}", "partly", min(score, 0.6), refusing)
    if score >= RELEVANT:
        return Grade.passed(reason, "relevant", score)
    return Grade.failed(reason, "partly" if score >= PARTLY else "irrelevant", score, (turn.question, turn.reply))
