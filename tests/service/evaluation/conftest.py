"""A shelf with two small suites, and commands that stand in for `turnwise eval run`."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from service.evaluation.options import Options
from service.evaluation.shelf import Shelf

CASE = '{"id": "%s", "language": "en", "turns": [{"says": "Do you ship to France?", "expect": {"answered": true}}]}\n'
HEAD = "name: %s\ndescription: One question.\nlanguages: [en]\n"

# Tells a case and a run for each suite but the first HELD ones of the list, where it waits for ever.
SCRIPT = """
import json, sys, time
held, folders = int(sys.argv[1]), sys.argv[2:]
for number, folder in enumerate(folders):
    if number == held:
        time.sleep(600)
    print(json.dumps({"run": folder, "case": {}}), flush=True)
    print(json.dumps({"id": "run of " + folder.rpartition("/")[2], "ok": True}), flush=True)
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Two suites, `own/one` and `own/two`."""
    for name in ("one", "two"):
        folder = tmp_path / "suites" / name
        folder.mkdir(parents=True)
        (folder / "suite.yaml").write_text(HEAD % name)
        (folder / "cases.jsonl").write_text(CASE % f"case-of-{name}")
    return Shelf(tmp_path / "suites")


class Command:
    """A command that plays all suites but those from number `held` on; `folders` is what it was called with."""

    def __init__(self, held: int = 99, script: str = SCRIPT) -> None:
        self.held, self.script = held, script
        self.folders: list[list[str]] = []

    def __call__(
        self, folders: Sequence[Path], _options: Options, _targets: Mapping[str, Path], _runs: Path
    ) -> list[str]:
        self.folders.append([folder.name for folder in folders])
        return [sys.executable, "-c", self.script, str(self.held), *map(str, folders)]


@pytest.fixture
def command() -> Callable[..., Command]:
    """Makes commands."""
    return Command
