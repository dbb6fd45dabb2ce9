"""`turnwise bench`: the project's own measurements, on this machine."""

from collections.abc import Iterable, Mapping, Sequence
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
    tuning: Annotated[
        bool, typer.Option("--tuning", help="Report the half that thresholds and weights were chosen on.")
    ] = False,
    cross_fit: Annotated[
        bool,
        typer.Option("--cross-fit", help="retrieval: each half ranked by what the other chose."),
    ] = False,
    chunks: Annotated[
        int | None, typer.Option(min=100, help="scale: how many chunks the largest knowledge base has.")
    ] = None,
    embed: Annotated[
        int | None, typer.Option(min=0, help="scale: embed the texts really up to so many chunks.")
    ] = None,
    deliveries: Annotated[int | None, typer.Option(min=100, help="channels: how many deliveries are made.")] = None,
    turns: Annotated[int | None, typer.Option(min=100, help="coverage, rules: how many turns are graded.")] = None,
    conversations: Annotated[
        int | None, typer.Option(min=100, help="kpi, inbox: how many conversations there are.")
    ] = None,
    postgres: Annotated[
        str | None,
        typer.Option(
            help="channels, coverage, kpi: the URL of a PostgreSQL server where databases may be made; else SQLite."
        ),
    ] = None,
    peers: Annotated[
        str | None,
        typer.Option(help="grade: Pythons with Ragas or DeepEval, parted by commas (docs/benchmarks.md tells how)."),
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
    sizes = {"chunks": chunks, "embed": embed, "turns": turns, "deliveries": deliveries, "conversations": conversations}
    given = {"tuning": tuning or None, "cross_fit": cross_fit or None, "postgres": postgres, "peers": peers, **sizes}
    wanted = {option: value for option, value in given.items() if value is not None}
    for option in wanted:
        if not any(option in benchmark.options for benchmark in chosen):
            named = f"--{option.replace('_', '-')}"
            misused(f"{named} means nothing to {', '.join(benchmark.name for benchmark in chosen)}")
    _measure([one for one in chosen if data is not None or not one.needs_data], data, wanted, as_json=json)


def _measure(chosen: "Sequence[Benchmark]", data: Path | None, wanted: Mapping[str, Any], *, as_json: bool) -> None:
    from service.cli.benchmarks import figures
    from service.cli.collecting import collect_less
    from service.cli.loop import run
    from service.cli.output import emit, tell
    from service.cli.tables import show

    if not chosen:
        fail("every benchmark needs --data, the folder of public data sets")
    for benchmark in chosen:
        tell(f"{benchmark.name}: {benchmark.summary}")
        collect_less()  # as a server does: who takes the time of others may not stop for half a second itself
        mine = {option: value for option, value in wanted.items() if option in benchmark.options}
        rows = run(benchmark.run(data, _hear, **mine, **benchmark.handed()))
        if not as_json:
            show(rows)
            continue
        for row in rows:
            emit({"benchmark": benchmark.name, "row": type(row).__name__.lower()} | figures(row))


def _hear(news: object) -> None:
    from service.cli.output import tell

    if isinstance(news, str):
        tell(f"  {news}")


def _list(known: "Iterable[Benchmark]") -> None:
    from service.cli.output import screen

    for benchmark in known:
        needs = " Needs --data." if benchmark.needs_data else ""
        screen().print(f"{benchmark.name:<12} {benchmark.summary}{needs}")
