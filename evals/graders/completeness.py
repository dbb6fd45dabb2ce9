"""Was every question of the customer's message answered?

Labels: `complete` (each), `partly` (some), `incomplete` (none; an honest "I don't know" included); `not_applicable`
where nobody replied, the customer asked nothing, or asked for a person. The score is the share answered, each by how
well it is addressed. Whether the answers are true is groundedness.
"""

from evals.aboutness import OTHER_KIND, address, answers_nothing
from evals.answer_kinds import is_of_kind
from evals.cues import ASKS_FOR_PERSON
from evals.questions_asked import questions_in
from evals.text import subject_terms
from graphs.evaluator.grader import Grade, GradingContext, Stage
from knowledge.coverage import covered
from knowledge.sentences import split
from knowledge.synonyms import meanings

VERSION = "2"
STAGE = Stage.REPLY
LABELS = ("complete", "partly", "incomplete")

ANSWERED = 0.5


async def grader(context: GradingContext) -> Grade:
    """Look for each question's answer among the sentences that do not refuse."""
    turn = context.turn
    if not turn.reply.strip():
        return Grade.not_applicable("nobody replied")
    if ASKS_FOR_PERSON.search(turn.question):
        return Grade.not_applicable("the customer asked for a person")
    asked = questions_in(turn.question)
    if not asked or not any(map(subject_terms, asked)):
        return Grade.not_applicable("the customer asked nothing")
    answers = [sentence for sentence in split(turn.reply) if not answers_nothing(sentence)]
    scores = [await _answered(question, answers, context, alone=len(asked) == 1) for question in asked]
    evidence = [
        f"{'✓' if score >= ANSWERED else '✗'} {question} ({score:.2f})"
        for question, score in zip(asked, scores, strict=True)
    ]
    left = [question for question, score in zip(asked, scores, strict=True) if score < ANSWERED]
    score = sum(scores) / len(scores)
    if not left:
        return Grade.passed(f"all {len(asked)} questions are answered", "complete", score, evidence)
    label = "partly" if len(left) < len(asked) else "incomplete"
    return Grade.failed(f"not answered: {' / '.join(left)}", label, score, evidence)


async def _answered(question: str, answers: list[str], context: GradingContext, *, alone: bool) -> float:
    """How well the best sentence, or all together, answer one question, in [0, 1]."""
    if not answers:
        return 0.0
    together = " ".join(answers)
    if not subject_terms(question):
        return 1.0 if is_of_kind(question, together) else 0.0
    passages = context.turn.passages or () if alone else ()
    # Several questions are new texts for the model each; one is the text that relevance has asked about already.
    score, _ = await address(question, together, passages, context.embed if alone else None)
    wanted = meanings(question)
    best = max(answers, key=lambda answer: covered(wanted, meanings(answer)))
    kind = 1.0 if is_of_kind(question, best) else OTHER_KIND
    return max(score, covered(wanted, meanings(best)) * kind)
