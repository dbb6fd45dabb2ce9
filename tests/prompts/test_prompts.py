from pathlib import Path

import pytest

from prompts import PromptError, load_prompt


def written(folder: Path, text: str) -> Path:
    (folder / "note.md").write_text(text, encoding="utf-8")
    return folder


def test_the_answering_prompt_loads_and_renders() -> None:
    prompt = load_prompt("answer")
    assert "Lumen & Oak" in prompt.render(business="Lumen & Oak", style="- Short.")
    assert "{{" not in prompt.render(business="Lumen & Oak", style="- Short.")


def test_missing_and_extra_variables_are_refused(tmp_path: Path) -> None:
    prompt = load_prompt("note", written(tmp_path, "---\nversion: 1\ninputs: [name]\n---\nHello {{ name }}"))
    assert prompt.render(name="Jane") == "Hello Jane"
    for values in ({}, {"name": "Jane", "age": "30"}, {"nam": "Jane"}):
        with pytest.raises(PromptError):
            prompt.render(**values)


def test_a_value_is_never_read_as_a_template(tmp_path: Path) -> None:
    prompt = load_prompt("note", written(tmp_path, "---\nversion: 1\ninputs: [a, b]\n---\n{{ a }} {{ b }}"))
    assert prompt.render(a="{{ b }}", b="\\1") == "{{ b }} \\1"


@pytest.mark.parametrize(
    "text",
    [
        "Hello",
        "---\nversion: 1\n---\nHello",
        "---\nversion: 1\ninputs: [name]\n---\nHello",
        "---\nversion: 1\ninputs: []\n---\nHello {{ name }}",
        "---\nversion: 1\ninputs: []\nmood: good\n---\nHello",
    ],
    ids=["no front matter", "no inputs", "declared, not used", "used, not declared", "unknown key"],
)
def test_a_file_that_does_not_keep_its_promise_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(PromptError):
        load_prompt("note", written(tmp_path, text))


def test_the_digest_changes_with_every_change(tmp_path: Path) -> None:
    head = "---\nversion: 1\ninputs: []\n---\n"
    before = load_prompt("note", written(tmp_path, f"{head}Hello")).digest
    assert load_prompt("note", written(tmp_path, f"{head}Hello!")).digest != before


def test_an_installation_s_own_file_takes_the_place_of_the_one_shipped(tmp_path: Path) -> None:
    (tmp_path / "answer.md").write_text("---\nversion: 9\ninputs: [business]\n---\n{{ business }}", encoding="utf-8")
    assert load_prompt("answer", tmp_path).version == "9"
    (tmp_path / "empty").mkdir()
    assert load_prompt("answer", tmp_path / "empty").version != "9"


def test_an_unknown_prompt_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match=r"nothing\.md"):
        load_prompt("nothing", tmp_path)


def test_a_folder_of_own_prompts_that_does_not_exist_is_an_error_not_the_shipped_prompts(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="no folder"):
        load_prompt("answer", tmp_path / "mistyped")
