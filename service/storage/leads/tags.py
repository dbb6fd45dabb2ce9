"""What operators call leads: short words of their own."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import NotFound
from service.storage.tables import lead_people, lead_tags

MOST = 20
TAG_CHARS = 40


async def set_tags(connection: AsyncConnection, person_id: str, tags: Collection[str]) -> None:
    """Give a lead these tags instead of those that it has. Raises NotFound."""
    found = await connection.execute(select(lead_people.c.id).where(lead_people.c.id == person_id).with_for_update())
    if found.first() is None:
        raise NotFound("There is no such lead: it may have been joined with another one of the same person.")
    await connection.execute(delete(lead_tags).where(lead_tags.c.person_id == person_id))
    if tags:
        await connection.execute(
            insert(lead_tags), [{"person_id": person_id, "tag": tag} for tag in dict.fromkeys(tags)]
        )


async def tags_of(connection: AsyncConnection, person_ids: Collection[str]) -> dict[str, list[str]]:
    """The tags by lead, in alphabetical order; who has none is not there."""
    tags: dict[str, list[str]] = {}
    rows = await connection.execute(
        select(lead_tags).where(lead_tags.c.person_id.in_(person_ids)).order_by(lead_tags.c.tag)
    )
    for row in rows:
        tags.setdefault(row.person_id, []).append(row.tag)
    return tags


async def list_tags(connection: AsyncConnection, limit: int = 200) -> Sequence[str]:
    """The tags in use, the most frequent first."""
    often = select(lead_tags.c.tag).group_by(lead_tags.c.tag).order_by(func.count().desc(), lead_tags.c.tag)
    return list((await connection.execute(often.limit(limit))).scalars())


async def move_tags(connection: AsyncConnection, moved: Mapping[str, str]) -> None:
    """Leads that were found to be another one's leave it their tags."""
    tags = await tags_of(connection, [*moved, *moved.values()])
    await connection.execute(delete(lead_tags).where(lead_tags.c.person_id.in_(list(moved))))
    for old, new in moved.items():
        kept = tags.setdefault(new, [])
        fresh = [tag for tag in tags.get(old, ()) if tag not in kept]
        kept += fresh
        if fresh:
            await connection.execute(insert(lead_tags), [{"person_id": new, "tag": tag} for tag in fresh])
