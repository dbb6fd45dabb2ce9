"""Rates by what brought customers, added up from the facts of a bounded time.

Sources are words without end (a campaign a week, a label an account): cells by them would be as many as conversations.
So they have none, and are counted from the bits that facts have for each number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import BigInteger, ColumnElement, case, cast, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.rates.facts import bit_of
from service.storage.tables import conversations, kpi_facts

SourceCut = Literal["channel", "label", "utm_source", "utm_medium", "utm_campaign"]
NUMBERS = ("opened", "lead_capture", "transfer", "resolution.assumed", "resolution.confirmed")
MOST = 200
"""So many sources are told, those with the most conversations first."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many conversations count for a number, of `n`."""

    successes: int
    n: int


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """The conversations with one value of a cut; None where nothing is known of it. `numbers` are by their names."""

    value: str | None
    started: int
    numbers: Mapping[str, Counts]


async def count_by_source(
    connection: AsyncConnection, cut: SourceCut, since: datetime, until: datetime
) -> list[SourceCounts]:
    """Of the conversations started in [since, until), as far as they were worked out: the keeper is seconds behind."""
    value: ColumnElement[str] = (
        conversations.c.channel if cut == "channel" else conversations.c.source[cut].as_string()
    ).label("value")
    counted = [
        column
        for number in NUMBERS
        for column in (
            _with(kpi_facts.c.hits, bit_of(number)),
            _with(kpi_facts.c.hits.bitwise_or(kpi_facts.c.misses), bit_of(number)),
        )
    ]
    started = func.count().label("started")
    rows = await connection.execute(
        select(value, started, *counted)
        .select_from(kpi_facts)
        .join(conversations, conversations.c.id == kpi_facts.c.conversation_id)
        .where(kpi_facts.c.started_at >= since, kpi_facts.c.started_at < until)
        .group_by(value)
        .order_by(started.desc(), value)
        .limit(MOST)
    )
    return [_read(tuple(row)) for row in rows]


def _with(bits: ColumnElement[int], bit: int) -> ColumnElement[int]:
    one = cast(1 << bit, BigInteger)
    return func.coalesce(func.sum(case((bits.bitwise_and(one) != 0, 1), else_=0)), 0)


def _read(row: tuple[object, ...]) -> SourceCounts:
    value, started, *found = row
    whole = [int(str(one)) for one in found]
    numbers = {name: Counts(whole[2 * at], whole[2 * at + 1]) for at, name in enumerate(NUMBERS)}
    return SourceCounts(None if value is None else str(value), int(str(started)), numbers)
