"""What a customer says about their wish (budget, time to call, need, purpose), found by plug-ins of `graphs/details`.

A budget and a time to call are told on purpose and always count. A need or a purpose is worth keeping only beside
something to reach the customer by, since every question tells of a need.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from graphs.contact_text import fold
from graphs.turn import Contact, Message


@dataclass(frozen=True, slots=True)
class DetailKind:
    """What each file of `graphs/details` exports as `detail`; `find` reads folded text and yields values as told.

    `alone` where it makes a lead by itself.
    """

    type: str
    alone: bool
    find: Callable[[str], Iterator[tuple[str, str]]]
    """Pairs of the value, normalised, and the words that say it."""


@cache
def detail_kinds() -> tuple[DetailKind, ...]:
    """All kinds by name."""
    package = importlib.import_module("graphs.details")
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__))
    return tuple(importlib.import_module(f"{package.__name__}.{name}").detail for name in names)


def wishes(messages: Iterable[Message], *, reachable: bool) -> tuple[Contact, ...]:
    """The last of each kind that the customer told; `reachable` where a contact detail is known beside it."""
    told: dict[str, Contact] = {}
    for message in messages:
        if message.role == "customer":
            folded = fold(message.text)
            for kind in detail_kinds():
                if kind.alone or reachable:
                    told.update((kind.type, Contact(kind.type, value, raw)) for value, raw in kind.find(folded))
    return tuple(told.values())
