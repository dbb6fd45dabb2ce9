"""A table of turns."""

from evals.offline.case import Case
from evals.offline.formats.csv import read


def test_rows_of_one_id_are_one_conversation_and_empty_cells_are_not_evaluated() -> None:
    lines = [
        "id,says,contains,critical",
        "a,How long?,30 days / thirty days | unused,yes",
        "a,And?,,",
        "b,Hi,,",
        ",Alone,,",
    ]
    cases = [case for _, case in read(lines, "en") if isinstance(case, Case)]
    assert [case.id for case in cases] == ["a", "b", "row-5"]
    first, second = cases[0].turns
    assert first.expect.contains == [["30 days", "thirty days"], ["unused"]]
    assert second.expect.model_dump(exclude_none=True) == {}
    assert cases[0].critical


def test_columns_that_are_not_known_or_missing_are_told() -> None:
    assert list(read(["id,colour,says", "a,red,x"], "en")) == [(1, "unknown columns ['colour']")]
    assert list(read(["id", "a"], "en")) == [(1, "there is no column `says`")]


def test_a_reason_that_there_is_not_is_told_with_its_row() -> None:
    ((number, problem),) = read(["says,handed_off", "x,maybe"], "en")
    assert number == 2
    assert isinstance(problem, str)
    assert "handed_off" in problem
