"""`turnwise prompt`: what models are instructed with and what the agent says, shipped and of one's own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli import options

if TYPE_CHECKING:
    from prompts.files import PromptFile

app = typer.Typer(name="prompt", help="Prompts: shown, checked, compared with those shipped.", no_args_is_help=True)

_NAME = "The prompt's name, as `prompt list` shows it."


@app.command("list")
def list_all(json: options.Json = False) -> None:
    """List the prompts in force: name, version, digest as turns record it, and whether shipped or your own.

    Output lines: {"name", "version", "digest", "origin": "shipped"/"own", "path", "outdated": bool}.
    """
    from prompts.files import prompt_files
    from service.cli.output import emit, screen

    for file in prompt_files(_own_folder()):
        record = _facts(file)
        if json:
            emit(record)
            continue
        version = f"version {file.version}" if file.version else ""
        note = f"  version {file.shipped_version} is shipped by now" if file.is_outdated else ""
        where = f"own      {file.path}" if file.is_own else "shipped"
        screen().print(f"{file.name:<21} {version:<11} {file.digest}  {where}{note}")


@app.command("show")
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help=_NAME)],
    shipped: Annotated[bool, typer.Option("--shipped", help="The one shipped, to copy, even beside your own.")] = False,
    json: options.Json = False,
) -> None:
    """Print the file in force as it is. With --json: what `list` tells, and "text"."""
    from service.cli.output import emit

    file = _find(name, None if shipped else _own_folder())
    if json:
        emit(_facts(file) | {"text": file.text})
    else:
        typer.echo(file.text, nl=False)


@app.command("lint")
def lint(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="PATH",
            exists=True,
            help="A folder of prompts or one file; by default TURNWISE_PROMPTS, without that what is shipped.",
            show_default=False,
        ),
    ] = None,
    json: options.Json = False,
) -> None:
    """Check prompts and replies: exit code 1 where one could not be used. Warnings leave it at 0.

    Output lines: {"path", "line", "severity": "error"/"warning", "kind", "problem"}.
    """
    from prompts.linting import lint_files, lint_folder
    from service.cli.output import emit, screen, tell

    found = lint_files([path]) if path and path.is_file() else lint_folder(path or _own_folder())
    for one in found:
        if json:
            emit(
                {
                    "path": str(one.path),
                    "line": one.line,
                    "severity": one.severity,
                    "kind": one.kind,
                    "problem": one.problem,
                }
            )
        else:
            screen().print(str(one), style="red" if one.severity == "error" else "yellow")
    errors = sum(one.severity == "error" for one in found)
    tell(f"errors: {errors}, warnings: {len(found) - errors}")
    if errors:
        raise typer.Exit(1)


@app.command("diff")
def diff(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help=f"{_NAME} All by default.")] = None,
    json: options.Json = False,
) -> None:
    """Show how your own prompts differ from those shipped, as a unified diff.

    Output lines: {"name", "version", "shipped_version", "outdated": bool, "path", "diff"}, one for each of your own.
    """
    from prompts.files import prompt_files
    from service.cli.output import emit, tell

    folder = _own_folder()
    files = [file for file in ([_find(name, folder)] if name else prompt_files(folder)) if file.is_own]
    for file in files:
        lines = file.diff()
        if json:
            shipped = {"shipped_version": file.shipped_version, "diff": "".join(f"{line}\n" for line in lines)}
            emit(_facts(file) | shipped)
            continue
        for line in lines:
            typer.echo(line)
        if file.is_outdated:
            tell(f"{file.name}: version {file.version} was copied, {file.shipped_version} is shipped by now.")
        if not lines:
            tell(f"{file.name}: your own file says what the one shipped says.")
    if not files:
        tell(f"{name or 'Every prompt'} is the one shipped: TURNWISE_PROMPTS names a folder of your own.")


def _facts(file: "PromptFile") -> dict[str, str | bool | None]:
    return {
        "name": file.name,
        "version": file.version,
        "digest": file.digest,
        "origin": "own" if file.is_own else "shipped",
        "path": str(file.path),
        "outdated": file.is_outdated,
    }


def _find(name: str, folder: Path | None) -> "PromptFile":
    from prompts import PromptError
    from prompts.files import named, prompt_files
    from service.cli.failing import misused

    files = prompt_files(folder)
    try:
        return named(name, files)
    except PromptError as error:
        misused(str(error))


def _own_folder() -> Path | None:
    from graphs.settings import GraphSettings
    from service.cli.failing import fail

    folder = GraphSettings().prompts
    if folder is not None and not folder.is_dir():
        fail(f"TURNWISE_PROMPTS: there is no folder {folder}")
    return folder
