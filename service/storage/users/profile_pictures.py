"""Users' profile pictures, at addresses that nobody can guess and that change with the picture."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.database import upsert
from service.storage.tables import profile_pictures, users

_KEY_BYTES = 24


@dataclass(frozen=True, slots=True)
class Author:
    """The operator who wrote something; `picture` is the path of their profile picture, None without one."""

    name: str
    picture: str | None


def picture_path(key: str | None) -> str | None:
    """Where the picture with that key is, on this server."""
    return f"/api/pictures/{key}" if key else None


async def set_picture(connection: AsyncConnection, user_id: str, body: bytes, at: datetime) -> None:
    """Put a picture (WebP) in the place of the present one; its address is another one."""
    values = {"key": secrets.token_urlsafe(_KEY_BYTES), "body": body, "set_at": at}
    await connection.execute(
        upsert(connection, profile_pictures)
        .values(user_id=user_id, **values)
        .on_conflict_do_update(index_elements=["user_id"], set_=values)
    )


async def remove_picture(connection: AsyncConnection, user_id: str) -> bool:
    """Take a user's picture away; False where they had none."""
    removed = await connection.execute(delete(profile_pictures).where(profile_pictures.c.user_id == user_id))
    return removed.rowcount > 0


async def find_picture(connection: AsyncConnection, key: str) -> bytes | None:
    """The picture (WebP) at that address."""
    body: bytes | None = await connection.scalar(select(profile_pictures.c.body).where(profile_pictures.c.key == key))
    return body


async def picture_of(connection: AsyncConnection, user_id: str) -> str | None:
    """The path of a user's picture."""
    return picture_path(
        await connection.scalar(select(profile_pictures.c.key).where(profile_pictures.c.user_id == user_id))
    )


async def authors_of(connection: AsyncConnection, user_ids: Collection[str]) -> dict[str, Author]:
    """These users as those see them to whom they write, by id."""
    if not user_ids:
        return {}
    found = await connection.execute(
        select(users.c.id, users.c.name, profile_pictures.c.key)
        .outerjoin(profile_pictures, profile_pictures.c.user_id == users.c.id)
        .where(users.c.id.in_(user_ids))
    )
    return {row.id: Author(row.name, picture_path(row.key)) for row in found}
