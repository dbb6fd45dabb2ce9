"""Who works here: to hand something to, to name in a note, to see who is there and how much they have."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, Field

from service.deps import CurrentCaller, CurrentResources, PathId, Reading, needs
from service.errors import NotFound
from service.policies.routing import MOST_AT_ONCE, Languages, RoutingPolicy, Skills
from service.rest.shown import Shown, problems
from service.roles import Right
from service.storage.types import now
from service.storage.users.colleagues import list_colleagues, set_terms
from service.storage.users.groups import list_groups
from service.storage.users.presences import Chosen

router = APIRouter(prefix="/api/colleagues", tags=["log-in"], dependencies=needs(Right.SEE, Right.MANAGE))


class Colleague(Shown):
    """Somebody who can log in; `me`: the reader. `answers`: may take conversations, of which they have so many now.

    Of these `offered` were given to them and are not answered yet. `online`: the console is open; `chosen` is what they
    say of themselves, `presence` what counts, `seen_at` their last sign of life. `capacity` is how many conversations
    they may be given, null where they are given none; `own_capacity` what is set for them alone. Empty `skills` and
    `languages` are as the group has them. `picture` is the path of their profile picture.
    """

    id: str
    me: bool = False
    email: str
    name: str
    group: str | None
    group_id: str | None
    answers: bool
    online: bool
    presence: Chosen
    chosen: Chosen
    seen_at: datetime | None
    conversations: int
    offered: int
    capacity: int | None
    own_capacity: int | None
    skills: list[str]
    languages: list[str]
    picture: str | None


class Colleagues(BaseModel):
    """All of them by name, and the groups that there are."""

    colleagues: list[Colleague]
    groups: list[str]


class Terms(BaseModel):
    """What an operator may be given. `capacity` null is as their group has it, 0 gives them nothing.

    They are given nothing in other `languages` than these, and what asks for other `skills` only where nobody else of
    the group has room.
    """

    capacity: int | None = Field(None, ge=0, le=MOST_AT_ONCE)
    skills: Skills = ()
    languages: Languages = ()


@router.get("", responses=problems(401, 403))
async def show_colleagues(connection: Reading, caller: CurrentCaller, resources: CurrentResources) -> Colleagues:
    """Everybody, and the groups."""
    routing = (await resources.policies.look(connection)).routing
    found = [Colleague.model_validate(one) for one in await list_colleagues(connection, routing, now())]
    return Colleagues(
        colleagues=[one.model_copy(update={"me": one.id == caller.user_id}) for one in found],
        groups=[group.name for group in await list_groups(connection, now())],
    )


@router.put("/{id}", responses=problems(401, 403, 404, 422))
async def put_terms(user_id: PathId, terms: Terms, caller: CurrentCaller, resources: CurrentResources) -> Colleague:
    """Say what an operator may be given."""
    async with resources.database.write() as connection:
        if not await list_colleagues(connection, RoutingPolicy(), now(), user_id):
            raise NotFound("There is nobody with this id who can log in.")
        await set_terms(connection, user_id, terms.capacity, terms.skills, terms.languages)
    resources.live.changed("team")
    resources.care.routing.wake()
    async with resources.database.read() as connection:
        routing = (await resources.policies.look(connection)).routing
        (changed,) = await list_colleagues(connection, routing, now(), user_id)
    return Colleague.model_validate(changed).model_copy(update={"me": changed.id == caller.user_id})
