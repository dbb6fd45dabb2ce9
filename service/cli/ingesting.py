"""One file into the knowledge base, whatever is wrong with it."""

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
) -> Done:
    """Ingest a file. One that no reader reads has failed only where it was asked for by its own name."""
    shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if shown != name:
        return Done(shown, "failed", error=f"{shown}: its name is not UTF-8; rename it")
    try:
        if not asked_for and not is_supported(name):
            return Done(name, "skipped", error=_unsupported(name))
        size_bytes = (await asyncio.to_thread(file.stat)).st_size
        if size_bytes > limit_bytes:  # told before it is read into memory
            sizes = f"{size_bytes / 1e6:,.1f} MB; a document may have {limit_bytes / 1e6:g} MB"
            return Done(name, "failed", error=f"{name} has {sizes}. Split it.")
        done = await ingester.ingest(name, await asyncio.to_thread(file.read_bytes), publishing)
    except (UnsupportedFormat, UnreadableDocument, DocumentTooLarge, NotAllowed, OSError) as error:
        return Done(name, "failed", error=explain(error) if isinstance(error, OSError) else str(error))
    except Exception as error:
        log.debug("%s failed", name, exc_info=True)
        return Done(name, "failed", error=explain(error))
    return Done(name, done.outcome, done.document.chunk_count, done.chunks_embedded)


def _unsupported(name: str) -> str:
    try:
        reader_for(name)
    except UnsupportedFormat as error:
        return str(error)
    raise ValueError(f"{name} is supported")
