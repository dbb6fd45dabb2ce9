"""`turnwise knowledge`: look after the documents of the knowledge base."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from service.cli import options

if TYPE_CHECKING:
    from knowledge.lifecycle import Action

app = typer.Typer(name="knowledge", help="Documents: versions, publication, access, upkeep.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The document's name, as `knowledge list` shows it.")]
Number = Annotated[int | None, typer.Option("--version", "-v", min=1, help="Which version; the newest by default.")]
Turns = Literal["cited", "well", "badly"]
Aspect = Literal["grounded", "relevant", "resolved", "rating"]
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


@app.command("usage")
def usage(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Of one document; of all by default.")] = None,
    days: Annotated[int, typer.Option(min=1, max=3_650, help="Of turns asked in so many days until now.")] = 30,
    turns: Annotated[Turns | None, typer.Option(help="The document's turns instead of their numbers.")] = None,
    aspect: Annotated[Aspect | None, typer.Option(help="Of --turns those graded in this respect.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="At most so many turns.")] = 50,
    json: options.Json = False,
) -> None:
    """Show how often documents were cited, and how the turns that cite them went.

    Output lines: {"document", "document_id", "cited", "well", "badly", "last_cited_at"}, with NAME also
    {"aspects": {ASPECT: {"good", "bad"}}}, with --turns {"turn_id", "conversation_id", "asked_at", "asked", "grounded",
    "relevant", "resolved", "rating"}.
    """
    from service.cli.citing import show_all, show_one, show_turns
    from service.cli.loop import run

    if name is None and (turns or aspect):
        raise typer.BadParameter("name the document whose turns you want")
    if aspect and not turns:
        raise typer.BadParameter("--aspect goes with --turns")
    match (name, turns):
        case (None, _):
            run(show_all(days, as_json=json))
        case (str(), None):
            run(show_one(name, days, as_json=json))
        case (str(), part):
            run(show_turns(name, days, part, aspect, limit, as_json=json))


words = typer.Typer(name="words", help="Names of products, and words that mean the same.", no_args_is_help=True)
app.add_typer(words)


@words.command("list")
def list_words(json: options.Json = False) -> None:
    """List the lines in force. Output lines: {"kind": "name" or "synonyms", "line"}."""
    from service.cli.loop import run
    from service.cli.word_lines import show

    run(show(as_json=json))


@words.command("add")
def add_words(
    name: Annotated[list[str] | None, typer.Option(help='A product: "Halo 3", or "Halo 3|2" with a weight.')] = None,
    synonyms: Annotated[list[str] | None, typer.Option(help='"a, b, c", or "a => b" for one way.')] = None,
) -> None:
    """Put lines in force: synonyms from the next question on, names when servers have indexed them."""
    from service.cli.loop import run
    from service.cli.word_lines import add

    if not (name or synonyms):
        raise typer.BadParameter("give a --name or --synonyms")
    run(add(name or [], synonyms or []))


@words.command("remove")
def remove_words(
    lines: Annotated[list[str], typer.Argument(metavar="LINE...", help="As `words list` has it.")],
) -> None:
    """Take lines out of force."""
    from service.cli.loop import run
    from service.cli.word_lines import remove

    run(remove(lines))


@words.command("history")
def history_of_words(json: options.Json = False) -> None:
    """List what was saved when, and by whom. Output lines: {"number", "at", "by", "names", "synonyms"}."""
    from service.cli.loop import run
    from service.cli.word_lines import list_history

    run(list_history(as_json=json))


def _act(action: "Action", name: str, version: int | None, note: str) -> None:
    from service.cli.curating import act
    from service.cli.loop import run

    run(act(action, name, version, note))
