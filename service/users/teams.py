"""Operators by their e-mail addresses: their roles, groups and wages."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import InvalidRequest, NotAllowedNow, NotFound
from service.roles import Role
from service.storage.database import Database
from service.storage.types import now
from service.storage.users.groups import add_group, find_group, join, leave, working_group
from service.storage.users.users import User, admins, change_role, find_user
from service.storage.users.wages import Earner, put_wage
from service.users.auth import normalised


async def set_role(database: Database, email: str, role: Role) -> None:
    """Give a user another role. Raises NotFound, and InvalidRequest where nobody would be an admin any more."""
    async with database.write() as connection:
        user = await operator(connection, email)
        if role is not Role.ADMIN:
            await ensure_another_admin(connection, user)
        await change_role(connection, user.id, role)


async def ensure_another_admin(connection: AsyncConnection, user: User) -> None:
    """Refuse to lose the only admin who can log in. Raises InvalidRequest."""
    if await admins(connection) == [user.id]:
        raise InvalidRequest(f"{user.email} is the only admin: make somebody else one first.")


async def create_group(database: Database, name: str) -> None:
    """Make a group. Raises InvalidRequest where there is one of that name."""
    async with database.write() as connection:
        if not await add_group(connection, database, name, now()):
            raise InvalidRequest(f"There is a group {name} already, maybe among `turnwise group list --archived`.")


async def join_group(database: Database, name: str, emails: list[str], since: datetime) -> None:
    """Put operators into a group, all or none; each leaves the one they are in.

    Raises NotFound, and NotAllowedNow for an archived group.
    """
    async with database.write() as connection:
        group_id = await group_at_work(connection, name)
        for email in emails:
            await join(connection, (await operator(connection, email)).id, group_id, since)


async def leave_group(database: Database, emails: list[str], at: datetime) -> None:
    """Take operators out of their groups, all or none. Raises NotFound, also for who is in no group then."""
    async with database.write() as connection:
        for email in emails:
            user = await operator(connection, email)
            if not await leave(connection, user.id, at):
                raise NotFound(f"{user.email} is in no group at that time.")


async def set_wage_of_operator(
    database: Database, email: str, per_hour: Decimal, currency: str, valid_from: datetime
) -> None:
    """Enter what an operator's hour costs; it goes before their group's wage. Raises NotFound."""
    async with database.write() as connection:
        earner = Earner(operator_id=(await operator(connection, email)).id)
        await put_wage(connection, earner, per_hour, currency, valid_from)


async def set_wage_of_group(
    database: Database, name: str, per_hour: Decimal, currency: str, valid_from: datetime
) -> None:
    """Enter what an hour of each operator of a group costs. Raises NotFound."""
    async with database.write() as connection:
        earner = Earner(group_id=await group_named(connection, name))
        await put_wage(connection, earner, per_hour, currency, valid_from)


async def operator(connection: AsyncConnection, email: str) -> User:
    """The user of this address. Raises NotFound."""
    found = await find_user(connection, normalised(email))
    if found is None:
        raise NotFound(f"There is no user {email}: `turnwise operator list` shows those that there are.")
    return found.user


async def group_at_work(connection: AsyncConnection, name: str) -> str:
    """The id of the group of this name. Raises NotFound, and NotAllowedNow for an archived one."""
    found = await group_named(connection, name)
    if await working_group(connection, name) is None:
        raise NotAllowedNow(f"The group {name} is archived: `turnwise group restore {name}` first.")
    return found


async def group_named(connection: AsyncConnection, name: str) -> str:
    """The id of the group of this name, be it archived. Raises NotFound."""
    found = await find_group(connection, name)
    if found is None:
        raise NotFound(f"There is no group {name}: `turnwise group list` shows those that there are.")
    return found
