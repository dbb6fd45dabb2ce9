"""Replay: stored conversations asked again of a candidate, beside the agent as it is, to predict what would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.offline.case import Case
from evals.offline.compare import LEAST, Comparison, compare
from evals.offline.paired import Difference
from evals.offline.promote import promoted
from evals.offline.results import CaseResult
from evals.offline.run_record import Run
from evals.offline.stand_ins import with_stand_ins
from evals.offline.suite import Suite, SuiteHead
from graphs.turn import Turn

RATES = ("resolution_rate", "transfer_rate", "lead_capture_rate")


@dataclass(frozen=True, slots=True)
class Stored:
    """A conversation as it was: its turns in order. `solved` is the customer's word, None where they gave none."""

    id: str
    language: str
    turns: tuple[Turn, ...]
    solved: bool | None = None


@dataclass(frozen=True, slots=True)
class ChangedTurn:
    """A turn that the candidate answers in other words."""

    said: tuple[str, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedConversation:
    """A conversation that would go another way. `moved` is the sum over graders and rates of how far they moved."""

    id: str
    moved: float
    turns: tuple[ChangedTurn, ...]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What would change: the three rates with intervals, every measure, the conversations that change most.

    `changed` of `n` conversations get other words somewhere.
    """

    n: int
    changed: int
    rates: Mapping[str, Difference]
    comparison: Comparison
    most: tuple[ChangedConversation, ...]

    @property
    def is_green(self) -> bool:
        """Whether no measure would fall, beyond chance and by enough to matter."""
        return not self.comparison.worse

    def to_json(self) -> dict[str, Any]:
        """For scripts; the measures are those of `turnwise eval compare`."""
        compared = self.comparison.to_json()
        return {
            "green": self.is_green,
            "conversations": self.n,
            "changed": self.changed,
            "rates": {name: compared["measures"][name] for name in self.rates},
            "worse": compared["worse"],
            "better": compared["better"],
            "measures": compared["measures"],
            "most_changed": [
                {
                    "id": one.id,
                    "moved": round(one.moved, 4),
                    "turns": [{"said": turn.said, "before": turn.before, "after": turn.after} for turn in one.turns],
                }
                for one in self.most
            ],
        }


def replay_suite(name: str, conversations: Sequence[Stored]) -> Suite:
    """A suite of what customers said, when they said it, with contact details replaced; nothing is expected.

    Raises ValueError where there are no conversations.
    """
    if not conversations:
        raise ValueError("there are no conversations with a turn in that time")
    cases = tuple(_case(stored) for stored in conversations)
    languages = sorted({case.language for case in cases})
    head = SuiteHead(name=name, description="Stored conversations, asked again.", languages=languages, gates=[])
    return Suite(head=head, cases=cases, knowledge=())


def predict(before: Run, after: Run, most: int = 10, least: float = LEAST) -> Prediction:
    """From the two runs of a replay; `most` conversations are shown side by side, `least` is that of `compare`."""
    comparison = compare(before.cases, after.cases, least)
    pairs = [(a, b) for a, b in zip(before.cases, after.cases, strict=True) if a.turns and b.turns]
    changed = [found for a, b in pairs if (found := _changed(a, b))]
    return Prediction(
        n=len(pairs),
        changed=len(changed),
        rates={name: comparison.measures[name] for name in RATES if name in comparison.measures},
        comparison=comparison,
        most=tuple(sorted(changed, key=lambda one: (-one.moved, one.id))[:most]),
    )


def _case(stored: Stored) -> Case:
    return promoted(
        stored.id, stored.turns, language=stored.language, solved=stored.solved, blank=True, hide=with_stand_ins
    )


def _changed(a: CaseResult, b: CaseResult) -> ChangedConversation | None:
    turns = tuple(
        ChangedTurn(one.said, one.reply, other.reply)
        for one, other in zip(a.turns, b.turns, strict=False)
        if one.reply != other.reply
    )
    if not turns:
        return None
    return ChangedConversation(a.id, _moved(a, b), turns)


def _moved(a: CaseResult, b: CaseResult) -> float:
    before, after = _scores(a), _scores(b)
    return sum(abs(after[name] - before[name]) for name in before.keys() & after.keys())


def _scores(case: CaseResult) -> dict[tuple[int, str], float]:
    return {
        (at, grade.grader): grade.score
        for at, turn in enumerate(case.turns)
        for grade in turn.grades
        if grade.score is not None
    } | {(at, "handed over"): float(turn.handoff is not None) for at, turn in enumerate(case.turns)}
