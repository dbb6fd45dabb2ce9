"""One command over a file of records: read lazily, worked on some at a time, written in the order of the file."""

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from service.cli.failing import explain
from service.cli.lines import open_lines
from service.cli.output import emit
from service.cli.pipeline import in_order
from service.cli.progress import reading

log = logging.getLogger(__name__)

Record = TypeVar("Record", bound=BaseModel)
Answer = dict[str, Any]


async def answer_lines(
    source: Path,
    model: type[Record],
    answer: Callable[[Record], Awaitable[Answer]],
    concurrent: int,
    write: Callable[[Answer], None] = emit,
) -> None:
    """Answer each record. Ends with exit code 1 where lines could not be used or answered."""
    with open_lines(source) as lines, reading(size_of(source)) as advance:

        async def one(numbered: tuple[int, Record]) -> Answer | None:
            number, record = numbered
            try:
                return await answer(record)
            except Exception as error:
                log.debug("line %d failed", number, exc_info=True)
                lines.report(number, f"could not be answered: {explain(error)}")
                return None

        async for answered in in_order(lines.records(model), one, concurrent):
            if answered is not None:
                write(answered)
            advance(completed=lines.read_bytes)
    lines.finish()


def size_of(source: Path) -> int | None:
    """Bytes of the input; None where that is not known before its end."""
    return source.stat().st_size if source.is_file() else None
