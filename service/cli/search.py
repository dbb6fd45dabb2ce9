"""`turnwise search`: what the knowledge base finds."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli import options
from service.cli.failing import misused

if TYPE_CHECKING:
    from knowledge.document import Access, Retrieval

CONCURRENT = 8


def command(
    query: Annotated[
        str | None,
        typer.Argument(metavar="QUERY", help="What to look for.", callback=options.typed_text, show_default=False),
    ] = None,
    input: options.Input = None,  # noqa: A002 - the option's own name
    k: Annotated[int, typer.Option("--k", "-k", min=1, max=1000, help="How many passages to show.")] = 10,
    audience: Annotated[options.Audience, typer.Option(help="Who searches.")] = options.Audience.PUBLIC,
    product: Annotated[str | None, typer.Option(help="Only what is about this product, or any.")] = None,
    language: Annotated[str | None, typer.Option(help="Only passages in this language: en, zh, ...")] = None,
    at: options.At = None,
    json: options.Json = False,
    concurrency: options.Concurrency = None,
) -> None:
    """Search the knowledge base.

    Input lines: {"id", "query"}; output lines: {"id", "hits": [{"document", "chunk_id", "score", "text"}]}, best first.
    """
    from service.cli.loop import run

    if (query is None) == (input is None):
        misused("give either a QUERY or --input FILE.jsonl")
    where = Where(k, audience.value, product, language, at)
    if input is not None:
        run(_search_lines(input, where, concurrency or CONCURRENT))
    elif query is not None:
        run(_search(query, where, as_json=json))


@dataclass(frozen=True, slots=True)
class Where:
    """What the options say of every query."""

    k: int
    audience: "Access"
    product: str | None
    language: str | None
    at: int | None

    @asynccontextmanager
    async def open(self) -> "AsyncIterator[Callable[[str], Awaitable[Retrieval]]]":
        """The search that they mean."""
        from knowledge.index import Only
        from service.cli.opening import opened, retriever_at

        only = Only(self.audience, self.product, self.language)
        async with opened() as installation, retriever_at(installation, self.at) as retriever:
            yield lambda query: retriever.search(query, self.k, only)


async def _search_lines(source: Path, where: Where, concurrent: int) -> None:
    from service.cli.batch import answer_lines
    from service.cli.records import SearchLine

    async with where.open() as search:

        async def find(line: SearchLine) -> dict[str, Any]:
            return hits_json(line.id, await search(line.query))

        await answer_lines(source, SearchLine, find, concurrent)


async def _search(query: str, where: Where, *, as_json: bool) -> None:
    from service.cli.output import emit, screen

    async with where.open() as search:
        found = await search(query)
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
