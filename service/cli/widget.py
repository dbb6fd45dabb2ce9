"""`turnwise widget`: the website's chat widgets: what is set for each, and the secret that signs identities."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli import options

app = typer.Typer(name="widget", help="The website's chat widgets (docs/widget.md).", no_args_is_help=True)

Key = Annotated[str, typer.Argument(metavar="KEY", help="As `widget list` shows it; the first one's is `widget`.")]
File = Annotated[Path, typer.Argument(metavar="FILE.yaml", help="Settings.", exists=True, dir_okay=False)]


@app.command("list")
def list_all(json: options.Json = False) -> None:
    """List the widgets. Output lines: {"key", "name", "number"}; `number` counts what was put in force."""
    from service.cli.loop import run
    from service.cli.widget_work import list_all

    run(list_all(as_json=json))


@app.command("add")
def add(name: Annotated[str, typer.Argument(metavar="NAME", help="How it is called in the console.")]) -> None:
    """Make another widget, and print the key for its script tag."""
    from service.cli.loop import run
    from service.cli.widget_work import add

    run(add(name))


@app.command("show")
def show(key: Key) -> None:
    """Print what is in force for a widget as YAML: a start for `widget set`."""
    from service.cli.loop import run
    from service.cli.widget_work import show

    run(show(key))


@app.command("set")
def put(key: Key, file: File) -> None:
    """Put settings in force; what the file leaves out has its default. A mistake is told by its field."""
    from service.cli.loop import run
    from service.cli.widget_work import put

    run(put(key, file, file.read_text(encoding="utf-8")))


@app.command("secret")
def secret(
    key: Key,
    overlap_hours: Annotated[
        float, typer.Option(metavar="HOURS", min=0, max=720, help="For so long the present one counts, too.")
    ] = 24.0,
) -> None:
    """Make another secret for signing identities, and print it: it is shown this once only."""
    from service.cli.loop import run
    from service.cli.widget_work import rotate

    run(rotate(key, overlap_hours))
