"""What operators and routing did with conversations, and notes for colleagues: shown to nobody outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import InvalidRequest
from service.roles import Right, Role
from service.storage.database import upsert
from service.storage.messages.searching import enter
from service.storage.tables import conversations, customers, desk_entries, mentions, profile_pictures, users
from service.storage.types import AnyRow, new_id
from service.storage.users.profile_pictures import picture_path

Kind = Literal[
    "note", "claimed", "transferred", "returned", "closed", "reopened", "assigned", "missed", "taken_back", "routed"
]
NOTE = "note"
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """Something done or noted; `details` names to whom it went or how it ended, `mentioned` are names of users.

    `by_picture` is the path of the picture of who did it.
    """

    id: str
    kind: Kind
    at: datetime
    by: str | None
    text: str
    details: dict[str, Any]
    mentioned: tuple[str, ...] = ()
    by_picture: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """An entry that somebody is to look at, with where it is."""

    entry: Entry
    conversation_id: str
    customer_id: str
    customer: str | None
    seen: bool


async def record(
    connection: AsyncConnection, conversation_id: str, kind: Kind, user_id: str | None, at: datetime, **details: str
) -> str:
    """Write down that this was done, in the transaction that does it; return the entry's id."""
    entry_id = new_id()
    await connection.execute(
        insert(desk_entries).values(
            id=entry_id, conversation_id=conversation_id, kind=kind, user_id=user_id, at=at, details=details
        )
    )
    return entry_id


async def note(
    connection: AsyncConnection,
    conversation_id: str,
    user_id: str,
    text: str,
    mentioned: Sequence[str],
    client_id: str,
    at: datetime,
) -> None:
    """Keep a note for colleagues; the same `client_id` again changes nothing. Raises InvalidRequest."""
    entry_id = new_id()
    entered = await connection.execute(
        upsert(connection, desk_entries)
        .values(
            id=entry_id,
            conversation_id=conversation_id,
            kind=NOTE,
            user_id=user_id,
            at=at,
            text=text,
            details={},
            client_id=client_id,
        )
        .on_conflict_do_nothing(index_elements=["conversation_id", "client_id"])
        .returning(desk_entries.c.id)
    )
    if entered.first() is None:
        return
    await enter(connection, NOTE, [(entry_id, conversation_id, text)])
    await mention(connection, entry_id, mentioned)


async def mention(connection: AsyncConnection, entry_id: str, user_ids: Sequence[str]) -> None:
    """These users are to look at the entry. Raises InvalidRequest for somebody who does not answer customers."""
    wanted = list(dict.fromkeys(user_ids))
    if not wanted:
        return
    roles = (
        (await connection.execute(select(users.c.role).where(users.c.id.in_(wanted), users.c.disabled_at.is_(None))))
        .scalars()
        .all()
    )
    if len(roles) != len(wanted) or not all(Role(role).may(Right.ANSWER) for role in roles):
        raise InvalidRequest("Somebody who is mentioned does not answer customers here: choose from the list.")
    await connection.execute(insert(mentions), [{"entry_id": entry_id, "user_id": one} for one in wanted])


async def list_entries(connection: AsyncConnection, conversation_id: str) -> list[Entry]:
    """All of a conversation, in the order of time."""
    rows = await connection.execute(
        select(desk_entries, users.c.name, profile_pictures.c.key)
        .outerjoin(users, users.c.id == desk_entries.c.user_id)
        .outerjoin(profile_pictures, profile_pictures.c.user_id == desk_entries.c.user_id)
        .where(desk_entries.c.conversation_id == conversation_id)
        .order_by(desk_entries.c.at, desk_entries.c.id)
    )
    named = await connection.execute(
        select(mentions.c.entry_id, users.c.name)
        .join(users, users.c.id == mentions.c.user_id)
        .join(desk_entries, desk_entries.c.id == mentions.c.entry_id)
        .where(desk_entries.c.conversation_id == conversation_id)
        .order_by(users.c.name)
    )
    mentioned: dict[str, tuple[str, ...]] = {}
    for entry_id, name in named:
        mentioned[entry_id] = (*mentioned.get(entry_id, ()), name)
    return [_entry(row, mentioned.get(row.id, ())) for row in rows]


async def list_mentions(connection: AsyncConnection, user_id: str) -> list[Mention]:
    """What this user was told to look at, what they have not seen first, then the latest."""
    rows = await connection.execute(
        select(
            desk_entries,
            users.c.name,
            customers.c.id.label("customer_id"),
            customers.c.name.label("customer"),
            mentions.c.seen_at,
            profile_pictures.c.key,
        )
        .join(mentions, mentions.c.entry_id == desk_entries.c.id)
        .join(conversations, conversations.c.id == desk_entries.c.conversation_id)
        .join(customers, customers.c.id == conversations.c.customer_id)
        .outerjoin(users, users.c.id == desk_entries.c.user_id)
        .outerjoin(profile_pictures, profile_pictures.c.user_id == desk_entries.c.user_id)
        .where(mentions.c.user_id == user_id)
        .order_by(mentions.c.seen_at.is_not(None), desk_entries.c.at.desc())
        .limit(MOST_SHOWN)
    )
    return [
        Mention(_entry(row), row.conversation_id, row.customer_id, row.customer, row.seen_at is not None)
        for row in rows
    ]


async def see_mentions(connection: AsyncConnection, conversation_id: str, user_id: str, at: datetime) -> None:
    """The user has looked at all that they were told to in this conversation."""
    own = select(desk_entries.c.id).where(desk_entries.c.conversation_id == conversation_id)
    await connection.execute(
        update(mentions)
        .where(mentions.c.user_id == user_id, mentions.c.entry_id.in_(own), mentions.c.seen_at.is_(None))
        .values(seen_at=at)
    )


async def was_reopened(connection: AsyncConnection, conversation_id: str) -> bool:
    """Whether an operator has ever opened it again."""
    found = await connection.execute(
        select(desk_entries.c.id)
        .where(desk_entries.c.conversation_id == conversation_id, desk_entries.c.kind == "reopened")
        .limit(1)
    )
    return found.first() is not None


def _entry(row: AnyRow, mentioned: tuple[str, ...] = ()) -> Entry:
    return Entry(row.id, row.kind, row.at, row.name, row.text, row.details, mentioned, picture_path(row.key))
