"""Groups of operators as admins change them: name, members and routing together, all of it or nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.problems import plain
from service.errors import InvalidPolicy, InvalidRequest, Misplaced, NotAllowedNow
from service.policies.routing import GroupRouting, RoutingPolicy
from service.storage.database import Database
from service.storage.policies import PolicyKind, newest_policy, save_policy
from service.storage.routing.archiving import archive_group, restore_group
from service.storage.routing.group_list import (
    ensure_nothing_comes,
    ensure_unused,
    lock_group,
    members_of,
    remove_group,
    rename_group,
    who_answers,
)
from service.storage.types import now
from service.storage.users.groups import add_group, find_group, join, leave, list_groups, working_group
from service.texts import clean

NAME_CHARS = 100


async def make_group(database: Database, name: str) -> str:
    """Make a group and return its id. Raises InvalidRequest where there is one of that name."""
    cleaned = checked_name(name)
    async with database.write() as connection:
        if not await add_group(connection, database, cleaned, now()):
            raise await taken_name(connection, cleaned)
        return str(await find_group(connection, cleaned))


async def change_group(
    database: Database,
    group_id: str,
    name: str,
    members: Sequence[str],
    routing: Mapping[str, Any],
    based_on: int,
    by: str,
) -> None:
    """Raises NotFound, InvalidRequest, InvalidPolicy, and NotAllowedNow where somebody has saved routing since, or the
    group is archived."""
    cleaned, document, at = checked_name(name), read_routing(routing), now()
    async with database.write() as connection:
        await lock_group(connection, group_id)
        if await find_group(connection, cleaned) not in (None, group_id):
            raise await taken_name(connection, cleaned)
        await rename_group(connection, group_id, cleaned)
        await _set_members(connection, group_id, members, at)
        await put_routing(connection, database, group_id, document, based_on, by)


async def remove(database: Database, group_id: str, by: str) -> None:
    """Remove a group that nothing rests on. Raises NotFound, and NotAllowedNow where something does."""
    async with database.write() as connection:
        await lock_group(connection, group_id, archived_too=True)
        await _give_up_routing(connection, database, group_id, by)
        await ensure_unused(connection, group_id)
        await remove_group(connection, group_id)


async def archive(database: Database, group_id: str, by: str) -> list[str]:
    """Nothing goes to the group from now on and nobody is in it; rates still tell of it.

    Returns the ids of the conversations that waited in it: they wait for others now. Archiving an archived one changes
    nothing. Raises NotFound, and NotAllowedNow where accounts or another group send conversations there.
    """
    async with database.write() as connection:
        await lock_group(connection, group_id, archived_too=True)
        await _give_up_routing(connection, database, group_id, by)
        return await archive_group(connection, group_id, now())


async def restore(database: Database, group_id: str) -> None:
    """It has nobody in it and the defaults of routing. Raises NotFound."""
    async with database.write() as connection:
        await lock_group(connection, group_id, archived_too=True)
        await restore_group(connection, group_id)


async def taken_name(connection: AsyncConnection, name: str) -> InvalidRequest:
    """What to raise where a group has this name already."""
    if await working_group(connection, name):
        return InvalidRequest(f"There is a group {name} already.")
    return InvalidRequest(f"There is an archived group {name}: restore it, or choose another name.")


async def put_routing(
    connection: AsyncConnection, database: Database, group_id: str, document: GroupRouting, based_on: int, by: str
) -> None:
    """Put a group's routing in force. Raises InvalidPolicy, and NotAllowedNow where somebody has saved since."""
    number, policy = await routing_of(connection)
    known = {one.id for one in await list_groups(connection, now())}
    if document.overflow_to is not None and document.overflow_to not in known:
        raise InvalidPolicy([Misplaced("overflow_to", "unknown_group", "there is no such group")])
    try:
        changed = policy.with_group(group_id, document)
    except ValidationError as error:
        first = error.errors()[0]
        raise InvalidPolicy([Misplaced("overflow_to", first["type"], plain(first["msg"]))]) from error
    if changed != policy or number != based_on:
        await save_policy(connection, database, PolicyKind.ROUTING, changed, based_on, by, now())


async def routing_of(connection: AsyncConnection) -> tuple[int, RoutingPolicy]:
    """The number of the routing in force, and the routing."""
    stored = await newest_policy(connection, PolicyKind.ROUTING)
    return (stored.number, RoutingPolicy.model_validate(stored.document)) if stored else (0, RoutingPolicy())


def read_routing(document: Mapping[str, Any]) -> GroupRouting:
    """Raises InvalidPolicy with what is wrong, by field."""
    try:
        return GroupRouting.model_validate(dict(document))
    except ValidationError as error:
        raise InvalidPolicy(
            [
                Misplaced(".".join(map(str, one["loc"])) or "overflow_to", one["type"], plain(one["msg"]))
                for one in error.errors(include_url=False, include_context=False, include_input=False)
            ]
        ) from error


def checked_name(name: str) -> str:
    """Raises InvalidRequest."""
    cleaned = clean(name).strip()
    if not 1 <= len(cleaned) <= NAME_CHARS:
        raise InvalidRequest(f"A name has 1 to {NAME_CHARS} characters.")
    return cleaned


async def _give_up_routing(connection: AsyncConnection, database: Database, group_id: str, by: str) -> None:
    number, policy = await routing_of(connection)
    if any(one.overflow_to == group_id for one in policy.groups.values()):
        raise NotAllowedNow("Another group's conversations go there while it is slow: change that first.")
    await ensure_nothing_comes(connection, group_id)
    if group_id in policy.groups:
        left = policy.with_group(group_id, None)
        await save_policy(connection, database, PolicyKind.ROUTING, left, number, by, now())


async def _set_members(connection: AsyncConnection, group_id: str, wanted: Sequence[str], at: datetime) -> None:
    before = set(await members_of(connection, group_id, at))
    coming = [one for one in dict.fromkeys(wanted) if one not in before]
    if set(coming) - await who_answers(connection, coming):
        raise InvalidRequest("Somebody in the list does not answer customers here: choose operators and admins.")
    for one in sorted(before - set(wanted)):
        await leave(connection, one, at)
    for one in coming:
        await join(connection, one, group_id, at)
