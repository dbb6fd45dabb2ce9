"""What style asks for and no linter checks."""

import statistics
from pathlib import Path

ROOT = Path(__file__).parents[2]
# A migration is a record of what was done once: it is not edited, so not split either.
RECORDS = "service/storage/migrations/versions"
PACKAGES = ("service", "graphs", "knowledge", "evals", "prompts", "tests")
FILES = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py") if "node_modules" not in file.parts]


def lines_of(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_250_lines_and_half_are_under_100() -> None:
    written = [file for file in FILES if not file.is_relative_to(ROOT / RECORDS)]
    lengths = {str(file.relative_to(ROOT)): lines_of(file) for file in written}
    assert {name: length for name, length in lengths.items() if length > 250} == {}
    assert statistics.median(lengths.values()) < 100


def test_nothing_is_left_to_be_done_later() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in FILES
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if any(mark in line for mark in marks)
    ]
    assert found == []
