"""Personal data in texts made unreadable: each contact detail becomes its type, as `[phone]` or `[email]`.

Every detail counts, whoever it belongs to, and a number that could be dialled even where a lead would not keep it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from graphs.contact import DEFAULT_REGIONS, find_details


def mask(text: str, regions: Sequence[str] = DEFAULT_REGIONS) -> str:
    """The text with every contact detail in it replaced by its type."""
    parts: list[str] = []
    end = 0
    for found in find_details(text, regions):
        parts += (text[end : found.start], f"[{found.contact.type}]")
        end = found.end
    return "".join((*parts, text[end:]))


def masked(value: Any, regions: Sequence[str] = DEFAULT_REGIONS) -> Any:
    """The same for all texts in a value of JSON; a number that reads as a detail becomes `[number]`."""
    match value:
        case str():
            return mask(value, regions)
        case Mapping():
            return {name: masked(inner, regions) for name, inner in value.items()}
        case list() | tuple():
            return [masked(inner, regions) for inner in value]
        case int() if not isinstance(value, bool) and find_details(str(value), regions):
            return "[number]"
        case _:
            return value
