"""A name in a text."""

from typing import NamedTuple


class Name(NamedTuple):
    """Said at text[start:end]; `value` puts it in order where it is told in pieces."""

    start: int
    end: int
    value: str
