"""The benchmarks: every module of `evals/benchmarks` with a `run`.

`async def run(data, hear, *, ...) -> list[Row]`: `data` is the folder of public sets, None where it may do without;
`hear` is told what is under way, as text, or of a row as it is measured; a row is a dataclass of figures. Options that
a user may set are keyword arguments (`tuning`, `cross_fit`, `chunks`, `embed`, `turns`, `deliveries`, `conversations`,
`postgres`, `peers`); one that takes `open_store`, `open_turns`, `open_rates`, `open_channel` or `fill_inbox` is handed
the database, `demo_knowledge` the folder of the demo's documents.
"""

import importlib
import pkgutil
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import asdict, dataclass
from inspect import Parameter, signature
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

from evals import benchmarks

Run = Callable[..., Coroutine[Any, Any, Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One of them; `summary` is the first paragraph of its module's docstring, `options` what its run may be told."""

    name: str
    summary: str
    needs_data: bool
    options: frozenset[str]
    run: Run

    def handed(self) -> dict[str, Any]:
        """What it needs of the service, by argument."""
        from service import demo
        from service.cli.benchmark_channels import open_channel
        from service.cli.benchmark_inbox import fill_inbox
        from service.cli.benchmark_rates import open_rates
        from service.cli.benchmark_store import open_store
        from service.cli.benchmark_turns import open_turns

        demo_knowledge = Path(demo.__file__).parent / "knowledge"
        databases = {
            "open_store": open_store,
            "open_turns": open_turns,
            "open_rates": open_rates,
            "open_channel": open_channel,
            "fill_inbox": fill_inbox,
        }
        known = {**databases, "demo_knowledge": demo_knowledge}
        return {name: value for name, value in known.items() if name in self.options}


def find_benchmarks() -> dict[str, Benchmark]:
    """All benchmarks by name."""
    found = {}
    for module in sorted(pkgutil.iter_modules(benchmarks.__path__), key=lambda module: module.name):
        loaded = importlib.import_module(f"{benchmarks.__name__}.{module.name}")
        if callable(getattr(loaded, "run", None)):
            found[module.name] = _benchmark(module.name, loaded)
    return found


def figures(row: Any) -> dict[str, Any]:
    """A row as JSON holds it."""
    return asdict(row)


def _benchmark(name: str, module: ModuleType) -> Benchmark:
    summary = " ".join((module.__doc__ or "").strip().partition("\n\n")[0].split())
    given = signature(module.run).parameters.values()
    options = frozenset(one.name for one in given if one.kind is Parameter.KEYWORD_ONLY)
    return Benchmark(name, summary, type(None) not in _alternatives(module.run), options, module.run)


def _alternatives(run: Run) -> Sequence[Any]:
    return getattr(get_type_hints(run)["data"], "__args__", ())
