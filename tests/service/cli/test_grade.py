"""`turnwise grade`."""

from collections.abc import Callable
from pathlib import Path

from tests.service.cli.conftest import Turnwise

Lines = Callable[..., Path]
TURN = {
    "id": "t1",
    "messages": [{"role": "user", "content": "How long is the guarantee?"}],
    "reply": "The guarantee is five years.",
    "context": ["The guarantee is five years."],
    "next": ["Thank you!"],
}


def test_each_turn_is_graded_in_both_stages_in_this_format(turnwise: Turnwise, lines: Lines) -> None:
    done = turnwise("grade", "--input", lines(TURN), "--json")
    assert done.code == 0
    (graded,) = done.records
    assert list(graded) == ["id", "grades"]
    keys = ["grader", "stage", "label", "score", "reason", "evidence", "version"]
    assert all(list(grade) == keys for grade in graded["grades"])
    labels = {grade["grader"]: grade["label"] for grade in graded["grades"]}
    assert (labels["groundedness"], labels["resolution"], labels["lead"]) == ("grounded", "resolved", "not_applicable")
    assert {grade["stage"] for grade in graded["grades"]} == {"reply", "outcome"}


def test_only_the_graders_that_are_named_grade(turnwise: Turnwise, lines: Lines) -> None:
    (graded,) = turnwise("grade", "-i", lines(TURN), "-g", "language", "-g", "sentiment", "--json").records
    assert [grade["grader"] for grade in graded["grades"]] == ["language", "sentiment"]


def test_bad_lines_are_told_and_skipped(turnwise: Turnwise, lines: Lines) -> None:
    done = turnwise("grade", "--input", lines(b"\xff", TURN, {"id": 1, "messages": []}), "--json")
    assert (done.code, len(done.records)) == (1, 1)
    assert [line.split(":")[0] for line in done.err.splitlines()[:2]] == ["line 1", "line 3"]


def test_an_unknown_grader_is_a_usage_error_that_names_the_known_ones(turnwise: Turnwise, lines: Lines) -> None:
    done = turnwise("grade", "--input", lines(TURN), "--grader", "beauty")
    assert done.code == 2
    assert "groundedness" in done.err


def test_the_list_tells_every_graders_labels(turnwise: Turnwise) -> None:
    listed = {grader["grader"]: grader for grader in turnwise("grade", "--list", "--json").records}
    assert listed["language"]["labels"] == ["passed", "failed"]
    assert all(grader["description"] and grader["version"] and grader["stage"] for grader in listed.values())
    assert "needed_and_made" in turnwise("grade", "--list").out
