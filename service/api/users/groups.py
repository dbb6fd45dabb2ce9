"""Groups of operators with their routing: who is in them, what they take, how it is given out."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.agent.handoff.hours import is_open
from service.deps import CurrentCaller, CurrentResources, PathId, Reading, needs
from service.in_force import InForce
from service.policies.routing import GroupRouting
from service.resources import Resources
from service.rest.shown import Shown, problems
from service.roles import Right
from service.routing.group_changes import archive, change_group, make_group, remove, restore
from service.storage.policies import PolicyKind
from service.storage.routing.group_list import ListedGroup, list_with_members
from service.storage.routing.group_responses import responses_of
from service.storage.routing.routing import count_waiting
from service.storage.types import now

router = APIRouter(prefix="/api/groups", tags=["users"], dependencies=needs(Right.SEE, Right.MANAGE))

UserId = Annotated[str, StringConstraints(max_length=36)]


class Member(Shown):
    """Somebody in a group."""

    id: str
    name: str
    email: str


class Response(Shown):
    """How quickly the group answers: the 90th percentile of `n` response times of its last `window_minutes`.

    `over`: new conversations go to another group now.
    """

    p90_s: float | None
    n: int
    over: bool


class Group(BaseModel):
    """A group. `accounts` are those whose hand-offs go there; `open`: by its own hours somebody is there now.

    `waiting` conversations wait in it, `online` of its members can be given some. `used`: rates or costs rest on it, so
    that it can be archived but not deleted.
    """

    id: str
    name: str
    archived_at: datetime | None
    used: bool
    routing: GroupRouting
    members: list[Member]
    accounts: list[str]
    open: bool
    waiting: int
    online: int
    response: Response


class Groups(BaseModel):
    """All groups by name; `number` is the `based_on` of the next change."""

    number: int
    groups: list[Group]


class NewGroup(BaseModel):
    """A group to be made."""

    name: Annotated[str, StringConstraints(max_length=200)]


class GroupChange(BaseModel):
    """The whole group as it is to be: `members` are ids of users; what `routing` leaves out has its default."""

    name: Annotated[str, StringConstraints(max_length=200)]
    members: list[UserId] = Field(max_length=1_000)
    routing: dict[str, Any]
    based_on: int = Field(ge=0)


class Archived(BaseModel):
    """Whether the group takes nothing any more."""

    archived: bool


@router.get("", responses=problems(401, 403))
async def list_groups(connection: Reading, resources: CurrentResources, archived: bool = False) -> Groups:
    """Those that take conversations, or the archived ones, with how things stand."""
    return await _groups(connection, resources, archived=archived)


@router.post("", status_code=HTTPStatus.CREATED, responses=problems(401, 403, 422))
async def add_group(new: NewGroup, resources: CurrentResources) -> Group:
    """Make a group with nobody in it, whose operators take what waits themselves."""
    group_id = await make_group(resources.database, new.name)
    resources.live.changed("team")
    async with resources.database.read() as connection:
        return next(one for one in (await _groups(connection, resources)).groups if one.id == group_id)


@router.put("/{id}", responses=problems(401, 403, 404, 409, 422))
async def put_group(
    group_id: PathId, change: GroupChange, caller: CurrentCaller, resources: CurrentResources
) -> Groups:
    """Change a group: all of it or nothing. Members leave the groups that they were in."""
    await change_group(
        resources.database, group_id, change.name, change.members, change.routing, change.based_on, caller.by
    )
    resources.live.changed("team")
    resources.care.routing.wake()
    async with resources.database.read() as connection:
        return await _groups(connection, resources)


@router.put("/{id}/archived", responses=problems(401, 403, 404, 409, 422))
async def put_archived(
    group_id: PathId, change: Archived, caller: CurrentCaller, resources: CurrentResources
) -> Groups:
    """Archive a group: its members leave it, what waits in it waits for others, rates still tell of it. Or restore it.

    The answer holds the groups that take conversations then.
    """
    if change.archived:
        for one in await archive(resources.database, group_id, caller.by):
            resources.live.changed("conversation", one)
    else:
        await restore(resources.database, group_id)
    resources.live.changed("team")
    resources.care.routing.wake()
    async with resources.database.read() as connection:
        return await _groups(connection, resources)


@router.delete("/{id}", status_code=HTTPStatus.NO_CONTENT, responses=problems(401, 403, 404, 409))
async def delete_group(group_id: PathId, caller: CurrentCaller, resources: CurrentResources) -> None:
    """Remove a group that nothing rests on."""
    await remove(resources.database, group_id, caller.by)
    resources.live.changed("team")


async def _groups(connection: AsyncConnection, resources: Resources, *, archived: bool = False) -> Groups:
    in_force, waiting = await resources.policies.look(connection), await count_waiting(connection)
    return Groups(
        number=resources.policies.number(PolicyKind.ROUTING),
        groups=[
            await _shown(connection, one, in_force, waiting.get(one.id, 0))
            for one in await list_with_members(connection, now(), archived=archived)
        ],
    )


async def _shown(connection: AsyncConnection, group: ListedGroup, in_force: InForce, waiting: int) -> Group:
    routing, moment = in_force.routing.of(group.id), now()
    hours = in_force.handoff_in(group.id, None).hours
    responses = await responses_of(connection, group.id, routing, hours, moment)
    return Group(
        id=group.id,
        name=group.name,
        archived_at=group.archived_at,
        used=group.used,
        routing=routing,
        members=[Member.model_validate(one) for one in group.members],
        accounts=list(group.accounts),
        open=routing.hours is None or is_open(routing.hours, moment),
        waiting=waiting,
        online=sum(one.there for one in group.members),
        response=Response.model_validate(responses),
    )
