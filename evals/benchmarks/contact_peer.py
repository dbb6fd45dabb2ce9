"""Other ways to find contact details, measured beside Turnwise: every module of `evals/benchmarks/contact_peers/`.

A module has a NAME, the PACKAGES that it needs, the TYPES that it finds and `reader()`, which makes a function from a
text to the details in it, `raw` as written.
"""

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from evals.benchmarks import contact_peers
from graphs.turn import Contact

INSTALL = "pip install -e .[benchmark]"


@dataclass(frozen=True, slots=True)
class ContactPeer:
    """One of them, ready to read."""

    name: str
    types: frozenset[str]
    read: Callable[[str], Sequence[Contact]]


def find_contact_peers(tell: Callable[[str], None]) -> list[ContactPeer]:
    """Those that can run; each of the others is named in a line that says how to install it."""
    found = []
    for module in sorted(pkgutil.iter_modules(contact_peers.__path__), key=lambda module: module.name):
        loaded = importlib.import_module(f"{contact_peers.__name__}.{module.name}")
        missing = [package for package in loaded.PACKAGES if find_spec(package) is None]
        if missing:
            tell(f"{loaded.NAME} is left out, {', '.join(missing)} is missing: {INSTALL}")
        else:
            found.append(ContactPeer(loaded.NAME, frozenset(loaded.TYPES), loaded.reader()))
    return found
