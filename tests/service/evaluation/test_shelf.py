"""Which suites there are."""

from pathlib import Path

import pytest

from evals.offline.suite import SuiteHead
from service.errors import InvalidRequest, NotAllowedNow, NotFound
from service.evaluation.shelf import Shelf


def test_own_suites_come_first_and_a_broken_one_says_what_is_wrong(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "suites" / "two" / "cases.jsonl").write_text("no JSON\n")
    found = {one.id: one for one in shelf.all()}
    assert list(found)[:2] == ["own/one", "own/two"]
    assert {"shipped/first", "shipped/robustness/injection"} <= set(found)
    assert (found["own/one"].suite is not None, found["own/two"].suite) == (True, None)
    assert str(found["own/two"].problem).startswith("cases.jsonl:1:")
    with pytest.raises(InvalidRequest, match="own/two cannot be run"):
        shelf.usable("own/two")


def test_a_suite_whose_file_has_changed_is_read_again(shelf: Shelf, tmp_path: Path) -> None:
    assert len(shelf.usable("own/one").cases) == 1
    file = tmp_path / "suites" / "one" / "cases.jsonl"
    file.write_text(file.read_text() + file.read_text().replace("case-of-one", "another"))
    assert len(shelf.usable("own/one").cases) == 2


def test_a_made_suite_takes_cases_and_a_shipped_one_does_not(shelf: Shelf, tmp_path: Path) -> None:
    head = SuiteHead(name="mine", description="退货", languages=["zh"])
    assert shelf.add(head) == "own/mine"
    assert shelf.own_folder("own/mine") == tmp_path / "suites" / "mine"
    assert shelf.find("own/mine").problem == "cases.jsonl: there are no cases"
    for taken in ("mine", "first"):
        with pytest.raises(NotAllowedNow):
            shelf.add(head.model_copy(update={"name": taken}))
    with pytest.raises(InvalidRequest):
        shelf.own_folder("shipped/first")


@pytest.mark.parametrize("outside", ["own/..", "own/../one", "one", "shipped/../suites/first", "own//etc"])
def test_nothing_outside_of_the_shelf_is_found(shelf: Shelf, outside: str) -> None:
    with pytest.raises(NotFound):
        shelf.find(outside)
