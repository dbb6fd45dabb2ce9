"""What formats of JSON Lines share: a model a line, and a case of each."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from evals.offline.case import Case
from evals.problems import describe


class Said(BaseModel):
    """A message, as most formats write it."""

    role: str
    content: str


Line = TypeVar("Line", bound=BaseModel)


def cases_of(
    lines: Iterable[str], model: type[Line], given: Callable[[Line, int], dict[str, Any]]
) -> Iterator[tuple[int, Case | str]]:
    """(line number, case, or what is wrong with the line); empty lines are passed over.

    `given` makes a case's fields of a line that fits the model, and of its number.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield number, Case.model_validate(given(model.model_validate_json(line), number))
        except ValidationError as error:
            yield number, describe(error)
