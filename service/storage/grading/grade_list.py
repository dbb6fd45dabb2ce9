"""Grades listed by filters, the latest turns first, and how often each label was given.

Whatever the filters, a page looks through so many turns at most: a label that nobody was given for a year must not make
the database read the year.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.evaluator.grader import NOT_APPLICABLE, NOT_SAMPLED, OVER_BUDGET
from service.errors import InvalidRequest
from service.storage.grading.rule_hits import AGENT
from service.storage.memories.forgetting import NOTHING_LEFT
from service.storage.messages.asked import asked_turns
from service.storage.tables import conversations, grades, messages, rule_hits, turns, users
from service.storage.types import AnyRow

MOST_TURNS = 5_000
"""How many turns a page of grades looks through."""
MOST_COUNTED = 20_000
"""How many turns labels are counted in, the latest."""
IDLE = (NOT_APPLICABLE, NOT_SAMPLED, OVER_BUDGET)
"""What is listed only where it is asked for: nothing was judged there."""
_FIRST_BATCH, _BATCH = 100, 500
_MARK = "~"
_KEY = (grades.c.grader, grades.c.version, grades.c.stage)


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeFilters:
    """Which grades are wanted; None takes all. `operator` is an e-mail address, or `agent`; times are of the question.

    `least` and `most` are scores, `rule` one that has hit the turn.
    """

    grader: str | None = None
    label: str | None = None
    least: float | None = None
    most: float | None = None
    rule: str | None = None
    operator: str | None = None
    channel: str | None = None
    language: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ListedGrade:
    """A grade with the turn that it is of; `asked` is how the customer's first message of that turn begins."""

    turn_id: str
    conversation_id: str
    grader: str
    version: str
    stage: str
    label: str
    score: float | None
    reason: str | None
    channel: str
    language: str | None
    replied_by: str | None
    asked_at: datetime
    asked: str


@dataclass(frozen=True, slots=True)
class GradePage:
    """`next` asks for what follows, None where no turn is left; `looked_to` is when the last turn looked at was asked.

    A page may hold fewer than were wanted, or none, and have a next one: then it has looked through `MOST_TURNS`.
    """

    grades: list[ListedGrade]
    next: str | None
    looked_to: datetime | None


@dataclass(frozen=True, slots=True)
class _Place:
    """A turn, and where in its grades; without `key`, behind all of them."""

    asked_at: datetime
    turn_id: str
    key: tuple[str, ...] = ()


async def grade_page(
    connection: AsyncConnection, filters: GradeFilters, cursor: str | None = None, limit: int = 50
) -> GradePage:
    """A page of grades, the turn that was asked last first. Raises InvalidRequest for a cursor not of ours."""
    place = await _place_of(connection, cursor) if cursor else None
    found: list[ListedGrade] = []
    looked = 0
    while True:
        size = _BATCH if looked else _FIRST_BATCH
        batch = (await connection.execute(_batch(filters, place, size))).all()
        if not batch:
            return GradePage(await _with_questions(connection, found), None, place.asked_at if place else None)
        query = _listed(filters, [row.id for row in batch]).limit(limit - len(found) + 1)
        if place and place.key:
            query = query.where(or_(grades.c.turn_id != place.turn_id, tuple_(*_KEY) > tuple_(*place.key)))
        found += [_grade(row) for row in await connection.execute(query)]
        if len(found) > limit:
            last = found[limit - 1]
            cut = _MARK.join((last.turn_id, last.grader, last.version, last.stage))
            return GradePage(await _with_questions(connection, found[:limit]), cut, last.asked_at)
        looked += len(batch)
        place = _Place(batch[-1].asked_at, batch[-1].id)
        if looked >= MOST_TURNS:
            return GradePage(await _with_questions(connection, found), place.turn_id, place.asked_at)


