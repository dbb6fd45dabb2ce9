"""Who may log in, and their log-ins: tokens are stored as hashes only, so that a stolen database opens nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.database import Database
from service.storage.tables import logins, users
from service.storage.types import new_id


@dataclass(frozen=True, slots=True)
class User:
    """An operator or admin."""

    id: str
    email: str
    name: str


@dataclass(frozen=True, slots=True)
class Secret:
    """A user with the hash of their password: for checking it, and for nothing else."""

    user: User
    password_hash: str


async def find_user(connection: AsyncConnection, email: str) -> Secret | None:
    """The user with this e-mail address, which must be in lower case."""
    row = (await connection.execute(select(users).where(users.c.email == email))).first()
    return Secret(User(row.id, row.email, row.name), row.password_hash) if row else None


async def any_user(connection: AsyncConnection) -> bool:
    """Whether anybody can log in at all."""
    return (await connection.execute(select(users.c.id).limit(1))).first() is not None


async def add_user(
    connection: AsyncConnection, database: Database, email: str, name: str, password_hash: str, at: datetime
) -> bool:
    """Enter a user; False where another process has entered the address first."""
    entered = await connection.execute(
        database.insert(users)
        .values(id=new_id(), email=email, name=name, password_hash=password_hash, created_at=at)
        .on_conflict_do_nothing(index_elements=["email"])
        .returning(users.c.id)
    )
    return entered.first() is not None


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
            select(users.c.id, users.c.email, users.c.name)
            .join(logins, logins.c.user_id == users.c.id)
            .where(logins.c.token_hash == token_hash, logins.c.expires_at > at)
        )
    ).first()
    return User(row.id, row.email, row.name) if row else None


async def remove_login(connection: AsyncConnection, token_hash: str) -> None:
    """End a log-in."""
    await connection.execute(delete(logins).where(logins.c.token_hash == token_hash))
