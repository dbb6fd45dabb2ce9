"""One grade of one turn, as other systems are told of it: from the monitor, or from a run of a suite."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphs.evaluator.grader import Grade, Graded

if TYPE_CHECKING:
    from evals.offline.run_record import Run


@dataclass(frozen=True, slots=True)
class Evaluated:
    """`about` are further attributes, by the names of the semantic conventions where they have one."""

    turn_id: str
    conversation_id: str
    grader: str
    version: str
    grade: Grade
    about: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def live(cls, turn_id: str, conversation_id: str, graded: Graded) -> "Evaluated":
        """A grade of a customer's turn."""
        return cls(turn_id, conversation_id, graded.grader, graded.version, graded.grade)


def evaluated_in(run: "Run") -> Iterator[Evaluated]:
    """All grades of a run: a conversation is a playing of a case, a turn is its number in it."""
    for case in run.cases:
        about = {"test.suite.name": run.suite, "test.case.name": case.id, "turnwise.run.id": run.id}
        conversation_id = f"{run.id}:{case.id}:{case.repetition}"
        for number, turn in enumerate(case.turns, 1):
            for one in turn.grades:
                grade = Grade(one.label, one.score, one.reason, one.evidence)
                yield Evaluated(f"{conversation_id}:{number}", conversation_id, one.grader, one.version, grade, about)
