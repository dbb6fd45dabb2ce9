"""Formats: what one writes it reads back, and what is wrong is told with the line."""

from pathlib import Path

import pytest

from evals.offline.case import Case
from evals.offline.format import FormatError, load_formats, read_cases
from evals.offline.suite import load_suite

SHIPPED = Path(__file__).parents[4] / "evals" / "suites"
CASE = Case.model_validate(
    {
        "id": "a",
        "language": "zh",
        "about": "the period",
        "tags": ["returns"],
        "critical": True,
        "turns": [
            {"says": ["多久能退货？", "急"], "expect": {"contains": [["30 天", "三十天"], ["签收"]], "answered": True}},
            {"says": "=SUM(1)", "expect": {"handed_off": "policy", "avoids": ["不知道"], "language": "zh"}},
        ],
    }
)


def test_every_format_has_a_docstring_and_a_test() -> None:
    kinds = load_formats()
    assert set(kinds) == {"csv", "deepeval", "openai", "openai_items"}
    assert all(kind.description for kind in kinds.values())
    assert all((Path(__file__).parent / f"test_{kind}.py").is_file() for kind in kinds)


def test_csv_keeps_all_that_it_has_columns_for(tmp_path: Path) -> None:
    kind = load_formats()["csv"]
    file = tmp_path / "cases.csv"
    file.write_text("\n".join(kind.write([CASE])), encoding="utf-8")
    (read,) = read_cases(file, kind, "en")
    assert read.turns[0] == CASE.turns[0]
    assert read.turns[1].says == ["=SUM(1)"]
    assert (read.language, read.about, read.tags, read.critical) == ("zh", "the period", ("returns",), True)


def test_a_table_of_a_shipped_suite_comes_back_with_what_customers_say(tmp_path: Path) -> None:
    cases = load_suite(SHIPPED / "conversations").scripted
    file = tmp_path / "cases.csv"
    file.write_text("\n".join(load_formats()["csv"].write(cases)), encoding="utf-8")
    read = read_cases(file, load_formats()["csv"], "en")
    assert [case.id for case in read] == [case.id for case in cases]
    for before, after in zip(cases, read, strict=True):
        said = [" ".join(turn.says) for turn in before.turns if turn.says]
        assert [" ".join(turn.says or ()).replace("\n", " ") for turn in after.turns] == said


@pytest.mark.parametrize("kind", ["deepeval", "openai", "openai_items"])
def test_whole_cases_come_back_from_formats_that_have_no_place_for_them(kind: str, tmp_path: Path) -> None:
    cases = [CASE, *load_suite(SHIPPED / "conversations").scripted]
    file = tmp_path / "cases"
    file.write_text("\n".join(load_formats()[kind].write(cases)), encoding="utf-8")
    assert read_cases(file, load_formats()[kind], "en") == cases


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text('{"input": "a"}\n{\n[]\n{"input": 5}\n{"id": "line-1", "input": "b"}', encoding="utf-8")
    with pytest.raises(FormatError) as raised:
        read_cases(file, load_formats()["openai"], "en")
    assert [line.split(":")[1] for line in str(raised.value).splitlines()] == ["2", "3", "4", "5"]
    file.write_text("\n", encoding="utf-8")
    with pytest.raises(FormatError, match="there are no cases"):
        read_cases(file, load_formats()["openai"], "en")
