"""Where one who waits for an operator stands: so many are ahead, or nobody is there until a certain time."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.agent.handoff.hours import next_opening
from service.in_force import Policies
from service.storage.routing.waiting_line import position_of, waits_by
from service.storage.types import now


@dataclass(frozen=True, slots=True)
class Place:
    """`position` is 1 for who is next, None where nobody is served now: then `opens_at` says when somebody will be."""

    position: int | None = None
    opens_at: datetime | None = None


NOWHERE = Place()
"""Of who does not wait."""


async def place_of(connection: AsyncConnection, policies: Policies, conversation_id: str) -> Place:
    """By the hours of the group in which the conversation waits, else of its account or the hand-off policy."""
    waits = await waits_by(connection, conversation_id)
    if waits is None:
        return NOWHERE
    in_force = await policies.look(connection)
    opens_at = next_opening(in_force.handoff_in(waits.group_id, waits.hours).hours, now())
    return Place(opens_at=opens_at) if opens_at else Place(await position_of(connection, conversation_id))
