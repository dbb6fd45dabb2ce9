"""Other programs' keys: of a key only its start, to recognise it by, and a hash are stored."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.scopes import AGENT_ONLY, Scopes, scopes_of
from service.storage.tables import api_keys
from service.storage.types import AnyRow

# A program that asks many times a second need not write as often.
_USED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is listed; `start` are its first characters."""

    id: str
    name: str
    start: str
    created_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None
    scopes: Scopes = AGENT_ONLY
    created_by: str = ""
    expires_at: datetime | None = None


async def add_key(connection: AsyncConnection, key: ApiKey, key_hash: str) -> None:
    """Enter a new key."""
    await connection.execute(
        insert(api_keys).values(
            id=key.id,
            name=key.name,
            start=key.start,
            key_hash=key_hash,
            scopes=str(key.scopes),
            created_at=key.created_at,
            created_by=key.created_by,
            expires_at=key.expires_at,
        )
    )


async def list_keys(connection: AsyncConnection) -> list[ApiKey]:
    """All keys, the revoked ones too, the newest first."""
    return [_key(row) for row in await connection.execute(select(api_keys).order_by(api_keys.c.id.desc()))]


async def find_key(connection: AsyncConnection, key_hash: str, at: datetime) -> ApiKey | None:
    """The key with this hash, unless it is revoked or has expired by then."""
    in_force = or_(api_keys.c.expires_at.is_(None), api_keys.c.expires_at > at)
    found = await connection.execute(
        select(api_keys).where(api_keys.c.key_hash == key_hash, api_keys.c.revoked_at.is_(None), in_force)
    )
    row = found.first()
    return _key(row) if row else None


async def key_used(connection: AsyncConnection, key_id: str, at: datetime) -> None:
    """Note that the key was used, at most once a minute."""
    stale = or_(api_keys.c.used_at.is_(None), api_keys.c.used_at < at - _USED_EVERY)
    await connection.execute(update(api_keys).where(api_keys.c.id == key_id, stale).values(used_at=at))


def was_used_lately(key: ApiKey, at: datetime) -> bool:
    """Whether noting it again would change nothing."""
    return key.used_at is not None and key.used_at >= at - _USED_EVERY


async def revoke_key(connection: AsyncConnection, key_id: str, at: datetime) -> bool:
    """End a key; False where there is none of this id, or it has ended already."""
    ended = await connection.execute(
        update(api_keys).where(api_keys.c.id == key_id, api_keys.c.revoked_at.is_(None)).values(revoked_at=at)
    )
    return ended.rowcount == 1


def _key(row: AnyRow) -> ApiKey:
    return ApiKey(
        row.id,
        row.name,
        row.start,
        row.created_at,
        row.used_at,
        row.revoked_at,
        scopes_of(row.scopes.split()),
        row.created_by,
        row.expires_at,
    )
