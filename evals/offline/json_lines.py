"""What formats of JSON share: a model a line, or an item of a JSON array, and a case of each.

A line that Turnwise writes carries the whole case along, under `turnwise`. It comes back exactly, unless somebody
changed what the other system shows of it: then that counts, and what it has no place for is lost.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import orjson
from pydantic import BaseModel, ValidationError

from evals.offline.case import AnyCase, Case, as_case
from evals.problems import describe


class Said(BaseModel):
    """A message, as most formats write it."""

    role: str
    content: str


Line = TypeVar("Line", bound=BaseModel)


def cases_of(
    lines: Iterable[str], model: type[Line], given: Callable[[Line, int], Mapping[str, Any]]
) -> Iterator[tuple[int, AnyCase | str]]:
    """(line number, case, or what is wrong with the line); empty lines are passed over. Of an array, the item's number.

    `given` makes a case's fields of a line that fits the model, and of its number.
    """
    for number, line in _lines(lines):
        try:
            yield number, as_case(given(model.model_validate_json(line), number))
        except ValidationError as error:
            yield number, describe(error)


def carried(case: Case) -> dict[str, Any]:
    """The whole case, to be carried along in a line."""
    return case.model_dump(mode="json", exclude_defaults=True)


def unedited(
    kept: Mapping[str, Any] | None, shown: Callable[[Case], Mapping[str, Any]], seen: Mapping[str, Any]
) -> Mapping[str, Any] | None:
    """The case that was carried along, where what is `seen` is what it was `shown` as; else None.

    Raises pydantic's ValidationError where what was carried is no case.
    """
    return kept if kept is not None and shown(Case.model_validate(kept)) == seen else None


def _lines(lines: Iterable[str]) -> Iterable[tuple[int, str]]:
    """The lines that are not empty; the items where all of them are one array."""
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not numbered or not numbered[0][1].lstrip().startswith("["):
        return numbered
    try:
        items = orjson.loads("\n".join(line for _, line in numbered))
    except orjson.JSONDecodeError:
        return numbered
    return ((number, orjson.dumps(item).decode()) for number, item in enumerate(items, 1))
