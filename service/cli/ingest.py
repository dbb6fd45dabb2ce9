"""`turnwise ingest`: files and folders into the knowledge base."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from service.cli import options


def _there(paths: list[str]) -> list[str]:
    for path in paths:
        if not is_address(path) and not Path(path).exists():
            raise typer.BadParameter(f"there is no {path}")
    return paths


def is_address(path: str) -> bool:
    """Whether a PATH is to be fetched."""
    return path.lower().startswith(("http://", "https://"))


class Status(StrEnum):
    """What becomes of what is ingested."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"


def command(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files, folders, or addresses of pages and sitemaps.", callback=_there),
    ],
    status: Annotated[Status, typer.Option(help="What becomes of them.")] = Status.PUBLISHED,
    access: Annotated[options.Audience | None, typer.Option(help="Whom they may answer.", show_default=False)] = None,
    product: options.Products = None,
    valid_from: options.ValidFrom = None,
    valid_until: options.ValidUntil = None,
    json: options.Json = False,
) -> None:
    """Read, cut, embed and publish documents; a running server uses them from the next question on.

    A zip archive is taken file by file. Of an address (https://...) the page is taken, or each page that it lists if it
    is a sitemap; the next time only what has changed is, and a page that is gone is retired.

    A document's name is its path from the folder given, that folder's name included (kb/faq.md); a single file's is its
    file name. What is unchanged costs nothing, so that a run that was broken off can simply be started again. Files of
    a folder that no reader reads are skipped; exit code 1 when any document failed, with all others done.

    Output lines: {"document", "outcome", "chunks", "embedded", "error"}; outcomes are created, replaced, unchanged,
    retired, skipped and failed.
    """
    from service.cli.loop import run

    publishing = {
        "status": status.value,
        "access": access.value if access else None,
        "products": tuple(product) if product else None,
        "valid_from": options.moment(valid_from),
        "valid_until": options.moment(valid_until),
    }
    outcomes = run(_ingest(paths, publishing, as_json=json))
    if outcomes["failed"]:
        raise typer.Exit(1)


async def _ingest(given: Sequence[str], publishing: Mapping[str, Any], *, as_json: bool) -> Counter[str]:
    from knowledge.files import files_under
    from knowledge.ingest import Publishing
    from service.cli.curating import actor
    from service.cli.ingesting import Done, ingest_file
    from service.cli.opening import opened
    from service.cli.output import emit, screen, tell
    from service.cli.pipeline import in_order
    from service.cli.progress import counting
    from service.knowledge.crawling import Crawler

    paths = [Path(one) for one in given if not is_address(one)]
    named = [(name, file, file in paths) for name, file in files_under(paths)]
    outcomes: Counter[str] = Counter()
    async with opened() as installation:
        knowledge, limit_bytes = installation.knowledge, installation.settings.max_document_bytes
        wishes = Publishing(actor=actor(), **publishing)

        def told(done: Done) -> None:
            outcomes[done.outcome] += 1
            if as_json:
                emit(done.to_json())
            elif done.error:
                tell(f"{done.outcome}: {done.error}")
            for note in done.notes:
                tell(f"note: {note}")

        async def one(item: tuple[str, Path, bool]) -> list[Done]:
            name, file, asked_for = item
            work = ingest_file(knowledge.ingester, name, file, limit_bytes, wishes, asked_for=asked_for)
            return [done async for done in work]

        with counting("Documents", len(named)) as advance:
            # Two at a time: one is read while the other is embedded.
            async for finished in in_order(named, one, 2):
                for done in finished:
                    told(done)
                advance()
        crawler = Crawler(knowledge, installation.database)
        for address in filter(is_address, given):
            async for page in crawler.crawl(address, wishes):
                told(Done(page.document, page.outcome, page.chunks, page.embedded, page.error))
    if not as_json:
        counts = ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(outcomes.items()))
        screen().print(f"{sum(outcomes.values()):,} files: {counts}" if outcomes else "There are no files there.")
    return outcomes
