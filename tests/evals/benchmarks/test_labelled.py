"""Graders on labelled conversations: what counts as found, and what as a warning in time."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from evals.benchmarks import labelled
from evals.benchmarks.cached_encoder import CachedEncoder
from evals.benchmarks.escalation_scores import Watched, forewarned
from evals.benchmarks.kept_vectors import KeptVectors
from evals.benchmarks.labelled import MISTAKES, found
from evals.benchmarks.made_encoder import MadeEncoder
from evals.labelled_conversations import Escalation, HandoffLabel, LabelledTurn
from evals.record import GradeLine
from graphs.evaluator.grader import Grade
from graphs.turn import Message

SAID = GradeLine.model_validate({"id": 1, "messages": ["hi"]}).grading_context()


def turn(at: int, handoff: HandoffLabel, language: str = "en") -> LabelledTurn:
    return LabelledTurn(str(at), "zh" if language == "zh" else "en", SAID, handoff, "none", easy=False, why="")


def test_precision_and_recall_are_of_the_kind_of_mistake_and_the_language() -> None:
    turns = [turn(1, "missed"), turn(2, "missed"), turn(3, "not_needed"), turn(4, "needless"), turn(5, "missed", "zh")]
    labels = {"1": "missed", "2": "not_needed", "3": "missed", "4": "needless", "5": "missed"}
    grades = {at: {"handoff": Grade.passed("", label)} for at, label in labels.items()}
    row = found(MISTAKES[0], "en", turns, grades)
    assert (row.n_turns, row.n_mistakes, row.n_named) == (4, 2, 2)
    assert row.precision
    assert row.precision.value == 0.5
    assert row.recall
    assert row.recall.value == 0.5
    both = found(MISTAKES[0], "both", turns, grades)
    assert both.recall
    assert both.recall.successes == 2
    assert found(MISTAKES[1], "zh", turns, grades).precision is None


def test_a_warning_counts_by_its_first_message_and_by_how_the_conversation_ended() -> None:
    watched = [
        Watched("en", "complaint", (False, True, True), 0.9),
        Watched("en", "handoff", (False,), 0.2),
        Watched("en", "fine", (True, False), 0.6),
        Watched("zh", "handoff", (False, True), 0.8),
        Watched("zh", "fine", (), 0.0),
    ]
    row = forewarned("both", watched)
    assert row.precision
    assert (row.precision.successes, row.precision.n) == (2, 3)
    assert row.recall
    assert (row.recall.successes, row.recall.n) == (2, 3)
    assert row.recall_of_handoffs
    assert row.recall_of_handoffs.value == 0.5
    assert (row.ahead_mean, row.ahead_of_one) == (1.5, 1)
    assert row.auroc.value == pytest.approx(5 / 6)


async def test_the_last_message_is_never_looked_at_and_each_line_is_graded_as_by_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = KeptVectors(tmp_path / "vectors.sqlite")
    encoder: Callable[[MadeEncoder], CachedEncoder] = lambda one: CachedEncoder(one, kept)  # noqa: E731
    monkeypatch.setattr(labelled, "load_encoders", lambda settings: [MadeEncoder()])
    monkeypatch.setattr(labelled, "CachedEncoder", encoder)
    line = {"id": "1", "messages": ["I want to speak to a human."], "reply": "Hi", "next": ["HUMAN!"]}
    monkeypatch.setattr(labelled, "turn_lines", lambda folder: iter([json.dumps(line | {"handed_off": False})]))
    monkeypatch.setattr(labelled, "load_turns", lambda folder: [turn(1, "missed")])
    angry = "This is ridiculous, the third time! You are useless, I am furious!"
    said = (Message("customer", "Where is my parcel?"), Message("agent", "On its way."), Message("customer", angry))
    monkeypatch.setattr(labelled, "load_escalations", lambda folder: [Escalation("e", "en", said, "complaint", "")])
    rows = await labelled.run(None)
    recalls = [row.recall for row in rows if isinstance(row, labelled.Found) and row.mistake == "missed hand-off"]
    assert [recall and recall.value for recall in recalls] == [1, None, 1]
    assert [row.n_warned for row in rows if isinstance(row, labelled.Forewarned)] == [0, 0, 0]
