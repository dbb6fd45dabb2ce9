"""`turnwise ingest`: files and folders into the knowledge base."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli import options

if TYPE_CHECKING:
    from service.cli.ingesting import Done


class Status(StrEnum):
    """What becomes of what is ingested."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"


def command(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files or folders.", exists=True, readable=True)],
    status: Annotated[Status, typer.Option(help="What becomes of them.")] = Status.PUBLISHED,
    access: Annotated[options.Audience | None, typer.Option(help="Whom they may answer.", show_default=False)] = None,
    product: options.Products = None,
    valid_from: options.ValidFrom = None,
    valid_until: options.ValidUntil = None,
    json: options.Json = False,
) -> None:
    """Read, cut, embed and publish documents; a running server uses them from the next question on.

    A document's name is its path from the folder given, that folder's name included (kb/faq.md); a single file's is its
    file name. What is unchanged costs nothing, so that a run that was broken off can simply be started again. Files of
    a folder that no reader reads are skipped; exit code 1 when any document failed, with all others done.

    Output lines: {"document", "outcome": created, replaced, unchanged, skipped or failed, "chunks", "embedded",
    "error"}.
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


async def _ingest(paths: Sequence[Path], publishing: Mapping[str, Any], *, as_json: bool) -> Counter[str]:
    from knowledge.files import files_under
    from knowledge.ingest import Publishing
    from service.cli.curating import actor
    from service.cli.ingesting import ingest_file
    from service.cli.opening import opened
    from service.cli.output import emit, screen, tell
    from service.cli.pipeline import in_order
    from service.cli.progress import counting

    named = [(name, file, file in paths) for name, file in files_under(paths)]
    outcomes: Counter[str] = Counter()
    async with opened() as installation:
        knowledge, limit_bytes = installation.knowledge, installation.settings.max_document_bytes
        wishes = Publishing(actor=actor(), **publishing)

        async def one(item: tuple[str, Path, bool]) -> "list[Done]":
            name, file, asked_for = item
            work = ingest_file(knowledge.ingester, name, file, limit_bytes, wishes, asked_for=asked_for)
            return [done async for done in work]

        with counting("Documents", len(named)) as advance:
            # Two at a time: one is read while the other is embedded.
            async for finished in in_order(named, one, 2):
                for done in finished:
                    outcomes[done.outcome] += 1
                    if as_json:
                        emit(done.to_json())
                    elif done.error:
                        tell(f"{done.outcome}: {done.error}")
                    for note in done.notes:
                        tell(f"note: {note}")
                advance()
    if not as_json:
        counts = ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(outcomes.items()))
        screen().print(f"{sum(outcomes.values()):,} files: {counts}" if outcomes else "There are no files there.")
    return outcomes
