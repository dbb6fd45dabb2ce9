"""Grades that may be reviewed: the newest ones, and some drawn by chance from all turns of a time."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal_column, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.review_order import Candidate
from graphs.evaluator.grader import COULD_NOT_GRADE, NOT_SAMPLED, OVER_BUDGET
from service.storage.memories.forgetting import NOTHING_LEFT
from service.storage.tables import conversations, grades, messages, reviews, turns
from service.storage.types import AnyRow

NEWEST = 5_000
"""How many grades a queue by risk is made of, the newest ones."""
_BATCH = 500
# The last 32 bits of a UUIDv7 are random (RFC 9562): in their order every beginning is a sample of all turns.
_LOT_CHARS = 8


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who reviews, by the name under which reviews are stored; `user_id` where they log in."""

    name: str
    user_id: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What is drawn from: the turns asked in [since, until). Another seed begins the same order elsewhere."""

    since: datetime | None = None
    until: datetime | None = None
    seed: int = 0


EVERYTHING = Frame()


async def newest(
    connection: AsyncConnection, grader: str | None, reviewer: Reviewer, *, overlap: bool
) -> list[Candidate]:
    """The newest grades that nobody has reviewed; with `overlap`, those that others have and this reviewer has not."""
    query = _open(grader, reviewer).where(_left_to(reviewer, overlap=overlap))
    batches = _newest_first(connection, overlap=overlap)
    return await _first(connection, query, batches, NEWEST)


async def drawn(
    connection: AsyncConnection, grader: str | None, reviewer: Reviewer, frame: Frame, limit: int, *, overlap: bool
) -> list[Candidate]:
    """Grades drawn by chance that nobody has reviewed as such yet; with `overlap`, that others have.

    The order is that of the random part of the turns' ids, the same for everybody. So what is read of a growing period
    stays an even sample of it: a new turn takes its place among the others, ahead of what has been read or behind. What
    was reviewed for its risk is drawn like any other: left out, it would be missing in the rate.
    """
    query = _open(grader, reviewer).where(_left_to(reviewer, reviews.c.picked == "random", overlap=overlap))
    batches = _in_order_of_lots(connection, frame, overlap=overlap)
    return await _first(connection, query, batches, limit)


def judged(grader: str | None) -> Select[*tuple[object, ...]]:
    """Grades that are judgements, with what a candidate needs to be known by."""
    query = (
        select(
            grades.c.turn_id,
            grades.c.grader,
            grades.c.version,
            grades.c.label,
            grades.c.score,
            grades.c.graded_at,
            turns.c.conversation_id,
            turns.c.language,
            turns.c.upset,
            turns.c.asked_at,
            (turns.c.held | turns.c.handoff.is_not(None)).label("handed_off"),
            conversations.c.channel,
        )
        .join(turns, turns.c.id == grades.c.turn_id)
        .join(conversations, conversations.c.id == turns.c.conversation_id)
        .where(
            grades.c.state == "done",
            grades.c.label.not_in((COULD_NOT_GRADE, NOT_SAMPLED, OVER_BUDGET)),
            func.coalesce(grades.c.reason, "") != NOTHING_LEFT,
        )
    )
    return query.where(grades.c.grader == grader) if grader else query


def candidate(row: AnyRow) -> Candidate:
    """A row of `judged`."""
    return Candidate(
        turn_id=row.turn_id,
        conversation_id=row.conversation_id,
        grader=row.grader,
        version=row.version,
        label=row.label,
        score=row.score,
        upset=row.upset,
        handed_off=bool(row.handed_off),
        language=row.language,
        channel=row.channel,
        graded_at=row.graded_at,
    )


def _open(grader: str | None, reviewer: Reviewer) -> Select[*tuple[object, ...]]:
    """Each grader's latest grade of a turn, unless the reviewer has replied in that turn themselves."""
    later = grades.alias("later")
    query = judged(grader).where(
        ~exists().where(
            later.c.turn_id == grades.c.turn_id,
            later.c.grader == grades.c.grader,
            later.c.state == "done",
            # As an expression, lest SQLite looks through all that was graded later, not through the turn's few grades.
            func.coalesce(later.c.graded_at, later.c.not_before) > grades.c.graded_at,
        )
    )
    if reviewer.user_id is None:
        return query
    return query.where(
        ~exists().where(messages.c.turn_id == grades.c.turn_id, messages.c.operator_id == reviewer.user_id)
    )


def _left_to(reviewer: Reviewer, *where: ColumnElement[bool], overlap: bool) -> ColumnElement[bool]:
    """Whether a grade is still to be reviewed. `where` says which reviews count as such."""
    if overlap:
        return and_(_reviewed(*where), ~_reviewed(reviews.c.reviewer == reviewer.name))
    return ~_reviewed(*where)


def _reviewed(*where: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        reviews.c.turn_id == grades.c.turn_id,
        reviews.c.grader == grades.c.grader,
        reviews.c.version == grades.c.version,
        *where,
    )


async def _first(
    connection: AsyncConnection,
    query: Select[*tuple[object, ...]],
    batches: AsyncIterator[Sequence[str]],
    limit: int,
) -> list[Candidate]:
    """The first grades of the query in the order of the turns that the batches give; no more is read than needed."""
    found: list[Candidate] = []
    async for ids in batches:
        place = {turn_id: at for at, turn_id in enumerate(ids)}
        rows = [candidate(row) for row in await connection.execute(query.where(grades.c.turn_id.in_(ids)))]
        found += sorted(rows, key=lambda one: (place[one.turn_id], one.grader))
        if len(found) >= limit:
            break
    return found[:limit]


async def _newest_first(connection: AsyncConnection, *, overlap: bool) -> AsyncIterator[Sequence[str]]:
    query = select(turns.c.id).order_by(turns.c.id.desc()).limit(_BATCH)
    if overlap:
        query = query.where(turns.c.id.in_(select(reviews.c.turn_id)))
    found = (await connection.execute(query)).scalars().all()
    while found:
        yield found
        found = (await connection.execute(query.where(turns.c.id < found[-1]))).scalars().all()


async def _in_order_of_lots(
    connection: AsyncConnection, frame: Frame, *, overlap: bool
) -> AsyncIterator[Sequence[str]]:
    """From the seed's place on and then from the beginning up to there."""
    lot: ColumnElement[str] = func.substr(turns.c.id, literal_column("29"))
    start = sha256(str(frame.seed).encode()).hexdigest()[:_LOT_CHARS]
    query = select(turns.c.id, lot.label("lot")).order_by(lot, turns.c.id).limit(_BATCH)
    if frame.since:
        query = query.where(turns.c.asked_at >= frame.since)
    if frame.until:
        query = query.where(turns.c.asked_at < frame.until)
    if overlap:
        query = query.where(turns.c.id.in_(select(reviews.c.turn_id)))
    for part in (query.where(lot >= start), query.where(lot < start)):
        last = ("", "")
        while rows := (
            await connection.execute(
                part.where(lot >= last[0], or_(lot > last[0], and_(lot == last[0], turns.c.id > last[1])))
            )
        ).all():
            yield [row.id for row in rows]
            last = (rows[-1].lot, rows[-1].id)
