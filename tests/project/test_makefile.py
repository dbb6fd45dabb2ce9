"""`make` explains itself and says what is missing."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def make(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *arguments], cwd=folder, capture_output=True, text=True, check=False)


def test_make_alone_lists_every_target_with_what_it_is_for() -> None:
    targets = set(re.findall(r"^\.PHONY: ([a-z-]+)$", (ROOT / "Makefile").read_text(), re.MULTILINE))
    listed = make().stdout
    assert {"run", "test", "lint", "bench", "web", "format", "clean", "help"} <= targets
    assert targets == set(re.findall(r"^  make ([a-z-]+) +\S", listed, re.MULTILINE))


def test_in_a_fresh_clone_run_installs_the_pinned_versions_builds_the_pages_and_serves(context: Path) -> None:
    planned = make("--dry-run", "run", folder=context).stdout
    python = ["-m venv .venv", "-c constraints.txt -e .", "turnwise serve"]
    pages = ["npm ci", "run --silent --prefix service/web build", "turnwise serve"]
    for steps in (python, pages):
        found = [planned.find(step) for step in steps]
        assert -1 not in found, planned
        assert found == sorted(found)
    assert "[dev]" not in planned


def test_without_a_fitting_python_it_says_what_is_needed(context: Path) -> None:
    refused = make("PYTHON=", "run", folder=context)
    assert refused.returncode != 0
    assert "Python 3.11 or newer" in refused.stderr
