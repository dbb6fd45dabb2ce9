"""Whoever writes what rates rest on notes that it has changed."""

import re
from pathlib import Path

import pytest

import service.storage

FOLDER = Path(service.storage.__file__).parent
RESTED_ON = "conversations|messages|turns|handoffs|grades|leads|lead_fields|rule_hits|assignments|memberships|wages"
WRITES = re.compile(rf"\b(?:insert|update|delete)\((?:{RESTED_ON})\)")
# Who writes without a note of their own, and why nothing is missed.
CALLED_BY_WHO_NOTES = {
    "answer_rows.py": "statements of answers.py",
    "grading.py": "work is queued with a turn, or with what a conversation goes through",
    "lead_rows.py": "statements of answers.py",
    "leads.py": "details come with a turn; settling them changes nothing that rates look at",
    "open_turns.py": "part of writing a turn down",
    "rule_grades.py": "hits are stored with the grade that found them",
}
CHANGES_NOTHING_THEY_LOOK_AT = {
    "archiving.py": "which group what waits belongs to; that members leave is written by groups.py",
    "backlog.py": "leases",
    "briefings.py": "briefings",
    "endings.py": "what a conversation was about, in words",
    "idleness.py": "when a customer was warned; the warning is said by returning.py",
    "judging.py": "grades of judges, which rates leave out",
    "lead_marks.py": "whose lead it is",
    "lead_people.py": "whose lead it is",
    "processes.py": "leases; work that waits goes on waiting",
    "programs.py": "threads",
    "searching.py": "messages go through it on their way from who notes; else words to find them by",
    "routing.py": "groups and places in the line; what customers are told is said by returning.py",
    "waiting.py": "how often a customer was told; what they are told is said by returning.py",
}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.name)
def test_a_module_that_writes_what_rates_rest_on_notes_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    excused = {**CALLED_BY_WHO_NOTES, **CHANGES_NOTHING_THEY_LOOK_AT}
    writes, notes = bool(WRITES.search(text)), "from service.storage.kpi_changes import" in text
    if path.name in excused:
        assert not notes, f"{path.name} need not be excused any more"
    elif writes:
        assert notes, f"{path.name} writes, and does not call mark() of kpi_changes.py"


def test_what_is_excused_still_exists() -> None:
    assert all((FOLDER / name).exists() for name in {**CALLED_BY_WHO_NOTES, **CHANGES_NOTHING_THEY_LOOK_AT})
