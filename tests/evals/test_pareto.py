"""Causes by how often they come and what they cost."""

import pytest

from evals.diagnosis.causes import Cause, Diagnosis
from evals.diagnosis.pareto import pareto
from evals.diagnosis.record import Given, Record
from graphs.turn import Message, Turn


def _failed(number: int, cause: Cause, outcome: str, satisfied: float | None) -> tuple[Record, Diagnosis]:
    turn = Turn(id=str(number), conversation_id="c", asked=(Message("customer", "?"),), handed_off=False)
    grades = {"resolution": Given(outcome, 0.0, "")}
    if satisfied is not None:
        grades["satisfaction"] = Given("neutral", satisfied, "")
    return Record(turn=turn, grades=grades), Diagnosis(turn.id, ("x",), cause, ())


def test_causes_are_ordered_by_count_and_placed_by_count_and_impact() -> None:
    turns = [_failed(n, Cause.NO_DOCUMENT, "unresolved", 0.2) for n in range(3)]
    turns += [_failed(3, Cause.UNCLEAR, "partly", None)]
    good = (turns[0][0], Diagnosis("g", (), None, ()))
    found = pareto([*turns, good])
    assert (found.turns, found.failed) == (5, 4)
    first, second = found.causes
    assert (first.cause, first.n, first.share, first.quadrant) == (Cause.NO_DOCUMENT, 3, 0.75, "frequent_and_costly")
    assert first.impact == pytest.approx((1 + 0 + 0.8) / 3)
    assert first.turn_ids == ("2", "1", "0")
    assert (second.cumulative, second.satisfaction_loss, second.impact, second.quadrant) == (1.0, None, 0.0, "rare")


def test_where_nothing_failed_there_is_no_cause() -> None:
    assert pareto([]).causes == ()
