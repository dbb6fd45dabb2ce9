"""The file of a target: its kind chooses the module, and what is wrong is told with the field."""

from pathlib import Path

import pytest

from evals.offline.target import TargetError
from evals.offline.targets import load_kinds, read_target


def test_every_kind_has_a_docstring_and_a_test() -> None:
    kinds = load_kinds()
    assert set(kinds) == {"http", "openai"}
    for kind in kinds:
        assert (Path(__file__).parent / f"test_{kind}.py").is_file()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("kind: smoke\n", "kind: must be one of http, openai"),
        ("[", "cannot be read"),
        ("kind: openai\nurl: ftp://x\n", "url: "),
        ("kind: http\nurl: http://x\nbody: {}\nreply: text\n", "reply: "),
        ("kind: openai\nurl: http://x\ncolour: red\n", "colour: "),
    ],
)
def test_a_bad_file_is_told_with_the_field(tmp_path: Path, content: str, told: str) -> None:
    file = tmp_path / "target.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(TargetError, match=told):
        read_target(file, {})
    with pytest.raises(TargetError, match="cannot be read"):
        read_target(tmp_path / "none.yaml", {})
