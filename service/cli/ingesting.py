"""One file into the knowledge base, whatever is wrong with it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.archive import is_archive, members
from knowledge.ingest import DocumentTooLarge, Ingester, Publishing
from knowledge.lifecycle import NotAllowed
from knowledge.reader import UnreadableDocument, UnsupportedFormat, is_supported, reader_for
from service.cli.failing import explain

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one file: created, replaced, unchanged, skipped or failed."""

    document: str
    outcome: str
    chunks: int = 0
    embedded: int = 0
    error: str | None = None
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The output line."""
        return {
            "document": self.document,
            "outcome": self.outcome,
            "chunks": self.chunks,
            "embedded": self.embedded,
            "error": self.error,
        }


async def ingest_file(
    ingester: Ingester, name: str, file: Path, limit_bytes: int, publishing: Publishing, *, asked_for: bool
) -> AsyncIterator[Done]:
    """Ingest a file, or each file of a zip archive. One that no reader reads has failed only where it was asked for."""
    shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if shown != name:
        yield Done(shown, "failed", error=f"{shown}: its name is not UTF-8; rename it")
    elif is_archive(name):
        async for done in _ingest_archive(ingester, name, file, limit_bytes, publishing):
            yield done
    elif not asked_for and not is_supported(name):
        yield Done(name, "skipped", error=_unsupported(name))
    else:
        yield await _ingest_one(ingester, name, lambda: _read(file, name, limit_bytes), publishing)


async def _ingest_archive(
    ingester: Ingester, name: str, file: Path, limit_bytes: int, publishing: Publishing
) -> AsyncIterator[Done]:
    """A document for each file in the archive, unpacked one at a time."""
    try:
        with file.open("rb") as source:
            inside = members(name, source, limit_bytes)
            while (member := await asyncio.to_thread(next, inside, None)) is not None:
                if member.skipped:
                    yield Done(member.name, "skipped", error=member.skipped)
                else:
                    data = member.data
                    yield await _ingest_one(ingester, member.name, lambda data=data: data, publishing)  # type: ignore[misc] # mypy cannot infer a default in a lambda
    except (UnreadableDocument, OSError) as error:
        yield Done(name, "failed", error=explain(error))


def _read(file: Path, name: str, limit_bytes: int) -> bytes:
    size_bytes = file.stat().st_size
    if size_bytes > limit_bytes:  # told before it is read into memory
        sizes = f"{size_bytes / 1e6:,.1f} MB; a document may have {limit_bytes / 1e6:g} MB"
        raise DocumentTooLarge(f"{name} has {sizes}. Split it.")
    return file.read_bytes()


async def _ingest_one(ingester: Ingester, name: str, read: Callable[[], bytes], publishing: Publishing) -> Done:
    try:
        done = await ingester.ingest(name, await asyncio.to_thread(read), publishing)
    except (UnsupportedFormat, UnreadableDocument, DocumentTooLarge, NotAllowed, OSError) as error:
        return Done(name, "failed", error=explain(error) if isinstance(error, OSError) else str(error))
    except Exception as error:
        log.debug("%s failed", name, exc_info=True)
        return Done(name, "failed", error=explain(error))
    return Done(name, done.outcome, done.document.chunk_count, done.chunks_embedded, notes=done.skipped)


def _unsupported(name: str) -> str:
    try:
        reader_for(name)
    except UnsupportedFormat as error:
        return str(error)
    raise ValueError(f"{name} is supported")
