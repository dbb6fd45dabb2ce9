"""Which turns cite a document, and what came of them: worked out of turns and grades, kept, and counted.

Kept by `service.rates.keeping`. What has changed since is worked out by whoever counts, so that numbers are as of now.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.kpi_changes import changed_ids
from service.storage.tables import conversations, document_uses, documents, grades, turns
from service.storage.types import AnyRow

MOST_DIRECT = 500
"""So many changed conversations are worked out by whoever asks; where there are more, the numbers are behind."""
SATISFIED, DISSATISFIED = 4, 2
"""Ratings from and up to which a customer was."""
_PART = 400
_JUDGED: Mapping[str, tuple[str, Mapping[str, bool]]] = {
    "groundedness": ("grounded", {"grounded": True, "ungrounded": False}),
    "relevance": ("relevant", {"relevant": True, "irrelevant": False, "refused": False}),
    "resolution": ("resolved", {"resolved": True, "unresolved": False, "needs_human": False}),
}
"""By grader the column and what each label says; labels in between say neither."""

Aspect = Literal["grounded", "relevant", "resolved", "rating"]
Part = Literal["cited", "well", "badly"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A row of `document_uses`."""

    document_id: str
    asked_at: datetime
    turn_id: str
    conversation_id: str
    grounded: bool | None = None
    relevant: bool | None = None
    resolved: bool | None = None
    rating: int | None = None

    def verdict(self, aspect: Aspect) -> bool | None:
        """Good, bad, or neither."""
        if aspect != "rating":
            verdict: bool | None = getattr(self, aspect)
            return verdict
        if self.rating is None or DISSATISFIED < self.rating < SATISFIED:
            return None
        return self.rating >= SATISFIED

    def belongs(self, part: Part, aspect: Aspect | None = None) -> bool:
        """Whether it is one of those behind a number: badly is what is bad in any aspect, well what is good in some
        and bad in none."""
        if part == "cited":
            return True
        verdicts = [self.verdict(one) for one in ([aspect] if aspect else ASPECTS)]
        return False in verdicts if part == "badly" else True in verdicts and False not in verdicts


ASPECTS: tuple[Aspect, ...] = ("grounded", "relevant", "resolved", "rating")


async def uses_in(connection: AsyncConnection, conversation_ids: Sequence[str]) -> list[Use]:
    """Worked out of what is stored of these conversations."""
    found: list[Use] = []
    for at in range(0, len(conversation_ids), _PART):
        found += await _worked_out(connection, conversation_ids[at : at + _PART])
    return found


async def put_uses(connection: AsyncConnection, conversation_ids: Sequence[str], uses: Sequence[Use]) -> None:
    """Put them in place of those that were kept of these conversations."""
    for at in range(0, len(conversation_ids), _PART):
        part = conversation_ids[at : at + _PART]
        await connection.execute(delete(document_uses).where(document_uses.c.conversation_id.in_(part)))
    if uses:
        await connection.execute(insert(document_uses), [asdict(use) for use in uses])


@dataclass(frozen=True, slots=True)
class Fresh:
    """What has changed since it was kept: `uses` as they are now; `behind` counts what is left out of them."""

    ids: Collection[str]
    uses: Sequence[Use]
    behind: int


async def fresh_uses(connection: AsyncConnection) -> Fresh:
    """Of the conversations that are not kept as they are, where these are few."""
    ids = await changed_ids(connection, MOST_DIRECT + 1)
    if len(ids) > MOST_DIRECT:
        return Fresh((), (), len(ids))
    return Fresh(ids, await uses_in(connection, ids), 0)


async def kept_uses(connection: AsyncConnection, conversation_ids: Collection[str]) -> list[Use]:
    """As they were kept of these conversations."""
    wanted = list(conversation_ids)
    found: list[Use] = []
    for at in range(0, len(wanted), _PART):
        part = document_uses.c.conversation_id.in_(wanted[at : at + _PART])
        found += [use_of(row) for row in await connection.execute(select(document_uses).where(part))]
    return found


def condition(part: Part, aspect: Aspect | None = None) -> ColumnElement[bool]:
    """The same as `Use.belongs`, for the database."""
    if part == "cited":
        return true()
    chosen = [aspect] if aspect else ASPECTS
    bad = func.coalesce(or_(*(_says(one, good=False) for one in chosen)), False)
    if part == "badly":
        return bad
    return and_(func.coalesce(or_(*(_says(one, good=True) for one in chosen)), False), ~bad)


def _says(aspect: Aspect, *, good: bool) -> ColumnElement[bool]:
    if aspect != "rating":
        return func.coalesce(document_uses.c[aspect].is_(good), False)
    rating = func.coalesce(document_uses.c.rating, 3)
    return rating >= SATISFIED if good else rating <= DISSATISFIED


async def _worked_out(connection: AsyncConnection, ids: Sequence[str]) -> list[Use]:
    columns = (turns.c.id, turns.c.conversation_id, turns.c.asked_at, turns.c.citations, conversations.c.rating)
    taken = await connection.execute(
        select(*columns)
        .join(conversations, conversations.c.id == turns.c.conversation_id)
        .where(turns.c.conversation_id.in_(ids))
    )
    cited = {row.id: (row, {one["document"] for one in row.citations}) for row in taken if row.citations}
    known = await _ids_of(connection, {name for _, names in cited.values() for name in names})
    verdicts = await _verdicts(connection, ids) if known else {}
    return [
        Use(
            document_id=known[name],
            asked_at=row.asked_at,
            turn_id=row.id,
            conversation_id=row.conversation_id,
            rating=row.rating,
            **verdicts.get(row.id, {}),
        )
        for row, names in cited.values()
        for name in names & known.keys()
    ]


async def _verdicts(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """By turn what its latest grades say."""
    graded = await connection.execute(
        select(grades.c.turn_id, grades.c.grader, grades.c.label)
        .join(turns, turns.c.id == grades.c.turn_id)
        .where(turns.c.conversation_id.in_(ids), grades.c.grader.in_(_JUDGED), grades.c.state == "done")
        .order_by(grades.c.graded_at, grades.c.version)
    )
    found: dict[str, dict[str, Any]] = {}
    for row in graded:
        column, labels = _JUDGED[row.grader]
        found.setdefault(row.turn_id, {})[column] = labels.get(row.label)
    return found


async def _ids_of(connection: AsyncConnection, names: Iterable[str]) -> dict[str, str]:
    wanted = sorted(names)
    found: dict[str, str] = {}
    for at in range(0, len(wanted), _PART):
        part = documents.c.name.in_(wanted[at : at + _PART])
        found |= {
            row.name: row.id for row in await connection.execute(select(documents.c.name, documents.c.id).where(part))
        }
    return found


def use_of(row: AnyRow) -> Use:
    """From a row of `document_uses`."""
    return Use(**row._asdict())
