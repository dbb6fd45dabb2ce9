"""A table for people who write cases in a spreadsheet: a row a turn, rows with the same id are one conversation.

Columns, in any order, of which `says` alone is needed: id, language, about, tags, critical, says, answered, refused,
silent, handed_off, cites, contains, avoids, conveys, expected_language. Several texts in a cell are separated by ` | `;
in `contains` all of them must be there, and ` / ` separates alternatives of one. Empty cells are not evaluated.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from evals.offline.case import Case, ScriptedTurn
from evals.problems import describe

_OF_CASE = ("id", "language", "about", "tags", "critical")
_TRUTHS = ("answered", "refused", "silent", "handed_off")
_OF_TURN = (*_TRUTHS, "cites", "contains", "avoids", "conveys", "expected_language")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (*_OF_CASE, "says", *_OF_TURN)
_YES, _NO = {"true", "yes", "1", "是"}, {"false", "no", "0", "否"}


def read(lines: Iterable[str], language: str) -> Iterator[tuple[int, Case | str]]:
    """A case when the next id begins; the number is that of its first row."""
    rows = csv.DictReader(io.StringIO("\n".join(lines)))
    if unknown := sorted(set(rows.fieldnames or ()) - set(COLUMNS)) or ("says" not in (rows.fieldnames or ())):
        yield 1, f"unknown columns {unknown}" if isinstance(unknown, list) else "there is no column `says`"
        return
    begun: tuple[int, dict[str, Any]] | None = None
    for row in rows:
        given = {name: _unled((value or "").strip()) for name, value in row.items() if name}
        if not given.get("says"):
            continue
        known = given.get("id") or f"row-{rows.line_num}"
        if begun is not None and begun[1]["id"] != known:
            yield _case(*begun)
            begun = None
        if begun is None:
            head: dict[str, Any] = {name: given[name] for name in ("about",) if given.get(name)}
            if given.get("tags"):
                head["tags"] = _several(given["tags"])
            if given.get("critical"):
                head["critical"] = _truth(given["critical"])
            begun = rows.line_num, {"id": known, "language": given.get("language") or language, "turns": [], **head}
        begun[1]["turns"].append({"says": _several(given["says"]), "expect": _expect(given)})
    if begun is not None:
        yield _case(*begun)


def write(cases: Sequence[Case]) -> Iterator[str]:
    """A row for each turn of the customer's; operators' turns, tools and times have no column."""
    yield _row(COLUMNS)
    for case in cases:
        for turn in (turn for turn in case.turns if turn.says):
            yield _row([_cell(name, case, turn) for name in COLUMNS])


def _case(number: int, given: dict[str, Any]) -> tuple[int, Case | str]:
    try:
        return number, Case.model_validate(given)
    except ValidationError as error:
        return number, describe(error)


def _expect(given: dict[str, str]) -> dict[str, Any]:
    expect: dict[str, Any] = {}
    for name in _TRUTHS:
        if given.get(name):
            expect[name] = _truth(given[name])
    for name in ("cites", "avoids", "conveys"):
        if given.get(name):
            expect[name] = _several(given[name])
    if given.get("contains"):
        expect["contains"] = [one.split(" / ") for one in _several(given["contains"])]
    if given.get("expected_language"):
        expect["language"] = given["expected_language"]
    return expect


def _truth(cell: str) -> Any:
    """Yes or no; anything else stands as it is, such as the reason of a hand-off."""
    return True if cell.lower() in _YES else False if cell.lower() in _NO else cell


def _several(cell: str) -> list[str]:
    return [one.strip() for one in cell.split(" | ") if one.strip()]


def _cell(name: str, case: Case, turn: ScriptedTurn) -> str:
    if name == "says":
        return " | ".join(turn.says or ())
    value = getattr(turn.expect, "language" if name == "expected_language" else name) if name in _OF_TURN else None
    if name in _OF_CASE:
        value = getattr(case, name)
    match value:
        case None | () | "":
            return ""
        case bool():
            return "true" if value else ("" if name == "critical" else "false")
        case list() | tuple():
            return " | ".join(" / ".join(one) if isinstance(one, list) else str(one) for one in value)
        case _:
            return str(value)


def _unled(cell: str) -> str:
    """Without the apostrophe that `write` puts before what a spreadsheet would take for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell


def _row(cells: Iterable[str]) -> str:
    """One line of CSV. What a spreadsheet would take for a formula is led by an apostrophe (OWASP, CSV injection)."""
    file = io.StringIO()
    safe = [f"'{cell}" if cell[:1] in _FORMULA else cell for cell in cells]
    csv.writer(file, lineterminator="").writerow(safe)
    return file.getvalue()
