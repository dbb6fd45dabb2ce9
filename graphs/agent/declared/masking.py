"""Arguments as they are recorded: without the contact details in them."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphs.contact import find_contacts


def masked(arguments: Mapping[str, Any], regions: Sequence[str]) -> dict[str, Any]:
    """The arguments with each phone number, address and the like as `[phone]`, `[email]`, ..."""
    return {name: _masked(value, regions) for name, value in arguments.items()}


def _masked(value: Any, regions: Sequence[str]) -> Any:
    match value:
        case str():
            for contact in find_contacts(value, regions):
                value = value.replace(contact.raw, f"[{contact.type}]")
            return value
        case dict():
            return masked(value, regions)
        case list():
            return [_masked(one, regions) for one in value]
        case int() if not isinstance(value, bool) and find_contacts(str(value), regions):
            return "[number]"
        case _:
            return value
