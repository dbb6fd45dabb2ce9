"""Suites: what is wrong with one is told with file, line and field."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from evals.offline.suite import SuiteError, load_suite

HEAD = "name: small\ndescription: two cases\nlanguages: [en, zh]\n"
CASE: dict[str, Any] = {
    "id": "a",
    "language": "en",
    "turns": [{"says": "How long?", "expect": {"contains": ["3 years"]}}],
}
FIRST = Path(__file__).parents[3] / "evals" / "suites" / "first"


def write(folder: Path, *cases: Any, head: str = HEAD) -> Path:
    (folder / "suite.yaml").write_text(head, encoding="utf-8")
    lines = (case if isinstance(case, str) else json.dumps(case, ensure_ascii=False) for case in cases)
    (folder / "cases.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_a_suite_is_read_with_texts_for_lists_and_criteria_left_out(tmp_path: Path) -> None:
    suite = load_suite(write(tmp_path, CASE))
    (turn,) = suite.cases[0].turns
    assert (turn.says, turn.expect.contains, turn.expect.answered) == (["How long?"], [["3 years"]], None)


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("{", "Invalid JSON"),
        (CASE | {"turns": []}, "turns"),
        (CASE | {"turns": [{"says": "x", "expect": {"contain": ["y"]}}]}, "turns.0.expect.contain"),
        (CASE | {"turns": [{"says": "x", "expect": {"handed_off": "boredom"}}]}, "turns.0.expect.handed_off"),
        (CASE | {"id": "b", "turns": [*CASE["turns"], {"says": "x", "operator": "y"}]}, "turns.1: "),
        (CASE | {"id": "b", "turns": [*CASE["turns"], {"says": "x", "returns": True}]}, "turns.1: "),
        (CASE | {"id": "b", "turns": [{"operator": "y"}]}, "the customer has the first turn"),
        (CASE | {"id": "b", "at": "2026-03-08T11:00:00"}, "at: "),
        (CASE | {"id": "b", "tools": {"t": [{"when": {}}]}}, "tools.t.0: "),
        (CASE | {"id": "b", "language": "fr"}, "language"),
        (CASE, "id"),
    ],
)
def test_a_bad_case_is_named_by_file_line_and_field(tmp_path: Path, case: Any, told: str) -> None:
    with pytest.raises(SuiteError) as raised:
        load_suite(write(tmp_path, CASE, "", case))
    assert f"cases.jsonl:3: {told}" in str(raised.value)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SuiteError) as raised:
        load_suite(write(tmp_path, "{", "[]", head=f"{HEAD}knowledge: [nowhere]\npolicy: none.yaml\n"))
    assert len(str(raised.value).splitlines()) == 4


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("name: [", "suite.yaml:1"),
        ("just words", "suite.yaml"),
        (f"{HEAD}colour: red\n", "colour"),
        (f"{HEAD}gates: [groundedness is good]\n", "gates.0: "),
        (f"{HEAD}repetitions: 0\n", "repetitions"),
    ],
)
def test_a_bad_head_is_named(tmp_path: Path, head: str, told: str) -> None:
    with pytest.raises(SuiteError, match=told.replace(".", r"\.")):
        load_suite(write(tmp_path, CASE, head=head))


def test_missing_files_and_suites_without_cases_are_told(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="no such file"):
        load_suite(tmp_path)
    with pytest.raises(SuiteError, match="no cases"):
        load_suite(write(tmp_path))


def test_the_first_suite_has_ten_cases_in_each_language() -> None:
    suite = load_suite(FIRST)
    assert Counter(case.language for case in suite.cases) == {"en": 10, "zh": 10}


def test_cases_without_a_time_have_the_suites(tmp_path: Path) -> None:
    own = {**CASE, "id": "b", "at": "2026-03-08T11:00:00+01:00"}
    suite = load_suite(write(tmp_path, CASE, own, head=f"{HEAD}at: 2026-03-04T10:15:00+08:00\n"))
    assert [case.at.isoformat() for case in suite.cases if case.at] == [
        "2026-03-04T10:15:00+08:00",
        "2026-03-08T11:00:00+01:00",
    ]


def test_a_line_ends_where_json_lines_end_and_at_no_other_separator(tmp_path: Path) -> None:
    says = "How long\u2028is it?\x85"
    turn = {"says": says}
    file = write(tmp_path, "")
    (file / "cases.jsonl").write_text(json.dumps(CASE | {"turns": [turn]}, ensure_ascii=False), encoding="utf-8")
    assert load_suite(file).scripted[0].turns[0].says == [says]


def test_a_suites_rules_are_read_with_it_and_what_is_wrong_with_them_is_told_by_line(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        "packs: [finance]\nrules:\n  - {id: a, kind: forbidden, match: {words: [cheap]}}\n", encoding="utf-8"
    )
    folder = write(tmp_path, CASE, head=f"{HEAD}rules: rules.yaml\n")
    found = load_suite(folder).rules
    assert found
    assert (found.packs, [rule.id for rule in found.rules]) == (("finance",), ["a"])
    rules.write_text("rules:\n  - {id: a, kind: forbidden}\n", encoding="utf-8")
    with pytest.raises(SuiteError, match=r"rules.yaml:2: rules.0.match"):
        load_suite(folder)
    rules.unlink()
    with pytest.raises(SuiteError, match="rules: there is no file"):
        load_suite(folder)
