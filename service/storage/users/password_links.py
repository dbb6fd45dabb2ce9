"""Links by which somebody sets a password once; each user has at most one, and making another ends the former."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.roles import Role
from service.storage.tables import password_links, users
from service.storage.users.users import NO_PASSWORD, User


@dataclass(frozen=True, slots=True)
class Linked:
    """Whose link it is; `invited`: it is their first."""

    user: User
    invited: bool
    expires_at: datetime


async def put_link(connection: AsyncConnection, user_id: str, token_hash: str, by: str, expires_at: datetime) -> None:
    """Enter a link in place of the one that the user may have."""
    await connection.execute(delete(password_links).where(password_links.c.user_id == user_id))
    await connection.execute(
        insert(password_links).values(user_id=user_id, token_hash=token_hash, created_by=by, expires_at=expires_at)
    )


async def find_link(connection: AsyncConnection, token_hash: str, at: datetime) -> Linked | None:
    """Whose link this is, unless it has ended or its user is disabled."""
    query = (
        select(users, password_links.c.expires_at)
        .join(password_links, password_links.c.user_id == users.c.id)
        .where(
            password_links.c.token_hash == token_hash,
            password_links.c.expires_at > at,
            users.c.disabled_at.is_(None),
        )
    )
    row = (await connection.execute(query)).first()
    if row is None:
        return None
    user = User(row.id, row.email, row.name, Role(row.role))
    return Linked(user, row.password_hash == NO_PASSWORD, row.expires_at)


async def take_link(connection: AsyncConnection, token_hash: str) -> bool:
    """End a link because it is used; False where somebody else was faster."""
    taken = await connection.execute(delete(password_links).where(password_links.c.token_hash == token_hash))
    return taken.rowcount == 1
