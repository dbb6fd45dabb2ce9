"""What came of a case: said, checked and graded, as plain data that is kept, cached, compared and reported.

Nothing in it depends on when it was played or how long it took (`latencies_ms` is kept apart), so that two runs of the
same code with the same seed write the same bytes. Contact details are masked: a suite may come from real conversations.
"""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from evals.offline.expectations import Check
from evals.offline.facts import Facts
from graphs.agent.state import Outcome
from graphs.evaluator.grader import Graded
from graphs.masking import masked

PLACES = 4
"""Digits behind the point of what is a float, so that sums in another order give the same bytes."""


class Kept(BaseModel):
    """Read back exactly as written; a field that is not known is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CheckResult(Kept):
    """One expectation of one turn."""

    criterion: str
    expected: str
    actual: str
    passed: bool


class GradeResult(Kept):
    """One grade of one turn, in the shape of `turnwise grade`."""

    grader: str
    stage: str
    label: str
    score: float | None
    reason: str
    evidence: tuple[str, ...]
    version: str


class Cited(Kept):
    """A citation: the words of a document that support the reply."""

    document: str
    chunk_id: str
    quote: str
    start: int | None = None
    end: int | None = None


class TurnResult(Kept):
    """One turn of the customer's. `contacts` are the types of the details found; tokens are those of chat models."""

    said: tuple[str, ...]
    reply: str
    answered: bool
    confidence: float
    language: str
    intent: str
    handoff: str | None
    citations: tuple[Cited, ...]
    contacts: tuple[str, ...]
    model: str
    prompt_version: str
    input_tokens: int
    output_tokens: int
    checks: tuple[CheckResult, ...]
    grades: tuple[GradeResult, ...]

    @classmethod
    def of(cls, said: tuple[str, ...], outcome: Outcome, checks: tuple[Check, ...], grades: tuple[Graded, ...]) -> Self:
        """The turn as kept: masked and rounded."""
        found = {
            "said": list(said),
            "reply": outcome.reply,
            "citations": [
                {name: getattr(citation, name) for name in Cited.model_fields} for citation in outcome.citations
            ],
            "checks": [{name: getattr(one, name) for name in CheckResult.model_fields} for one in checks],
        }
        return cls.model_validate(
            masked(found)
            | {
                "answered": outcome.answered,
                "confidence": round(outcome.confidence, PLACES),
                "language": outcome.language,
                "intent": outcome.intent,
                "handoff": outcome.handoff.value if outcome.handoff else None,
                "contacts": [contact.type for contact in outcome.contacts],
                "model": outcome.model,
                "prompt_version": outcome.prompt_version,
                "input_tokens": outcome.usage.input_tokens,
                "output_tokens": outcome.usage.output_tokens,
                "grades": [_grade(graded) for graded in grades],
            }
        )


def _grade(graded: Graded) -> dict[str, Any]:
    grade = graded.grade
    return {
        "grader": graded.grader,
        "stage": graded.stage.value,
        "label": grade.label,
        "score": None if grade.score is None else round(grade.score, PLACES),
        "reason": masked(grade.reason),
        "evidence": masked(list(grade.evidence)),
        "version": graded.version,
    }


class CaseResult(Kept):
    """One playing of one case. `solved` is the customer's word; `error` is why it could not be played to its end.

    `missing` is what the target does not offer: the case was not evaluated, which is neither a success nor a failure.
    `repetition` counts from 1. `facts` are what the rates need of it, None where it was not played. `latencies_ms` are
    the target's, a turn each, and no part of what is compared.
    """

    id: str
    language: str
    repetition: int = 1
    critical: bool = False
    tags: tuple[str, ...] = ()
    turns: tuple[TurnResult, ...] = ()
    solved: bool | None = None
    error: str | None = None
    missing: tuple[str, ...] = ()
    facts: Facts | None = None
    latencies_ms: tuple[float, ...] = ()

    @property
    def passed(self) -> bool:
        """Played to its end, with every expectation met."""
        return not self.failures and not self.missing

    @property
    def not_evaluated(self) -> str | None:
        """Why the case was not played, in words; None where it was."""
        return f"{self.name}: not evaluated: needs {' and '.join(self.missing)}" if self.missing else None

    @property
    def name(self) -> str:
        """The id, with the number of the repetition from the second on."""
        return self.id if self.repetition == 1 else f"{self.id} (repetition {self.repetition})"

    @property
    def checks(self) -> list[CheckResult]:
        """Every expectation that was looked at."""
        return [check for turn in self.turns for check in turn.checks]

    @property
    def failures(self) -> list[str]:
        """Every expectation that was not met, in words."""
        unmet = [
            f"{self.name}, turn {number}: {check.criterion}: expected {check.expected}, got {check.actual}"
            for number, turn in enumerate(self.turns, 1)
            for check in turn.checks
            if not check.passed
        ]
        return [*unmet, f"{self.name}: {self.error}"] if self.error else unmet

    def to_json(self) -> dict[str, Any]:
        """The case as the command line gives it: what is compared, and whether it passed."""
        kept = self.model_dump(mode="json", exclude={"latencies_ms", "facts"})
        return kept | {"passed": self.passed, "not_evaluated": self.not_evaluated}
