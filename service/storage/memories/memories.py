"""Summaries of what fell out of a conversation's window, as rows: read with a turn, carried on after it."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.memory.summary import Point
from service.storage.database import Database
from service.storage.tables import messages, summaries, turns
from service.storage.types import now

MOST_MESSAGES = 200
"""So many are read in one step; a conversation that began elsewhere may take several."""
ERASED = "erased"
"""The `kind` of a message whose text was deleted at the customer's wish."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What is kept of the messages up to `upto_seq`; `text` is a model's account, empty where there is none."""

    upto_seq: int = 0
    points: tuple[Point, ...] = ()
    text: str = ""
    written_by: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A message that is not summed up yet. `answered` tells of its turn: None where an operator replied, or nobody."""

    seq: int
    role: str
    text: str
    answered: bool | None


async def load_summaries(connection: AsyncConnection, conversation_ids: Collection[str]) -> dict[str, Summary]:
    """The summaries of these conversations; most have none."""
    rows = await connection.execute(select(summaries).where(summaries.c.conversation_id.in_(conversation_ids)))
    return {
        row.conversation_id: Summary(
            row.upto_seq, tuple(Point(**point) for point in row.points), row.text, row.written_by
        )
        for row in rows
    }


async def said_after(connection: AsyncConnection, conversation_id: str, seq: int) -> list[Said]:
    """What was said after `seq`, in order; at most `MOST_MESSAGES`."""
    rows = await connection.execute(
        select(messages.c.seq, messages.c.role, messages.c.text, turns.c.answered, turns.c.replied_by)
        .outerjoin(turns, turns.c.id == messages.c.turn_id)
        .where(messages.c.conversation_id == conversation_id, messages.c.seq > seq, messages.c.kind != ERASED)
        .order_by(messages.c.seq)
        .limit(MOST_MESSAGES)
    )
    return [Said(row.seq, row.role, row.text, row.answered if row.replied_by == "agent" else None) for row in rows]


async def save_summary(
    connection: AsyncConnection, database: Database, conversation_id: str, before: Summary, after: Summary
) -> bool:
    """Put `after` in the place of `before`; False where another process was faster, or what it rests on is deleted."""
    still_there = await connection.execute(
        select(messages.c.id).where(
            messages.c.conversation_id == conversation_id,
            messages.c.seq == after.upto_seq,
            messages.c.kind != ERASED,
        )
    )
    if still_there.first() is None:
        return False
    values = {
        "upto_seq": after.upto_seq,
        "points": [asdict(point) for point in after.points],
        "text": after.text,
        "written_by": after.written_by,
        "at": now(),
    }
    if before == Summary():
        made = await connection.execute(
            database.insert(summaries).values(conversation_id=conversation_id, **values).on_conflict_do_nothing()
        )
    else:
        same = (summaries.c.conversation_id == conversation_id) & (summaries.c.upto_seq == before.upto_seq)
        made = await connection.execute(update(summaries).where(same, summaries.c.text == before.text).values(values))
    return made.rowcount == 1


def lengths(said: Sequence[Said]) -> list[int]:
    """In characters."""
    return [len(one.text) for one in said]
