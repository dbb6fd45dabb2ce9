"""The rules as graders: one for each stage, in a version that names the document in force.

Labels: `passed`, `failed`; `not_applicable` where nobody replied, or no rule is about such a turn. The score is 1 minus
the points of the hits / 100, at least 0. Evidence names each hit's rule and place.
"""

from dataclasses import dataclass

from evals.rules.book import Hit, RuleBook
from graphs.evaluator.grader import Grade, Grader, GradeTurn, GradingContext, Stage

VERSION = "2"
"""Of the packs and of what judges by rules: change it whenever a grade could come out differently."""
RULES, RULES_AT_THE_END = "rules", "rules_outcome"
IDS = {Stage.REPLY: RULES, Stage.OUTCOME: RULES_AT_THE_END}
KEPT, BROKEN = LABELS = ("passed", "failed")


@dataclass(frozen=True, slots=True)
class RuleGrade(Grade):
    """A grade with its hits as they are."""

    hits: tuple[Hit, ...] = ()


def rule_graders(book: RuleBook, number: int) -> tuple[Grader, Grader]:
    """What judges replies at once, and what judges when it is known how the conversation ended.

    `number` is that of the document.
    """
    return _grader(book, number, Stage.REPLY), _grader(book, number, Stage.OUTCOME)


def _grader(book: RuleBook, number: int, stage: Stage) -> Grader:
    return Grader(
        id=IDS[stage],
        version=f"{VERSION}.{number}",
        stage=stage,
        labels=LABELS,
        grade=_grade_by(book, stage),
        description=(__doc__ or "").strip(),
    )


def _grade_by(book: RuleBook, stage: Stage) -> GradeTurn:
    async def grade(context: GradingContext) -> Grade:
        if not context.turn.reply.strip():
            return Grade.not_applicable("nobody replied")
        hits = await book.hits(context, stage)
        if hits is None:
            return Grade.not_applicable("no rule is about this turn")
        if not hits:
            return RuleGrade(KEPT, 1.0, "no rule is broken")
        reason = "; ".join(f"{hit.title or hit.rule}: {hit.reason}" for hit in hits)
        score = max(0.0, 1 - sum(hit.points for hit in hits) / 100)
        return RuleGrade(BROKEN, score, reason, tuple(map(str, hits)), hits)

    return grade
