"""How often documents were cited in a time and with what outcome, and the turns behind each number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import InvalidRequest
from service.storage.knowledge.document_uses import (
    ASPECTS,
    Aspect,
    Fresh,
    Part,
    Use,
    condition,
    fresh_uses,
    kept_uses,
    use_of,
)
from service.storage.messages.asked import AskedTurn, asked_turns
from service.storage.tables import document_uses, documents

Mark = tuple[Part, Aspect | None]
_TOTALS: tuple[Mark, ...] = (("cited", None), ("well", None), ("badly", None))
_BY_ASPECT: tuple[Mark, ...] = tuple((part, aspect) for aspect in ASPECTS for part in ("well", "badly"))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many turns cite a document; `well` and `badly` graded ones, and when it was cited last, at any time."""

    cited: int
    well: int
    badly: int
    last_cited_at: datetime | None


@dataclass(frozen=True, slots=True)
class Usage:
    """By document; those that nobody ever cited are not there. `behind` counts conversations not yet in it."""

    counts: Mapping[str, Counts]
    behind: int


@dataclass(frozen=True, slots=True)
class DocumentUsage:
    """Of one document: all of it, and for each aspect how many turns were good and bad in it."""

    counts: Counts
    aspects: Mapping[Aspect, tuple[int, int]]
    behind: int


@dataclass(frozen=True, slots=True)
class CitingTurns:
    """A page, the latest first; `next` asks for what follows."""

    turns: Sequence[tuple[Use, AskedTurn | None]]
    next: str | None


async def count_uses(connection: AsyncConnection, since: datetime) -> Usage:
    """Of all documents."""
    fresh = await fresh_uses(connection)
    sums = await _sums(connection, since, _TOTALS, fresh)
    newest = select(func.max(document_uses.c.asked_at)).where(document_uses.c.document_id == documents.c.id)
    rows = await connection.execute(select(documents.c.id, newest.scalar_subquery()))  # a look into the index for each
    latest = {row[0]: row[1] for row in rows if row[1] is not None}
    for use in fresh.uses:
        latest[use.document_id] = max(use.asked_at, latest.get(use.document_id, use.asked_at))
    counts: dict[str, Counts] = {}
    for document_id, at in latest.items():
        cited, well, badly = sums.get(document_id, (0, 0, 0))
        counts[document_id] = Counts(cited, well, badly, at)
    return Usage(counts, fresh.behind)


async def usage_of(connection: AsyncConnection, document_id: str, since: datetime) -> DocumentUsage:
    """Of one document, by aspects."""
    fresh = await fresh_uses(connection)
    marks = (*_TOTALS, *_BY_ASPECT)
    sums = (await _sums(connection, since, marks, fresh, document_id)).get(document_id, [0] * len(marks))
    own = document_uses.c.document_id == document_id
    last = await connection.scalar(select(func.max(document_uses.c.asked_at)).where(own))
    moments = [last, *(use.asked_at for use in fresh.uses if use.document_id == document_id)]
    counts = Counts(sums[0], sums[1], sums[2], max((at for at in moments if at is not None), default=None))
    pairs = zip(sums[3::2], sums[4::2], strict=True)
    return DocumentUsage(counts, dict(zip(ASPECTS, pairs, strict=True)), fresh.behind)


async def citing_turns(
    connection: AsyncConnection,
    document_id: str,
    since: datetime,
    mark: Mark,
    cursor: str | None = None,
    limit: int = 50,
) -> CitingTurns:
    """The turns behind a number of a document. Raises InvalidRequest for a cursor not of ours."""
    fresh = await fresh_uses(connection)
    uses = document_uses.c
    query = select(document_uses).where(uses.document_id == document_id, uses.asked_at >= since, condition(*mark))
    place = await _place(connection, document_id, cursor, fresh) if cursor else None
    if place:
        at, turn_id = place
        query = query.where(or_(uses.asked_at < at, and_(uses.asked_at == at, uses.turn_id < turn_id)))
    if fresh.ids:
        query = query.where(uses.conversation_id.not_in(list(fresh.ids)))
    query = query.order_by(uses.asked_at.desc(), uses.turn_id.desc()).limit(limit + 1)
    found = [use_of(row) for row in await connection.execute(query)]
    found += [
        use
        for use in fresh.uses
        if use.document_id == document_id
        and use.asked_at >= since
        and use.belongs(*mark)
        and (place is None or (use.asked_at, use.turn_id) < place)
    ]
    found.sort(key=lambda use: (use.asked_at, use.turn_id), reverse=True)
    shown = found[:limit]
    asked = await asked_turns(connection, [use.turn_id for use in shown])
    more = shown[-1].turn_id if len(found) > limit else None
    return CitingTurns([(use, asked.get(use.turn_id)) for use in shown], more)


async def _sums(
    connection: AsyncConnection,
    since: datetime,
    marks: Sequence[Mark],
    fresh: Fresh,
    document_id: str | None = None,
) -> dict[str, list[int]]:
    """By document how many turns each mark has: those kept, less what has changed of them, with that as it is now."""
    uses = document_uses.c
    columns = [func.sum(case((condition(*mark), 1), else_=0)) for mark in marks]
    query = select(uses.document_id, *columns).where(uses.asked_at >= since).group_by(uses.document_id)
    if document_id:
        query = query.where(uses.document_id == document_id)
    sums = {row[0]: [int(value) for value in row[1:]] for row in await connection.execute(query)}
    _add(sums, await kept_uses(connection, fresh.ids), since, marks, -1)
    _add(sums, fresh.uses, since, marks, 1)
    return sums


def _add(sums: dict[str, list[int]], uses: Iterable[Use], since: datetime, marks: Sequence[Mark], sign: int) -> None:
    for use in uses:
        if use.asked_at >= since:
            own = sums.setdefault(use.document_id, [0] * len(marks))
            for place, mark in enumerate(marks):
                own[place] += sign * use.belongs(*mark)


async def _place(connection: AsyncConnection, document_id: str, turn_id: str, fresh: Fresh) -> tuple[datetime, str]:
    uses = document_uses.c
    own = select(uses.asked_at).where(uses.document_id == document_id, uses.turn_id == turn_id)
    known: datetime | None = await connection.scalar(own)
    at = known or next((use.asked_at for use in fresh.uses if use.turn_id == turn_id), None)
    if at is None:
        raise InvalidRequest("This cursor is none of ours: begin again with the first page.")
    return at, turn_id
