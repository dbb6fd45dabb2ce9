"""`turnwise bench`: the project's own measurements, on this machine."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli import options
from service.cli.failing import fail, misused

if TYPE_CHECKING:
    from service.cli.benchmarks import Benchmark


def command(
    name: Annotated[str | None, typer.Argument(help="Which; all of them by default.", show_default=False)] = None,
    data: Annotated[
        Path | None,
        typer.Option(help="The folder of public data sets that some need.", exists=True, file_okay=False),
    ] = None,
    list_all: Annotated[bool, typer.Option("--list", help="List the benchmarks.")] = False,
    json: options.Json = False,
) -> None:
    """Measure speed, capacity and quality with the default configuration, grading on.

    What is under way is told on stderr, the figures on stdout.
    """
    from service.cli.benchmarks import find_benchmarks

    known = find_benchmarks()
    if list_all:
        _list(known.values())
        return
    if name is not None and name not in known:
        misused(f"no such benchmark: {name}; there are {', '.join(known)}")
    chosen = [known[name]] if name is not None else list(known.values())
    if data is None and name is not None and chosen[0].needs_data:
        misused(f"{name} needs --data, the folder of public data sets")
    _measure([one for one in chosen if data is not None or not one.needs_data], data, as_json=json)


def _measure(chosen: "Sequence[Benchmark]", data: Path | None, *, as_json: bool) -> None:
    from service.cli.benchmarks import figures
    from service.cli.loop import run
    from service.cli.output import emit, screen, tell

    if not chosen:
        fail("every benchmark needs --data, the folder of public data sets")
    for benchmark in chosen:
        tell(f"{benchmark.name}: {benchmark.summary}")
        for row in run(benchmark.run(data, _hear)):
            if as_json:
                emit({"benchmark": benchmark.name} | figures(row))
            else:
                screen().print("  ".join(_shown(name, value) for name, value in figures(row).items()))


def _hear(news: object) -> None:
    from service.cli.output import tell

    if isinstance(news, str):
        tell(f"  {news}")


def _shown(name: str, value: Any) -> str:
    match value:
        case {"value": float(estimate), "low": float(low), "high": float(high)}:
            return f"{name} {estimate:.3f} [{low:.3f}, {high:.3f}]"
        case float():
            return f"{name} {value:.4g}"
        case str():
            return value
        case _:
            return f"{name} {value}"


def _list(known: "Iterable[Benchmark]") -> None:
    from service.cli.output import screen

    for benchmark in known:
        needs = " Needs --data." if benchmark.needs_data else ""
        screen().print(f"{benchmark.name:<12} {benchmark.summary}{needs}")
