"""Turns by what was asked in them, for lists that lead to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.tables import messages, turns

_SHOWN_CHARS = 200


@dataclass(frozen=True, slots=True)
class AskedTurn:
    """A turn; `asked` is how the customer's first message of it begins."""

    turn_id: str
    conversation_id: str
    asked_at: datetime
    asked: str


async def asked_turns(connection: AsyncConnection, turn_ids: Iterable[str]) -> dict[str, AskedTurn]:
    """These turns by their ids; those that are not stored are left out."""
    first = and_(messages.c.conversation_id == turns.c.conversation_id, messages.c.seq == turns.c.first_seq)
    query = (
        select(turns.c.id, turns.c.conversation_id, turns.c.asked_at, func.substr(messages.c.text, 1, _SHOWN_CHARS))
        .join(messages, first)
        .where(turns.c.id.in_(set(turn_ids)))
    )
    return {row[0]: AskedTurn(*row) for row in await connection.execute(query)}
