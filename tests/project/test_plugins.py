"""The promise of CONTRIBUTING.md: a plug-in is one file that exports one name, with a docstring, and its test."""

import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXPORTS = {
    "service/channels": "channel",
    "service/notifiers": "notifier",
    "knowledge/readers": "reader",
    "evals/graders": "grader",
    "evals/model_judges": "judge",
    "graphs/contacts": "contact",
    "graphs/details": "detail",
}
PLUGINS = [
    pytest.param(file, name, id=str(file.relative_to(ROOT)))
    for folder, name in EXPORTS.items()
    for file in sorted((ROOT / folder).glob("*.py"))
    if file.stem != "__init__"
]


@pytest.mark.parametrize(("file", "name"), PLUGINS)
def test_a_plug_in_exports_its_name_and_has_a_docstring_and_a_test(file: Path, name: str) -> None:
    path = file.relative_to(ROOT).with_suffix("")
    module = importlib.import_module(".".join(path.parts))
    assert hasattr(module, name), f"{path}.py exports no `{name}`"
    assert module.__doc__, f"{path}.py has no docstring"
    assert (ROOT / "tests" / path.parent / f"test_{file.stem}.py").is_file(), f"{path}.py has no test"


@pytest.mark.parametrize("folder", EXPORTS)
def test_each_folder_of_plug_ins_has_some_and_tells_how_to_add_one(folder: str) -> None:
    module = importlib.import_module(folder.replace("/", "."))
    assert any(param.values[0].parent == ROOT / folder for param in PLUGINS)
    assert module.__doc__
    assert "add" in module.__doc__.lower()
