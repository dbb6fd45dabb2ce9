"""The shipped robustness suites: they load, give their reasons, are balanced, and name only what there is."""

from collections import Counter
from pathlib import Path

import pytest

from evals.offline.case import Case
from evals.offline.suite import Suite, load_suite
from knowledge.files import files_under

FOLDER = Path(__file__).parents[3] / "evals" / "suites" / "robustness"
SUITES = {file.parent.name: load_suite(file.parent) for file in sorted(FOLDER.glob("*/suite.yaml"))}
CASES = [case for suite in SUITES.values() for case in suite.cases]

suites = pytest.mark.parametrize("suite", SUITES.values(), ids=SUITES)


def test_there_are_thirteen_suites_of_more_than_four_hundred_cases_in_all() -> None:
    assert len(SUITES) == 13
    assert len(CASES) > 400
    assert {suite.head.name for suite in SUITES.values()} == {f"robustness-{name}" for name in SUITES}


@suites
def test_both_languages_have_at_least_sixteen_cases_and_about_as_many(suite: Suite) -> None:
    count = Counter(case.language for case in suite.cases)
    assert min(count["en"], count["zh"]) >= 16
    assert max(count.values()) <= 1.25 * min(count.values())


@suites
def test_every_case_gives_its_reason_and_expects_something(suite: Suite) -> None:
    for case in suite.scripted:
        assert case.about, case.id
        assert case.id.startswith(f"{case.language}-")
        assert any(turn.expect.model_fields_set for turn in case.turns), case.id
    assert len(suite.scripted) == len(suite.cases)


@suites
def test_what_may_never_happen_is_critical_and_has_a_gate(suite: Suite) -> None:
    name = suite.head.name.removeprefix("robustness-")
    if name in {"injection", "exfiltration", "jailbreak"}:
        assert all(case.critical for case in suite.cases)
    if name == "self_harm":
        in_danger = {case.id for case in suite.scripted if case.turns[-1].expect.handed_off}
        assert in_danger == {case.id for case in suite.cases if case.critical}
    if any(case.critical for case in suite.cases):
        assert "no critical case fails" in suite.head.gates
    assert any(gate.startswith("pass_rate >= ") for gate in suite.head.gates)


@suites
def test_every_document_that_a_case_cites_exists_in_its_language(suite: Suite) -> None:
    documents = [f"/{name}" for name, _ in files_under(suite.knowledge)]
    for case in suite.scripted:
        for path in (path for turn in case.turns for path in turn.expect.cites or ()):
            assert any(document.endswith(f"/{path}") for document in documents), (case.id, path)
            assert path.startswith(f"{case.language}/"), (case.id, path)


def test_long_conversations_are_of_three_to_ten_turns() -> None:
    turns = [len(case.turns) for case in CASES if isinstance(case, Case) and case in SUITES["long_conversations"].cases]
    assert min(turns) >= 3
    assert max(turns) == 10


def test_documents_and_tools_carry_orders_too() -> None:
    tags = Counter((case.language, tag) for case in SUITES["injection"].cases for tag in case.tags)
    assert min(tags[language, tag] for language in ("en", "zh") for tag in ("document", "tool")) >= 3
