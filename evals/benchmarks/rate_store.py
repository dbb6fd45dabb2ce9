"""The database as the benchmark of rates gets it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from evals.rates.observed import Observed


@dataclass(frozen=True, slots=True)
class Size:
    """What is there: rows by table, and how large it all is."""

    conversations: int
    cells: int
    loads: int
    megabytes: float


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: rates of a time, cut and narrowed down, beside those of an `earlier` one; or, with a `number`, the
    conversations behind it.
    """

    name: str
    by: Sequence[str] = ()
    only: dict[str, str | None] = field(default_factory=dict)
    since: datetime | None = None
    until: datetime | None = None
    number: str | None = None
    earlier: tuple[datetime, datetime] | None = None


class RateStore(Protocol):
    """A scratch database of facts and cells."""

    async def add(self, batch: Sequence[Observed]) -> None:
        """Conversations that were never counted, added in one transaction by the product's own write path."""
        ...

    async def finish(self) -> Size:
        """After the last of them: what a database does in its quiet time is done."""
        ...

    async def ask(self, question: Question, at: datetime) -> int:
        """Answer it as of that time; how many groups, or conversations, the answer has."""
        ...


OpenRates = Callable[[str, Path], AbstractAsyncContextManager[RateStore]]
"""A scratch database: on that PostgreSQL server, or, where it is empty, an SQLite file in the folder."""
