"""Other programs' keys: of a key only its start, to recognise it by, and a hash are stored."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.tables import api_keys
from service.storage.types import AnyRow, new_id

# A program that asks many times a second need not write as often.
_USED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is listed; `start` are its first characters."""

    id: str
    name: str
    start: str
    created_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


async def add_key(connection: AsyncConnection, name: str, start: str, key_hash: str, at: datetime) -> ApiKey:
    """Enter a new key."""
    key = ApiKey(new_id(), name, start, at, None, None)
    await connection.execute(
        insert(api_keys).values(id=key.id, name=name, start=start, key_hash=key_hash, created_at=at)
    )
    return key


async def list_keys(connection: AsyncConnection) -> list[ApiKey]:
    """All keys, the revoked ones too, the newest first."""
    return [_key(row) for row in await connection.execute(select(api_keys).order_by(api_keys.c.id.desc()))]


async def find_key(connection: AsyncConnection, key_hash: str) -> ApiKey | None:
    """The key with this hash, unless it is revoked."""
    found = await connection.execute(
        select(api_keys).where(api_keys.c.key_hash == key_hash, api_keys.c.revoked_at.is_(None))
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
    return ApiKey(row.id, row.name, row.start, row.created_at, row.used_at, row.revoked_at)
