"""What a person is told about input that does not fit."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_PREFIX = "Value error, "


def plain(message: str) -> str:
    """What pydantic says of a field, without the kind of error that it puts before a sentence of our own."""
    return message.removeprefix(_PREFIX)


def placed(problem: ErrorDetails) -> str:
    """What is wrong with which field; a rule on several fields names them in its own words."""
    return ": ".join(filter(None, (".".join(map(str, problem["loc"])), plain(problem["msg"]))))


def describe(error: ValidationError) -> str:
    """What is wrong with which field, in one line."""
    problems = error.errors(include_url=False, include_input=False, include_context=False)
    return "; ".join(map(placed, problems))
