"""Regular expressions of quality managers, by RE2: in time that grows with the text alone, whatever they wrote.

https://github.com/google/re2/wiki/Syntax; it knows no look-around and no back-references, which is why it is safe.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import re2

from evals.rules.folding import fold

_MAX_BYTES = 4 << 20
_UNKNOWN = {"(?=": "look-ahead", "(?!": "look-ahead", "(?<": "look-behind", "\\": "back-reference or escape"}


class BadPattern(ValueError):
    """The pattern cannot be used; the message says why."""


@lru_cache(maxsize=512)
def compiled(pattern: str) -> Any:
    """The pattern as RE2 runs it, whatever the case. Raises BadPattern."""
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    options.max_mem = _MAX_BYTES
    try:
        ready = re2.compile(_folded(pattern), options)
    except re2.error as error:
        raise BadPattern(_told(pattern, error)) from error
    if ready.search("") is not None:
        raise BadPattern(f"the pattern {pattern!r} matches nothing at all: it would hit every reply")
    return ready


def spans(pattern: str, folded: str) -> Iterator[tuple[int, int]]:
    """Every place that the pattern matches, without overlap."""
    for found in compiled(pattern).finditer(folded):
        if found.end() > found.start():
            yield found.span()


def _folded(pattern: str) -> str:
    """What is not ASCII as it stands in folded text: `（` there is `(`, and 臺 is 台."""
    return "".join(one if one.isascii() or not fold(one) else _literal(one) for one in pattern)


def _literal(character: str) -> str:
    form = fold(character)
    return form if form == character else str(re2.escape(form))


def _told(pattern: str, error: Exception) -> str:
    reason = error.args[0].decode("utf-8", "replace") if isinstance(error.args[0], bytes) else str(error)
    hint = next((f" ({name}s are not supported)" for mark, name in _UNKNOWN.items() if mark in reason), "")
    return f"the pattern {pattern!r} cannot be used: {reason}{hint}"