async def label_counts(connection: AsyncConnection, filters: GradeFilters) -> tuple[dict[str, int], bool]:
    """How often each label was given in the latest `MOST_COUNTED` turns; whether turns before were left out."""
    latest = _asked(filters).with_only_columns(turns.c.id).limit(MOST_COUNTED).subquery()
    wanted = (grades.c.turn_id.in_(select(latest.c.id)), *_conditions(filters))
    query = _joined(select(grades.c.label, func.count().label("n"))).where(*wanted).group_by(grades.c.label)
    counted = {row.label: int(row.n) for row in await connection.execute(query)}
    more = await connection.execute(_asked(filters).offset(MOST_COUNTED).limit(1))
    return counted, more.first() is not None


def _asked(filters: GradeFilters) -> Select[Any]:
    """Turns of the time, the last asked first."""
    query = select(turns.c.id, turns.c.asked_at).order_by(turns.c.asked_at.desc(), turns.c.id.desc())
    if filters.since is not None:
        query = query.where(turns.c.asked_at >= filters.since)
    return query.where(turns.c.asked_at < filters.until) if filters.until is not None else query


def _batch(filters: GradeFilters, place: _Place | None, size: int) -> Select[Any]:
    query = _asked(filters).limit(size)
    if place is None:
        return query
    at, own = turns.c.asked_at, turns.c.id
    earlier = own <= place.turn_id if place.key else own < place.turn_id
    # The first condition is what the index on the time can begin at.
    return query.where(at <= place.asked_at, or_(at < place.asked_at, and_(at == place.asked_at, earlier)))


def _joined(query: Select[Any]) -> Select[Any]:
    query = query.join(turns, turns.c.id == grades.c.turn_id)
    return query.join(conversations, conversations.c.id == turns.c.conversation_id)


def _listed(filters: GradeFilters, turn_ids: Sequence[str]) -> Select[Any]:
    columns = (grades.c.label, grades.c.score, grades.c.reason, turns.c.language, turns.c.replied_by)
    query = select(
        grades.c.turn_id, *_KEY, *columns, turns.c.conversation_id, turns.c.asked_at, conversations.c.channel
    )
    if filters.label is None:
        query = query.where(grades.c.label.not_in(IDLE))
    return (
        _joined(query)
        .where(grades.c.turn_id.in_(turn_ids), *_conditions(filters))
        .order_by(turns.c.asked_at.desc(), turns.c.id.desc(), *_KEY)
    )


def _conditions(filters: GradeFilters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [grades.c.state == "done", func.coalesce(grades.c.reason, "") != NOTHING_LEFT]
    for column, value in (
        (grades.c.grader, filters.grader),
        (grades.c.label, filters.label),
        (conversations.c.channel, filters.channel),
        (turns.c.language, filters.language),
    ):
        if value is not None:
            found.append(column == value)
    if filters.least is not None:
        found.append(grades.c.score >= filters.least)
    if filters.most is not None:
        found.append(grades.c.score <= filters.most)
    if filters.rule is not None:
        hit = select(rule_hits.c.id).where(rule_hits.c.turn_id == grades.c.turn_id, rule_hits.c.rule == filters.rule)
        found.append(hit.exists())
    if filters.operator == AGENT:
        found.append(turns.c.replied_by == AGENT)
    elif filters.operator is not None:
        said = select(messages.c.id).join(users, users.c.id == messages.c.operator_id)
        found.append(said.where(messages.c.turn_id == grades.c.turn_id, users.c.email == filters.operator).exists())
    return found


async def _place_of(connection: AsyncConnection, cursor: str) -> _Place:
    turn_id, *key = cursor.split(_MARK)
    row = (await connection.execute(select(turns.c.asked_at).where(turns.c.id == turn_id))).first()
    if row is None or len(key) not in (0, len(_KEY)):
        raise InvalidRequest("This cursor is none of ours: begin again with the first page.")
    return _Place(row.asked_at, turn_id, tuple(key))


async def _with_questions(connection: AsyncConnection, found: Sequence[ListedGrade]) -> list[ListedGrade]:
    asked = await asked_turns(connection, [one.turn_id for one in found])
    return [replace(one, asked=asked[one.turn_id].asked) if one.turn_id in asked else one for one in found]


def _grade(row: AnyRow) -> ListedGrade:
    return ListedGrade(**row._asdict(), asked="")
