"""What reviewers were shown: how they came to a turn, and whether they knew what the grader had said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sqlalchemy import ColumnElement, and_, case, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.review_order import Candidate
from service.storage.database import upsert
from service.storage.tables import grade_pages, review_showings
from service.storage.types import now


class Picked(StrEnum):
    """How a reviewer came to a turn: only what was drawn by chance tells a rate."""

    RISK = "risk"
    RANDOM = "random"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Showing:
    """How a reviewer came to a grade, and whether it was hidden from them ever since."""

    picked: Picked
    blind: bool


UNSEEN = Showing(Picked.NAMED, blind=False)
"""Of a turn that the reviewer knows from elsewhere: nobody can tell what they have seen of it."""


class Named(Protocol):
    """What tells a grade from others."""

    @property
    def turn_id(self) -> str:
        """The turn that it is of."""

    @property
    def grader(self) -> str:
        """Who gave it."""

    @property
    def version(self) -> str:
        """In which version."""


async def note_shown(
    connection: AsyncConnection, reviewer: str, grades: Sequence[Named], picked: Picked, *, blind: bool
) -> None:
    """These were put before the reviewer.

    What was ever drawn for them by chance stays so, whichever way they meet it again: the draw knew nothing of the
    turn. A grade that they have seen once is never hidden again.
    """
    if not grades:
        return
    at = now()
    statement = upsert(connection, review_showings).values(
        [
            {
                "reviewer": reviewer,
                "turn_id": one.turn_id,
                "grader": one.grader,
                "version": one.version,
                "picked": picked,
                "grade_shown": not blind,
                "at": at,
            }
            for one in grades
        ]
    )
    new = statement.excluded
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["reviewer", "turn_id", "grader", "version"],
            set_={
                "picked": case((new.picked == Picked.RANDOM, new.picked), else_=review_showings.c.picked),
                "grade_shown": or_(review_showings.c.grade_shown, new.grade_shown),
            },
        )
    )


async def showing_of(connection: AsyncConnection, reviewer: str, grade: Candidate) -> Showing:
    """How this reviewer came to this grade; `UNSEEN` where it was never put before them."""
    row = (await connection.execute(select(review_showings).where(_key(reviewer, grade)))).first()
    if row is None:
        return UNSEEN
    opened = await page_opened(connection, reviewer, grade.conversation_id)
    return Showing(Picked(row.picked), blind=not row.grade_shown and not opened)


async def reveal(connection: AsyncConnection, reviewer: str, grade: Candidate) -> None:
    """The reviewer has been told what the grader said."""
    await connection.execute(update(review_showings).where(_key(reviewer, grade)).values(grade_shown=True))


async def page_opened(connection: AsyncConnection, reviewer: str, conversation_id: str) -> bool:
    """Whether the reviewer has opened the page of this conversation, which shows all its grades."""
    query = select(grade_pages.c.at).where(
        grade_pages.c.reviewer == reviewer, grade_pages.c.conversation_id == conversation_id
    )
    return (await connection.execute(query)).first() is not None


async def note_page(connection: AsyncConnection, reviewer: str, conversation_id: str) -> None:
    """The reviewer has opened the page of this conversation."""
    opened = upsert(connection, grade_pages).values(reviewer=reviewer, conversation_id=conversation_id, at=now())
    await connection.execute(opened.on_conflict_do_nothing())


def _key(reviewer: str, grade: Candidate) -> ColumnElement[bool]:
    return and_(
        review_showings.c.reviewer == reviewer,
        review_showings.c.turn_id == grade.turn_id,
        review_showings.c.grader == grade.grader,
        review_showings.c.version == grade.version,
    )
