"""Who may log in: their names, roles and passwords."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.roles import Role
from service.storage.database import Database
from service.storage.tables import logins, password_links, users
from service.storage.types import AnyRow, new_id

NO_PASSWORD = ""
"""The hash of whom has been invited and has set no password yet: no password fits it."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who logs in."""

    id: str
    email: str
    name: str
    role: Role = Role.ADMIN


@dataclass(frozen=True, slots=True)
class Secret:
    """A user with the hash of their password: for checking it, and for nothing else."""

    user: User
    password_hash: str
    disabled: bool


async def find_user(connection: AsyncConnection, email: str) -> Secret | None:
    """The user with this e-mail address, which must be in lower case."""
    row = (await connection.execute(select(users).where(users.c.email == email))).first()
    return _secret(row) if row else None


async def get_user(connection: AsyncConnection, user_id: str) -> Secret | None:
    """The user with this id."""
    row = (await connection.execute(select(users).where(users.c.id == user_id))).first()
    return _secret(row) if row else None


async def list_users(connection: AsyncConnection) -> list[User]:
    """Everybody who can log in, by e-mail address."""
    working = users.c.disabled_at.is_(None) & (users.c.password_hash != NO_PASSWORD)
    return [_user(row) for row in await connection.execute(select(users).where(working).order_by(users.c.email))]


async def any_user(connection: AsyncConnection) -> bool:
    """Whether anybody can log in at all."""
    return (await connection.execute(select(users.c.id).limit(1))).first() is not None


async def add_user(
    connection: AsyncConnection,
    database: Database,
    email: str,
    name: str,
    password_hash: str,
    at: datetime,
    role: Role = Role.ADMIN,
) -> bool:
    """Enter a user; False where another process has entered the address first."""
    entered = await connection.execute(
        database.insert(users)
        .values(id=new_id(), email=email, name=name, password_hash=password_hash, created_at=at, role=role)
        .on_conflict_do_nothing(index_elements=["email"])
        .returning(users.c.id)
    )
    return entered.first() is not None


async def change_role(connection: AsyncConnection, user_id: str, role: Role) -> None:
    """Give a user another role."""
    await connection.execute(update(users).where(users.c.id == user_id).values(role=role))


async def rename(connection: AsyncConnection, user_id: str, name: str) -> None:
    """Show colleagues another name."""
    await connection.execute(update(users).where(users.c.id == user_id).values(name=name))


async def disable(connection: AsyncConnection, user_id: str, at: datetime | None) -> None:
    """Let a user log in no more, from now on, and end what they are logged in by; with None let them in again."""
    await connection.execute(update(users).where(users.c.id == user_id).values(disabled_at=at))
    if at is not None:
        for theirs in (logins, password_links):
            await connection.execute(delete(theirs).where(theirs.c.user_id == user_id))


async def remove_invited(connection: AsyncConnection, user_id: str) -> bool:
    """Remove a user who has never set a password, and so has done nothing; False where they have."""
    removed = await connection.execute(delete(users).where(users.c.id == user_id, users.c.password_hash == NO_PASSWORD))
    return removed.rowcount == 1


async def admins(connection: AsyncConnection) -> list[str]:
    """The ids of the admins who can log in; their rows are locked for this transaction, so that two changes see
    each other."""
    found = select(users.c.id).where(
        users.c.role == Role.ADMIN, users.c.disabled_at.is_(None), users.c.password_hash != NO_PASSWORD
    )
    return list(await connection.scalars(found.with_for_update()))


async def change_password(
    connection: AsyncConnection, user_id: str, password_hash: str, *, log_out: bool, except_hash: str | None = None
) -> None:
    """Replace a user's password hash; with `log_out`, end all their log-ins, too, but for `except_hash`."""
    await connection.execute(update(users).where(users.c.id == user_id).values(password_hash=password_hash))
    if log_out:
        others = logins.c.user_id == user_id
        await connection.execute(delete(logins).where(others, logins.c.token_hash != (except_hash or "")))


async def add_login(
    connection: AsyncConnection,
    user_id: str,
    token_hash: str,
    at: datetime,
    expires_at: datetime,
    agent: str = "",
    address: str = "",
) -> None:
    """Enter a log-in, and forget those that have expired."""
    await connection.execute(delete(logins).where(logins.c.expires_at <= at))
    await connection.execute(
        insert(logins).values(
            token_hash=token_hash,
            user_id=user_id,
            created_at=at,
            expires_at=expires_at,
            agent=agent[:200],
            address=address[:64],
        )
    )
    await connection.execute(update(users).where(users.c.id == user_id).values(logged_in_at=at))


async def user_of_login(connection: AsyncConnection, token_hash: str, at: datetime) -> User | None:
    """Who is logged in by this token."""
    row = (
        await connection.execute(
            select(users.c.id, users.c.email, users.c.name, users.c.role)
            .join(logins, logins.c.user_id == users.c.id)
            .where(logins.c.token_hash == token_hash, logins.c.expires_at > at, users.c.disabled_at.is_(None))
        )
    ).first()
    return _user(row) if row else None


async def remove_login(connection: AsyncConnection, token_hash: str) -> None:
    """End a log-in."""
    await connection.execute(delete(logins).where(logins.c.token_hash == token_hash))


def _secret(row: AnyRow) -> Secret:
    return Secret(_user(row), row.password_hash, row.disabled_at is not None)


def _user(row: AnyRow) -> User:
    return User(row.id, row.email, row.name, Role(row.role))
