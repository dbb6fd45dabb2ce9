"""`turnwise knowledge`: look after the documents of the knowledge base."""

from typing import TYPE_CHECKING, Annotated

import typer

from service.cli import options

if TYPE_CHECKING:
    from knowledge.lifecycle import Action

app = typer.Typer(name="knowledge", help="Documents: versions, publication, access, upkeep.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The document's name, as `knowledge list` shows it.")]
Number = Annotated[int | None, typer.Option("--version", "-v", min=1, help="Which version; the newest by default.")]
Note = Annotated[str, typer.Option(help="Why, for the document's history.")]


@app.command("list")
def list_all(json: options.Json = False) -> None:
    """List the documents with their status."""
    from service.cli.curating import list_documents
    from service.cli.loop import run

    run(list_documents(as_json=json))


@app.command("show")
def show(name: Name, json: options.Json = False) -> None:
    """Show a document's versions, and who did what with it when."""
    from service.cli.curating import show_document
    from service.cli.loop import run

    run(show_document(name, as_json=json))


@app.command("diff")
def diff(
    name: Name,
    before: Annotated[int, typer.Argument(metavar="BEFORE", min=1)],
    after: Annotated[int, typer.Argument(metavar="AFTER", min=1)],
    json: options.Json = False,
) -> None:
    """Show what one version says otherwise than another, passage by passage."""
    from service.cli.curating import compare
    from service.cli.loop import run

    run(compare(name, before, after, as_json=json))


@app.command("submit")
def submit(name: Name, version: Number = None, note: Note = "") -> None:
    """Give a draft to review."""
    _act("submit", name, version, note)


@app.command("send-back")
def send_back(name: Name, version: Number = None, note: Note = "") -> None:
    """Give a version in review back to its author, as a draft."""
    _act("send_back", name, version, note)


@app.command("publish")
def publish(name: Name, version: Number = None, note: Note = "") -> None:
    """Publish a version: the next answer knows it, and the former version is superseded."""
    _act("publish", name, version, note)


@app.command("retire")
def retire(name: Name, version: Number = None, note: Note = "") -> None:
    """Take a version out of use for good, or until it is rolled back to."""
    _act("retire", name, version, note)


@app.command("roll-back")
def roll_back(
    name: Name, version: Annotated[int, typer.Option("--version", "-v", min=1, help="To which.")], note: Note = ""
) -> None:
    """Publish an older version again; nothing is embedded anew."""
    _act("roll_back", name, version, note)


@app.command("validity")
def validity(
    name: Name,
    version: Number = None,
    valid_from: options.ValidFrom = None,
    valid_until: options.ValidUntil = None,
) -> None:
    """Set from when until when a version may be used; what is not given is without bound."""
    from service.cli.curating import set_validity
    from service.cli.loop import run

    run(set_validity(name, version, options.moment(valid_from), options.moment(valid_until)))


@app.command("access")
def access(
    name: Name,
    to: Annotated[options.Audience | None, typer.Option(help="Whom it may answer.")] = None,
    product: options.Products = None,
) -> None:
    """Set whom a document may answer, and which products it is about."""
    from service.cli.curating import set_access
    from service.cli.loop import run

    run(set_access(name, to.value if to else None, product))


@app.command("check")
def check(
    language: Annotated[options.Tongue, typer.Option(help="Of the findings' sentences.")] = options.Tongue.ENGLISH,
    json: options.Json = False,
) -> None:
    """Examine what is published: contradictions, duplicates, age, use, and what customers ask in vain.

    Output lines: {"kind", "severity", "summary", "documents", "chunk_ids", "values", "evidence"}, the gravest first.
    """
    from service.cli.examining import examine_all
    from service.cli.loop import run

    run(examine_all(language.value, as_json=json))


@app.command("refresh")
def refresh() -> None:
    """Bring what is stored up to date now: after a change of the embedding model, of a reader or of the settings.

    A running server does this by itself, in the background.
    """
    from service.cli.curating import bring_up_to_date
    from service.cli.loop import run

    run(bring_up_to_date())


def _act(action: "Action", name: str, version: int | None, note: str) -> None:
    from service.cli.curating import act
    from service.cli.loop import run

    run(act(action, name, version, note))
