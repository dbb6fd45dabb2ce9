"""`turnwise search`: what the knowledge base finds."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli import options
from service.cli.failing import misused

if TYPE_CHECKING:
    from knowledge.document import Retrieval

CONCURRENT = 8


def command(
    query: Annotated[
        str | None,
        typer.Argument(metavar="QUERY", help="What to look for.", callback=options.typed_text, show_default=False),
    ] = None,
    input: options.Input = None,  # noqa: A002 - the option's own name
    k: Annotated[int, typer.Option("--k", "-k", min=1, max=1000, help="How many passages to show.")] = 10,
    json: options.Json = False,
    concurrency: options.Concurrency = None,
) -> None:
    """Search the knowledge base.

    Input lines: {"id", "query"}; output lines: {"id", "hits": [{"document", "chunk_id", "score", "text"}]}, best first.
    """
    from service.cli.loop import run

    if (query is None) == (input is None):
        misused("give either a QUERY or --input FILE.jsonl")
    if input is not None:
        run(_search_lines(input, k, concurrency or CONCURRENT))
    elif query is not None:
        run(_search(query, k, as_json=json))


async def _search_lines(source: Path, k: int, concurrent: int) -> None:
    from service.cli.batch import answer_lines
    from service.cli.opening import opened
    from service.cli.records import SearchLine

    async with opened() as installation:

        async def find(line: SearchLine) -> dict[str, Any]:
            return hits_json(line.id, await installation.knowledge.retriever.search(line.query, k))

        await answer_lines(source, SearchLine, find, concurrent)


async def _search(query: str, k: int, *, as_json: bool) -> None:
    from service.cli.opening import opened
    from service.cli.output import emit, screen

    async with opened() as installation:
        found = await installation.knowledge.retriever.search(query, k)
    if as_json:
        emit(hits_json("1", found))
        return
    console = screen()
    for place, hit in enumerate(found.hits, 1):
        heading = " > ".join((hit.chunk.document, *hit.chunk.headings))
        console.print(f"{place}. {heading}  ({hit.score:.3f})", style="bold")
        console.print(f"{hit.chunk.text}\n")
    if found.hits:
        console.print(f"Probability that this answers the question: {found.confidence:.0%}", style="dim")
    else:
        console.print("Nothing found.")


def hits_json(line_id: str | int, found: "Retrieval") -> dict[str, Any]:
    """The output line."""
    return {
        "id": line_id,
        "hits": [
            {
                "document": hit.chunk.document,
                "chunk_id": hit.chunk.id,
                "score": hit.score,
                "text": hit.chunk.text,
            }
            for hit in found.hits
        ],
    }
