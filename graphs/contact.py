"""Contact details in running text, found by the plug-ins of `graphs/contacts`: whoever they belong to.

Which of them are the customer's own, and what became of them in the conversation, tells `graphs.lead`.
"""

import importlib
import pkgutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from graphs.contact_text import fold
from graphs.turn import Contact

DEFAULT_REGIONS = ("CN", "US")


@dataclass(frozen=True, slots=True)
class Found:
    """A detail at text[start:end]; a detail that overlaps one of a kind with a smaller `rank` is dropped."""

    contact: Contact
    start: int
    end: int


class FindContacts(Protocol):
    """What a kind of contact detail exports as `find`: it reads folded text (`graphs.contact_text`) and may leave
    `raw` empty. `regions` are the countries of numbers without a prefix. Nearly all messages hold nothing of a kind:
    look first for what it cannot do without (`holds_any`)."""

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


def find_details(text: str, regions: Sequence[str] = DEFAULT_REGIONS) -> tuple[Found, ...]:
    """Every detail in the order of the text, with `raw` as written; a stretch of text belongs to one kind only."""
    folded = fold(text)
    taken: list[Found] = []
    for kind in contact_kinds():
        for found in kind.find(folded, regions):
            if all(found.end <= other.start or found.start >= other.end for other in taken):
                raw = text[found.start : found.end]
                taken.append(replace(found, contact=replace(found.contact, raw=raw)))
    return tuple(sorted(taken, key=lambda found: found.start))
