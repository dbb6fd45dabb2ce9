"""What the checks of prompts find: each case is a file as somebody might leave it."""

from pathlib import Path

import pytest

from prompts import SHIPPED
from prompts.linting import lint_folder

HEAD = "---\nversion: 5\ninputs: [business]\n---\n"
LONG = "Keep to the rules. " * 100


def found(folder: Path, name: str, text: str | bytes) -> list[tuple[int, str, str]]:
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return [(one.line, one.severity, one.kind) for one in lint_folder(folder)]


def replies(language: str, old: str, new: str) -> str:
    text = (SHIPPED / f"replies.{language}.yaml").read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new)


def test_nothing_is_wrong_with_what_is_shipped() -> None:
    assert lint_folder() == []


def test_nothing_is_wrong_with_copies_of_what_is_shipped(tmp_path: Path) -> None:
    (tmp_path / "judge").mkdir()
    for path in [*SHIPPED.rglob("*.md"), *SHIPPED.glob("*.yaml")]:
        (tmp_path / path.relative_to(SHIPPED)).write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert lint_folder(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "line", "kind"),
    [
        ("You answer.", 1, "front_matter"),
        (f"\ufeff{HEAD}{{{{ business }}}}", 1, "front_matter"),
        ("---\nversion: 5\ninputs: [\n---\n{{ business }}", 3, "front_matter"),
        ("---\njust words\n---\n{{ business }}", 2, "front_matter"),
        ("---\ninputs: [business]\n---\n{{ business }}", 2, "front_matter"),
        ("---\nversion: 5\ninputs: [business]\nmood: good\n---\n{{ business }}", 4, "front_matter"),
        ("---\nversion: 5\ninputs: 5\n---\n{{ business }}", 3, "front_matter"),
        (f"{HEAD}You answer.", 3, "variable"),
        ("---\nversion: 5\ninputs: []\n---\n{{ business }}", 3, "variable"),
        ("---\nversion: 5\ninputs: [business, mood]\n---\n{{ business }}", 3, "variable"),
        (f"{HEAD}{{{{ business }}}}\n\nBe {{{{ mood }}}}.", 7, "variable"),
        (f"{HEAD}{{{{ business }}}}\nOf {{{{ Business }}}}", 6, "variable"),
        (f"{HEAD}{{{{ business }}}}\nOf {{{{ business", 6, "variable"),
        (f"{HEAD}{{{{ business }}}}\n".encode() + "您".encode("gb18030"), 6, "encoding"),
    ],
    ids=[
        "no front matter",
        "byte order mark",
        "no YAML",
        "no keys",
        "no version",
        "unknown key",
        "inputs are no list",
        "variable not used",
        "variable not declared",
        "declared, filled in by nothing",
        "used, filled in by nothing",
        "capital letter",
        "braces not closed",
        "not UTF-8",
    ],
)
def test_a_prompt_that_could_not_be_used_is_told_by_its_line(
    tmp_path: Path, text: str | bytes, line: int, kind: str
) -> None:
    assert found(tmp_path, "answer.md", text) == [(line, "error", kind)]


def test_a_prompt_without_text_is_told(tmp_path: Path) -> None:
    assert found(tmp_path, "summary.md", "---\nversion: 1\ninputs: []\n---\n") == [(5, "error", "variable")]


@pytest.mark.parametrize("version", ["2", "3-shop"])
def test_a_version_that_is_behind_or_cannot_be_compared_is_a_warning(tmp_path: Path, version: str) -> None:
    text = f"---\nversion: {version}\ninputs: [business]\n---\n{{{{ business }}}}"
    assert found(tmp_path, "answer.md", text) == [(2, "warning", "version")]


def test_what_changes_between_requests_belongs_behind_long_text(tmp_path: Path) -> None:
    head = "---\nversion: 1\ninputs: [problem]\n---\n"
    assert found(tmp_path, "repair.md", f"{head}Not sent: {{{{ problem }}}}\n{LONG}") == [(5, "warning", "cache")]
    assert found(tmp_path, "repair.md", f"{head}{LONG}\nNot sent: {{{{ problem }}}}") == []
    (tmp_path / "repair.md").unlink()
    assert found(tmp_path, "answer.md", f"{HEAD}For {{{{ business }}}}\n{LONG}") == []
    text = f"{HEAD}For {{{{ business }}}} and {{{{ mood }}}}\n{LONG}"
    assert found(tmp_path, "answer.md", text) == [(5, "error", "variable")]


@pytest.mark.parametrize(("name", "meant"), [("anwser.md", "answer.md"), ("replies.fr.yaml", "replies.en.yaml")])
def test_a_file_that_takes_the_place_of_nothing_is_told_with_what_was_meant(
    tmp_path: Path, name: str, meant: str
) -> None:
    assert found(tmp_path, name, "Hello") == [(1, "error", "file")]
    assert meant in lint_folder(tmp_path)[0].problem or name.startswith("replies")


def test_what_judges_are_asked_is_checked_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "judge").mkdir()
    assert found(tmp_path, "judge/politeness.md", "---\nversion: 1\ninputs: []\n---\nIs it polite?") == []
    assert found(tmp_path, "judge/politeness.md", "---\nversion: 1\ninputs: []\n---\nIs {{ it }} polite?") == [
        (5, "error", "variable")
    ]
    (tmp_path / "judge" / "politeness.md").unlink()
    assert found(tmp_path, "judge/politenes.md", "Is it?") == [(1, "error", "file")]
    (tmp_path / "judge" / "politenes.md").unlink()
    assert found(tmp_path, "politeness.md", "---\nversion: 1\ninputs: []\n---\nIs it?") == [(1, "error", "file")]


def test_notes_and_hidden_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*~")
    assert found(tmp_path, "README.md", "Ours.") == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_replies_that_are_not_as_shipped_are_told_in_both_languages(tmp_path: Path, language: str) -> None:
    name = f"replies.{language}.yaml"
    assert found(tmp_path, name, replies(language, "greeting:", "greeeting:")) == [
        (1, "error", "reply"),
        (2, "error", "reply"),
    ]
    assert found(tmp_path, name, replies(language, "thanks:", "greeting: Hi\nthanks:")) == [(3, "error", "reply")]
    assert found(tmp_path, name, replies(language, "{{ time }}", "")) == [(line_of("promise"), "error", "variable")]
    assert found(tmp_path, name, replies(language, "greeting:", 'greeting: "{{ name }}" #')) == [
        (2, "error", "variable")
    ]


@pytest.mark.parametrize("value", ["yes", "5", "", "[a]", "{{ name }}"])
def test_a_reply_that_is_no_text_is_told(tmp_path: Path, value: str) -> None:
    text = replies("en", "greeting:", f"greeting: {value} #")
    assert found(tmp_path, "replies.en.yaml", text) == [(2, "error", "reply")]


@pytest.mark.parametrize(("text", "line"), [("- Hello", 1), ("greeting: Hello\nthanks: [", 2), ("", 1), ("a: \x07", 1)])
def test_a_file_of_replies_that_maps_nothing_is_told(tmp_path: Path, text: str, line: int) -> None:
    assert found(tmp_path, "replies.zh.yaml", text) == [(line, "error", "reply")]


def line_of(name: str) -> int:
    lines = (SHIPPED / "replies.en.yaml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(f"{name}:"))
