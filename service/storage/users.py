"""Who may log in, and their log-ins: tokens are stored as hashes only, so that a stolen database opens nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.roles import Role
from service.storage.database import Database
from service.storage.tables import logins, users
from service.storage.types import AnyRow, new_id


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


async def find_user(connection: AsyncConnection, email: str) -> Secret | None:
    """The user with this e-mail address, which must be in lower case."""
    row = (await connection.execute(select(users).where(users.c.email == email))).first()
    return Secret(_user(row), row.password_hash) if row else None


async def list_users(connection: AsyncConnection) -> list[User]:
    """Everybody who can log in, by e-mail address."""
    return [_user(row) for row in await connection.execute(select(users).order_by(users.c.email))]


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


async def count_admins(connection: AsyncConnection) -> int:
    """How many users are admins; their rows are locked for this transaction, so that two changes see each other."""
    admins = select(users.c.id).where(users.c.role == Role.ADMIN).with_for_update()
    return len((await connection.execute(admins)).all())


async def change_password(connection: AsyncConnection, user_id: str, password_hash: str, *, log_out: bool) -> None:
    """Replace a user's password hash; with `log_out`, end all their log-ins, too."""
    await connection.execute(update(users).where(users.c.id == user_id).values(password_hash=password_hash))
    if log_out:
        await connection.execute(delete(logins).where(logins.c.user_id == user_id))


async def add_login(
    connection: AsyncConnection, user_id: str, token_hash: str, at: datetime, expires_at: datetime
) -> None:
    """Enter a log-in, and forget those that have expired."""
    await connection.execute(delete(logins).where(logins.c.expires_at <= at))
    await connection.execute(
        insert(logins).values(token_hash=token_hash, user_id=user_id, created_at=at, expires_at=expires_at)
    )


async def user_of_login(connection: AsyncConnection, token_hash: str, at: datetime) -> User | None:
    """Who is logged in by this token."""
    row = (
        await connection.execute(
            select(users.c.id, users.c.email, users.c.name, users.c.role)
            .join(logins, logins.c.user_id == users.c.id)
            .where(logins.c.token_hash == token_hash, logins.c.expires_at > at)
        )
    ).first()
    return _user(row) if row else None


async def remove_login(connection: AsyncConnection, token_hash: str) -> None:
    """End a log-in."""
    await connection.execute(delete(logins).where(logins.c.token_hash == token_hash))


def _user(row: AnyRow) -> User:
    return User(row.id, row.email, row.name, Role(row.role))
