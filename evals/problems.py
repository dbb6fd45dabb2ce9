"""What a person is told about input that does not fit."""

from pydantic import ValidationError


def describe(error: ValidationError) -> str:
    """What is wrong with which field, in one line."""
    parts = []
    for problem in error.errors(include_url=False, include_input=False, include_context=False):
        where = ".".join(str(step) for step in problem["loc"])
        parts.append(f"{where}: {problem['msg']}" if where else problem["msg"])
    return "; ".join(parts)
