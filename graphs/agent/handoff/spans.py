"""Opening hours of one day as people write them: "09:00-12:30", any number of them."""

import re
from functools import cache
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)")


@cache
def minutes_of(span: str) -> tuple[int, int]:
    """Start and end of a span in minutes after midnight. Raises PydanticCustomError, a ValueError."""
    match = _SPAN.fullmatch(span.replace(" ", "").replace("–", "-"))
    if match is None:
        raise PydanticCustomError("not_a_span", "write hours as 09:00-18:00")
    start = int(match[1]) * 60 + int(match[2])
    end = int(match[3]) * 60 + int(match[4]) if match[3] else 24 * 60
    if end <= start:
        raise PydanticCustomError(
            "span_backwards", "the end must be later than the start; write a night as 22:00-24:00 and 00:00-06:00"
        )
    return start, end


def _in_order(spans: tuple[str, ...]) -> tuple[str, ...]:
    ordered = sorted(spans, key=minutes_of)
    for earlier, later in pairwise(ordered):
        if minutes_of(later)[0] < minutes_of(earlier)[1]:
            raise PydanticCustomError("spans_overlap", "these hours overlap")
    return tuple(ordered)


OpenHours = Annotated[tuple[str, ...], Field(max_length=12), AfterValidator(_in_order)]
