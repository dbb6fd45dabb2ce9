"""Whether one is there to be given conversations."""

from fastapi import APIRouter
from pydantic import BaseModel

from service.deps import CurrentResources, CurrentUser, needs
from service.resources import Resources
from service.rest.shown import Shown, problems
from service.roles import Right
from service.storage.types import now
from service.storage.users.colleagues import list_colleagues
from service.storage.users.presences import Chosen

router = APIRouter(prefix="/api/desk/presence", tags=["conversations"], dependencies=needs(Right.ANSWER))


class Choice(BaseModel):
    """What the reader says of themselves; nothing new is given to who is not `online`."""

    presence: Chosen


class Presence(Shown):
    """`chosen` is what the reader said, `presence` what counts: `offline` whenever the console is not open.

    `conversations` they have now, and may be given until they have `capacity`; null where they are given none.
    """

    presence: Chosen
    chosen: Chosen
    conversations: int
    capacity: int | None


@router.get("", responses=problems(401, 403))
async def get_presence(user: CurrentUser, resources: CurrentResources) -> Presence:
    """The reader's own."""
    return await _presence(user.id, resources)


@router.put("", responses=problems(401, 403, 422))
async def put_presence(choice: Choice, user: CurrentUser, resources: CurrentResources) -> Presence:
    """Say whether one is there, from now on and over log-ins. What was given and not answered goes to others."""
    await resources.care.routing.choose_presence(user.id, choice.presence)
    return await _presence(user.id, resources)


async def _presence(user_id: str, resources: Resources) -> Presence:
    async with resources.database.read() as connection:
        routing = (await resources.policies.look(connection)).routing
        (own,) = await list_colleagues(connection, routing, now(), user_id)
    return Presence.model_validate(own)
