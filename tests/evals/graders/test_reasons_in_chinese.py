"""Whatever a deterministic grader gives as its reason can be read in the Chinese console."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
CONSOLE = ROOT / "service" / "web" / "src" / "console" / "i18n" / "zh" / "gradeReasons.ts"
GRADERS = sorted((ROOT / "evals" / "graders").glob("[a-z]*.py"))
BESIDE = {"contact_record.py": "not_theirs", "graders/handoff.py": "_why"}
"""Functions that put a reason, or a part of one, into words."""
GIVES = {"passed", "failed", "not_applicable"}


def written(node: ast.expr | None) -> Iterator[str]:
    """The sentences that an expression may be, with `{}` where something is put in."""
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.JoinedStr(values=values):
            yield "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in values)
        case ast.IfExp(body=one, orelse=other):
            yield from written(one)
            yield from written(other)


def reasons_of(path: Path) -> set[str]:
    """The reasons that a grader's source gives."""
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call) and node.args]
    given = [node for node in calls if isinstance(node.func, ast.Attribute) and node.func.attr in GIVES]
    own = [node for node in given if ast.unparse(node.func).startswith("Grade.")]
    return {sentence for node in own for sentence in written(node.args[0])}


def known() -> list[re.Pattern[str]]:
    """The forms that the console translates, the widest ones aside: they would take in anything."""
    forms = re.findall(r'^  \["((?:[^"\\]|\\.)*)", "', CONSOLE.read_text(encoding="utf-8"), re.MULTILINE)
    narrow = [form for form in forms if form not in ("{}, {}", "{} against {}", "it is {}", "asked about {}")]
    return [re.compile(".+".join(map(re.escape, form.split("{}")))) for form in narrow]


@pytest.mark.parametrize("grader", GRADERS, ids=lambda path: path.stem)
def test_each_reason_of_a_grader_has_a_chinese_form(grader: Path) -> None:
    forms = known()
    said = [reason.replace("{}", "7") for reason in reasons_of(grader)]
    assert [reason for reason in said if not any(form.fullmatch(reason) for form in forms)] == []


def test_so_have_the_words_that_reasons_are_made_of() -> None:
    from evals.need_of_person import WHY

    forms, said = known(), set(WHY.values())
    for name, function in BESIDE.items():
        tree = ast.parse((ROOT / "evals" / name).read_text())
        (body,) = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == function)
        said |= {
            text
            for node in ast.walk(body)
            if isinstance(node, ast.Return)
            for text in written(node.value)
            if " " in text
        }
    left = [text for text in said if not any(form.fullmatch(text) for form in forms)]
    assert left in ([], ["it is {}"])
