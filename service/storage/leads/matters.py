"""What the conversations of leads are about, and whether one of them is urgent: read off their turns."""

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.tables import turns


@dataclass(slots=True)
class Matter:
    """The intents of one conversation, or of several; `urgent` where the customer once said so."""

    intents: set[str] = field(default_factory=set)
    urgent: bool = False

    def add(self, other: "Matter") -> None:
        """Take the other's in."""
        self.intents |= other.intents
        self.urgent |= other.urgent


async def matters_of(connection: AsyncConnection, conversation_ids: Collection[str]) -> dict[str, Matter]:
    """By conversation; those without a turn are not there."""
    rows = await connection.execute(
        select(turns.c.conversation_id, turns.c.intent, turns.c.urgency)
        .where(turns.c.conversation_id.in_(conversation_ids))
        .distinct()
    )
    matters: dict[str, Matter] = {}
    for conversation_id, intent, urgency in rows:
        matters.setdefault(conversation_id, Matter()).add(Matter({intent} if intent else set(), urgency == "high"))
    return matters


def joined(matters: Collection[Matter]) -> Matter:
    """All of them as one."""
    whole = Matter()
    for matter in matters:
        whole.add(matter)
    return whole
