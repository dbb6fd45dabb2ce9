"""Which peers can be measured here: every module of `evals/benchmarks/peers/` whose packages are installed."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec

from evals.benchmarks import peers
from evals.benchmarks.peer import Corpus, Ranking

INSTALL = "pip install -e .[benchmark]"


@dataclass(frozen=True, slots=True)
class Peer:
    """A system, or an approach. `rankings` makes it for a corpus: by configuration, the best of which is reported."""

    name: str
    rankings: Callable[[Corpus], Mapping[str, Ranking]]


def find_peers(tell: Callable[[str], None]) -> list[Peer]:
    """Those that can run; each of the others is named in a line that says how to install it."""
    found = []
    for module in sorted(pkgutil.iter_modules(peers.__path__), key=lambda module: module.name):
        loaded = importlib.import_module(f"{peers.__name__}.{module.name}")
        missing = [package for package in loaded.PACKAGES if find_spec(package) is None]
        if missing:
            tell(f"{loaded.NAME} is left out, {', '.join(missing)} is missing: {INSTALL}")
        else:
            found.append(Peer(loaded.NAME, loaded.rankings))
    return found
