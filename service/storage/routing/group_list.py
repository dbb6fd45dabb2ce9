"""Groups as the settings show them: who is in them, which accounts send hand-offs there, whether they can go."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import NotAllowedNow, NotFound
from service.roles import Right, Role
from service.storage.routing.archiving import WORKING
from service.storage.tables import (
    account_settings,
    accounts,
    conversations,
    memberships,
    operator_groups,
    users,
    wages,
)
from service.storage.types import UtcDateTime
from service.storage.users.groups import member_at
from service.storage.users.presences import is_there


@dataclass(frozen=True, slots=True)
class Member:
    """An operator of a group; `there` is somebody to whom a conversation could be given."""

    id: str
    name: str
    email: str
    there: bool


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """A group with those who are in it, and the names of the accounts whose hand-offs go there.

    `used`: operators have worked in it or a wage is on record for it, so that it can be archived but not removed.
    """

    id: str
    name: str
    archived_at: datetime | None
    used: bool
    members: tuple[Member, ...]
    accounts: tuple[str, ...]


async def list_with_members(connection: AsyncConnection, at: datetime, *, archived: bool = False) -> list[ListedGroup]:
    """The groups that take conversations, or the archived ones, by name."""
    of_users = await connection.execute(
        select(memberships.c.group_id, users.c.id, users.c.name, users.c.email, is_there(users.c.id, at).label("there"))
        .join(users, users.c.id == memberships.c.operator_id)
        .where(member_at(users.c.id, literal(at, UtcDateTime())), users.c.disabled_at.is_(None))
        .order_by(users.c.name, users.c.id)
    )
    members: dict[str, list[Member]] = {}
    for row in of_users:
        members.setdefault(row.group_id, []).append(Member(row.id, row.name, row.email, bool(row.there)))
    of_accounts = await connection.execute(
        select(account_settings.c.group_id, accounts.c.name)
        .join(accounts, accounts.c.id == account_settings.c.account_id)
        .where(account_settings.c.group_id.is_not(None))
        .order_by(accounts.c.name)
    )
    sending: dict[str, list[str]] = {}
    for group_id, name in of_accounts:
        sending.setdefault(group_id, []).append(name)
    worked = exists().where(memberships.c.group_id == operator_groups.c.id)
    paid = exists().where(wages.c.group_id == operator_groups.c.id)
    groups = await connection.execute(
        select(
            operator_groups.c.id,
            operator_groups.c.name,
            operator_groups.c.archived_at,
            or_(worked, paid).label("used"),
        )
        .where(~WORKING if archived else WORKING)
        .order_by(operator_groups.c.name)
    )
    return [
        ListedGroup(
            row.id,
            row.name,
            row.archived_at,
            bool(row.used),
            tuple(members.get(row.id, ())),
            tuple(sending.get(row.id, ())),
        )
        for row in groups
    ]


async def lock_group(connection: AsyncConnection, group_id: str, *, archived_too: bool = False) -> None:
    """Let nobody else change it, or send anything there, before this transaction ends.

    Raises NotFound, and NotAllowedNow for an archived one unless `archived_too`.
    """
    own = select(operator_groups.c.archived_at).where(operator_groups.c.id == group_id)
    row = (await connection.execute(own.with_for_update(key_share=True))).first()
    if row is None:
        raise NotFound("There is no such group.")
    if row.archived_at is not None and not archived_too:
        raise NotAllowedNow("This group is archived: restore it first.")


async def members_of(connection: AsyncConnection, group_id: str, at: datetime) -> list[str]:
    """Who is in the group at that time."""
    own = member_at(memberships.c.operator_id, literal(at, UtcDateTime()))
    return list(
        await connection.scalars(select(memberships.c.operator_id).where(memberships.c.group_id == group_id, own))
    )


async def who_answers(connection: AsyncConnection, user_ids: Collection[str]) -> set[str]:
    """Those of these users who answer customers."""
    rows = await connection.execute(
        select(users.c.id, users.c.role).where(users.c.id.in_(user_ids), users.c.disabled_at.is_(None))
    )
    return {row.id for row in rows if Role(row.role).may(Right.ANSWER)}


async def rename_group(connection: AsyncConnection, group_id: str, name: str) -> None:
    """The name must be free."""
    await connection.execute(update(operator_groups).where(operator_groups.c.id == group_id).values(name=name))


async def ensure_nothing_comes(connection: AsyncConnection, group_id: str) -> None:
    """Raises NotAllowedNow where an account sends its hand-offs there."""
    if await connection.scalar(select(exists().where(account_settings.c.group_id == group_id))):
        raise NotAllowedNow("Channel accounts send hand-offs to this group: change that first.")


async def ensure_unused(connection: AsyncConnection, group_id: str) -> None:
    """Raises NotAllowedNow where something on record rests on the group."""
    uses = (
        (conversations.c.group_id == group_id, "Conversations went to this group: archive it instead."),
        (
            memberships.c.group_id == group_id,
            "Operators have worked in this group, and rates tell of it: archive it instead.",
        ),
        (
            wages.c.group_id == group_id,
            "Wages are on record for this group, and costs rest on them: archive it instead.",
        ),
    )
    for condition, sentence in uses:
        if await connection.scalar(select(exists().where(condition))):
            raise NotAllowedNow(sentence)


async def remove_group(connection: AsyncConnection, group_id: str) -> None:
    """Nothing may rest on it."""
    await connection.execute(delete(operator_groups).where(operator_groups.c.id == group_id))
