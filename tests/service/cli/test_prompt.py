"""`turnwise prompt`: shipped and own prompts as the command line shows and checks them."""

from pathlib import Path

import pytest

from prompts import SHIPPED, load_prompt
from prompts.replies import load_replies
from tests.service.cli.conftest import Done, Turnwise, call

OUTDATED = "---\nversion: 2\ninputs: [business]\n---\nYou answer for {{ business }}.\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an installation's own prompts, empty yet."""
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setenv("TURNWISE_PROMPTS", str(folder))
    return folder


@pytest.fixture
def turnwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Turnwise:
    """Prompts need neither a model nor a database."""

    def run(*arguments: object, stdin: bytes = b"") -> Done:
        return call(monkeypatch, tmp_path / "data", ["prompt", *map(str, arguments)], stdin)

    return run


def test_prompts_are_listed_with_the_digests_of_turns_and_where_they_come_from(turnwise: Turnwise, own: Path) -> None:
    (own / "answer.md").write_text(OUTDATED)
    listed = {record["name"]: record for record in turnwise("list", "--json").records}
    assert list(listed) == [
        "answer",
        "customer",
        "ending",
        "memory",
        "polish",
        "repair",
        "rerank",
        "rewrite",
        "summary",
        "triage",
        *(f"judge/{path.stem}" for path in sorted((SHIPPED / "judge").glob("*.md"))),
        "replies.en",
        "replies.zh",
    ]
    assert listed["answer"] == {
        "name": "answer",
        "version": "2",
        "digest": load_prompt("answer", own).digest,
        "origin": "own",
        "path": str(own / "answer.md"),
        "outdated": True,
    }
    assert (listed["triage"]["origin"], listed["triage"]["outdated"]) == ("shipped", False)
    assert {listed[f"replies.{language}"]["digest"] for language in ("en", "zh")} == {load_replies().digest}
    assert "is shipped by now" in turnwise("list").out


def test_the_text_in_force_is_shown_as_it_is(turnwise: Turnwise, own: Path) -> None:
    assert turnwise("show", "answer").out == (SHIPPED / "answer.md").read_text(encoding="utf-8")
    (own / "answer.md").write_text(OUTDATED)
    assert turnwise("show", "answer.md").out == OUTDATED
    assert turnwise("show", "answer", "--shipped").out == (SHIPPED / "answer.md").read_text(encoding="utf-8")
    assert turnwise("show", "replies.zh", "--json").records[0]["text"].startswith("#")
    unknown = turnwise("show", "anwser")
    assert (unknown.code, "answer, customer, ending, memory" in unknown.err) == (2, True)


def test_a_judges_prompt_is_named_with_its_folder(turnwise: Turnwise, own: Path) -> None:
    (own / "judge").mkdir()
    (own / "judge" / "politeness.md").write_text("---\nversion: 0\ninputs: []\n---\nIs it polite?\n")
    listed = {record["name"]: record for record in turnwise("list", "--json").records}
    assert (listed["judge/politeness"]["origin"], listed["judge/groundedness"]["origin"]) == ("own", "shipped")
    assert turnwise("show", "judge/politeness").out.endswith("Is it polite?\n")
    assert turnwise("diff", "judge/politeness").out.startswith("--- shipped/judge/politeness.md\n+++ ")
    linted = turnwise("lint")
    assert "see turnwise prompt diff judge/politeness" in linted.out.replace("\n", " ")


def test_lint_names_file_and_line_and_decides_the_exit_code(turnwise: Turnwise, own: Path) -> None:
    assert turnwise("lint").code == 0
    (own / "answer.md").write_text(OUTDATED)
    warned = turnwise("lint")
    assert (warned.code, "errors: 0, warnings: 1" in warned.err) == (0, True)
    (own / "rewrite.md").write_text("---\nversion: 1\ninputs: []\n---\nRewrite {{ this }}.\n")
    failed = turnwise("lint")
    assert failed.code == 1
    assert f"{own / 'rewrite.md'}:5: error: nothing fills in {{{{ this }}}}" in failed.out
    (record,) = turnwise("lint", own / "rewrite.md", "--json").records
    assert (record["line"], record["severity"], record["kind"]) == (5, "error", "variable")
    assert turnwise("lint", own / "nowhere").code == 2


def test_own_prompts_are_compared_with_those_shipped(turnwise: Turnwise, own: Path) -> None:
    assert "is the one shipped" in turnwise("diff", "answer").err
    (own / "answer.md").write_text(OUTDATED)
    shown = turnwise("diff")
    assert shown.code == 0
    assert shown.out.startswith("--- shipped/answer.md\n+++ ")
    assert "\n+You answer for {{ business }}.\n" in shown.out
    shipped = (SHIPPED / "answer.md").read_text(encoding="utf-8").partition("version: ")[2].split()[0]
    assert f"version 2 was copied, {shipped} is shipped by now" in shown.err
    (record,) = turnwise("diff", "answer", "--json").records
    assert (record["version"], record["shipped_version"], record["outdated"]) == ("2", shipped, True)
    assert record["diff"] == shown.out
    (own / "answer.md").write_bytes((SHIPPED / "answer.md").read_bytes())
    assert "says what the one shipped says" in turnwise("diff").err


def test_a_folder_that_is_not_there_and_a_file_that_is_no_text_are_told(turnwise: Turnwise, own: Path) -> None:
    (own / "answer.md").write_bytes(b"\xff\xfe")
    unreadable = turnwise("list")
    assert (unreadable.code, "answer.md is not UTF-8" in unreadable.err) == (1, True)
    (own / "answer.md").unlink()
    own.rmdir()
    for command in ("list", "lint", "diff"):
        missing = turnwise(command)
        assert (missing.code, "TURNWISE_PROMPTS: there is no folder" in missing.err) == (1, True)
