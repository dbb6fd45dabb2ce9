"""Contact details in a customer's own words, found by the plug-ins of `graphs/contacts`."""

import importlib
import pkgutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from graphs.turn import Contact, Message

DEFAULT_REGIONS = ("CN", "US")


@dataclass(frozen=True, slots=True)
class Found:
    """A detail at text[start:end]; a detail that overlaps one of a kind with a smaller `rank` is dropped."""

    contact: Contact
    start: int
    end: int


class FindContacts(Protocol):
    """What a kind of contact detail exports as `find`. `regions` are the countries of numbers without a prefix."""

    def __call__(self, text: str, regions: Sequence[str]) -> Iterable[Found]: ...


@dataclass(frozen=True, slots=True)
class ContactKind:
    """What each file of `graphs/contacts` exports as `contact`: the lower the rank, the surer the kind."""

    type: str
    rank: int
    find: FindContacts


@cache
def contact_kinds() -> tuple[ContactKind, ...]:
    """All kinds, the surest first."""
    package = importlib.import_module("graphs.contacts")
    modules = (
        importlib.import_module(f"{package.__name__}.{found.name}") for found in pkgutil.iter_modules(package.__path__)
    )
    return tuple(sorted((module.contact for module in modules), key=lambda kind: kind.rank))


def find_contacts(text: str, regions: Sequence[str] = DEFAULT_REGIONS) -> tuple[Contact, ...]:
    """Each detail once, in the order of the text; a stretch of text belongs to one kind only."""
    taken: list[Found] = []
    for kind in contact_kinds():
        for found in kind.find(text, regions):
            if all(found.end <= other.start or found.start >= other.end for other in taken):
                taken.append(found)
    taken.sort(key=lambda found: found.start)
    unique = {(found.contact.type, found.contact.value): found.contact for found in taken}
    return tuple(unique.values())


def known_contacts(messages: Iterable[Message], regions: Sequence[str] = DEFAULT_REGIONS) -> tuple[Contact, ...]:
    """Every detail that the customer gave in these messages, each once."""
    unique = {
        (contact.type, contact.value): contact
        for message in messages
        if message.role == "customer"
        for contact in find_contacts(message.text, regions)
    }
    return tuple(unique.values())
