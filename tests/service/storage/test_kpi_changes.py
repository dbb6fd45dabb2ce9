"""Whoever writes what rates rest on notes that it has changed."""

import re
from pathlib import Path

import pytest

import service.storage

FOLDER = Path(service.storage.__file__).parent
# A migration is a record of what was done once.
MODULES = sorted(path.relative_to(FOLDER) for path in FOLDER.rglob("*.py") if "migrations" not in path.parts)
RESTED_ON = "conversations|messages|turns|handoffs|grades|leads|lead_fields|rule_hits|assignments|memberships|wages"
WRITES = re.compile(rf"\b(?:insert|update|delete)\((?:{RESTED_ON})\)")
# Who writes without a note of their own, and why nothing is missed.
CALLED_BY_WHO_NOTES = {
    "grading/grading.py": "work is queued with a turn, or with what a conversation goes through",
    "grading/rule_grades.py": "hits are stored with the grade that found them",
    "leads/leads.py": "details come with a turn; settling them changes nothing that rates look at",
    "leads/rows.py": "statements of answers.py",
    "messages/answer_rows.py": "statements of answers.py",
    "turns/open_turns.py": "part of writing a turn down",
}
CHANGES_NOTHING_THEY_LOOK_AT = {
    "conversations/idleness.py": "when a customer was warned; the warning is said by returning.py",
    "customers/lead_marks.py": "whose lead it is",
    "grading/judging.py": "grades of judges, which rates leave out",
    "leads/people.py": "whose lead it is",
    "memories/briefings.py": "briefings",
    "memories/endings.py": "what a conversation was about, in words",
    "messages/programs.py": "threads",
    "messages/searching.py": "messages go through it on their way from who notes; else words to find them by",
    "processes.py": "leases; work that waits goes on waiting",
    "routing/archiving.py": "which group what waits belongs to; that members leave is written by groups.py",
    "routing/routing.py": "groups and places in the line; what customers are told is said by returning.py",
    "routing/waiting.py": "how often a customer was told; what they are told is said by returning.py",
    "turns/backlog.py": "leases",
}


@pytest.mark.parametrize("path", MODULES, ids=Path.as_posix)
def test_a_module_that_writes_what_rates_rest_on_notes_it(path: Path) -> None:
    text, name = (FOLDER / path).read_text(encoding="utf-8"), path.as_posix()
    excused = {**CALLED_BY_WHO_NOTES, **CHANGES_NOTHING_THEY_LOOK_AT}
    writes, notes = bool(WRITES.search(text)), "from service.storage.kpi_changes import" in text
    if name in excused:
        assert not notes, f"{name} need not be excused any more"
    elif writes:
        assert notes, f"{name} writes, and does not call mark() of kpi_changes.py"


def test_what_is_excused_still_exists() -> None:
    assert all((FOLDER / name).exists() for name in {**CALLED_BY_WHO_NOTES, **CHANGES_NOTHING_THEY_LOOK_AT})
