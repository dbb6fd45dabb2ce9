"""The users as admins see them, and the log-ins of one as they see them themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.roles import Role
from service.storage.tables import logins, memberships, operator_groups, password_links, profile_pictures, users
from service.storage.types import AnyRow, UtcDateTime
from service.storage.users.groups import member_at
from service.storage.users.profile_pictures import picture_path
from service.storage.users.users import NO_PASSWORD

UserState = Literal["active", "invited", "disabled"]
_ID_CHARS = 16


@dataclass(frozen=True, slots=True)
class ListedUser:
    """A user. `link_until` is when the link that they were given ends, null where none is open.

    `picture` is the path of their profile picture.
    """

    id: str
    email: str
    name: str
    role: Role
    group: str | None
    state: UserState
    created_at: datetime
    logged_in_at: datetime | None
    link_until: datetime | None
    picture: str | None


@dataclass(frozen=True, slots=True)
class OwnLogin:
    """Where somebody is logged in; `id` is the beginning of the hash of what opens it."""

    id: str
    agent: str
    address: str
    created_at: datetime
    expires_at: datetime
    current: bool


async def list_team(connection: AsyncConnection, at: datetime, user_id: str | None = None) -> list[ListedUser]:
    """Everybody who can or could log in, or this one, by e-mail address."""
    moment = literal(at, UtcDateTime())
    query = (
        select(
            users,
            operator_groups.c.name.label("group"),
            password_links.c.expires_at.label("link_until"),
            profile_pictures.c.key.label("picture_key"),
        )
        .outerjoin(memberships, member_at(users.c.id, moment))
        .outerjoin(operator_groups, operator_groups.c.id == memberships.c.group_id)
        .outerjoin(password_links, (password_links.c.user_id == users.c.id) & (password_links.c.expires_at > moment))
        .outerjoin(profile_pictures, profile_pictures.c.user_id == users.c.id)
        .order_by(users.c.email)
    )
    if user_id is not None:
        query = query.where(users.c.id == user_id)
    return [_listed(row) for row in await connection.execute(query)]


async def own_logins(connection: AsyncConnection, user_id: str, at: datetime, token_hash: str) -> list[OwnLogin]:
    """Where this user is logged in, the newest first; `token_hash` is of the one that asks."""
    found = (
        select(logins).where(logins.c.user_id == user_id, logins.c.expires_at > at).order_by(logins.c.created_at.desc())
    )
    return [
        OwnLogin(
            row.token_hash[:_ID_CHARS],
            row.agent,
            row.address,
            row.created_at,
            row.expires_at,
            row.token_hash == token_hash,
        )
        for row in await connection.execute(found)
    ]


async def end_login(connection: AsyncConnection, user_id: str, login_id: str) -> bool:
    """End one log-in of this user; False where they have none of that id."""
    own = logins.c.user_id == user_id
    ended = await connection.execute(
        delete(logins).where(own, logins.c.token_hash.startswith(login_id, autoescape=True))
    )
    return ended.rowcount > 0


async def end_other_logins(connection: AsyncConnection, user_id: str, token_hash: str) -> None:
    """End all log-ins of this user but one."""
    await connection.execute(delete(logins).where(logins.c.user_id == user_id, logins.c.token_hash != token_hash))


def _listed(row: AnyRow) -> ListedUser:
    state: UserState = "disabled" if row.disabled_at else "invited" if row.password_hash == NO_PASSWORD else "active"
    return ListedUser(
        row.id,
        row.email,
        row.name,
        Role(row.role),
        row.group,
        state,
        row.created_at,
        row.logged_in_at,
        row.link_until,
        picture_path(row.picture_key),
    )
