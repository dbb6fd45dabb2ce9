"""Ratings in channels: customers of ended conversations are asked once, and what they answer is kept with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.rating_words import Rated
from service.storage.accounts.settings import DISABLED
from service.storage.desk.returning import say
from service.storage.kpi_changes import mark
from service.storage.locking import lock_conversation
from service.storage.messages.messages import StoredMessage
from service.storage.messages.receive import Incoming
from service.storage.messages.searching import add_messages
from service.storage.tables import conversations, messages
from service.storage.types import new_id


@dataclass(frozen=True, slots=True)
class Due:
    """An ended conversation whose customer may be asked; `reachable` says that its account sends at present."""

    conversation_id: str
    channel: str
    language: str
    reachable: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """A rating as stored, with the thanks for it."""

    conversation_id: str
    said: StoredMessage
    thanks: StoredMessage


async def list_due(connection: AsyncConnection, limit: int = 200) -> list[Due]:
    """Those that nobody has looked at yet, the oldest first."""
    rows = await connection.execute(
        select(conversations, conversations.c.account_id.in_(DISABLED).label("disabled"))
        .where(conversations.c.rating_due_at.is_not(None))
        .order_by(conversations.c.rating_due_at)
        .limit(limit)
    )
    return [Due(row.id, row.channel, row.language or "en", not row.disabled) for row in rows]


async def invite(connection: AsyncConnection, due: Due, text: str | None, at: datetime) -> StoredMessage | None:
    """Ask, unless `text` is None; None where nothing is said: asked before, rated, reopened, or already back.

    Raises NotFound.
    """
    conversation = await lock_conversation(connection, due.conversation_id, closed_too=True)
    if conversation.rating_due_at is None:
        return None
    asks = (
        text is not None
        and conversation.state == "closed"
        and conversation.rating is None
        and conversation.rating_asked_at is None
        and not await _is_back(connection, conversation.account_id, conversation.contact)
    )
    await connection.execute(
        update(conversations)
        .where(conversations.c.id == due.conversation_id)
        .values(rating_due_at=None, **({"rating_asked_at": at} if asks else {}))
    )
    return await say(connection, conversation, text, at, listed=False) if asks and text else None


async def invited(connection: AsyncConnection, account_id: str, contact: str, since: datetime) -> str | None:
    """The conversation of which this contact was asked for a rating since then; None once they are in another one."""
    latest = (
        select(conversations.c.id, conversations.c.state, conversations.c.rating_asked_at)
        .where(conversations.c.account_id == account_id, conversations.c.contact == contact)
        .order_by(conversations.c.started_at.desc(), conversations.c.id.desc())
        .limit(1)
    )
    row = (await connection.execute(latest)).first()
    asked = row is not None and row.state == "closed" and row.rating_asked_at is not None
    return row.id if row and asked and row.rating_asked_at >= since else None


async def take_rating(
    connection: AsyncConnection,
    conversation_id: str,
    said: Incoming,
    rated: Rated,
    thanks: Callable[[str], str],
    at: datetime,
) -> Taken | None:
    """Keep what the customer answered; None where it is there already, or the conversation was reopened.

    `thanks` says them in a language. Of several ratings the last one counts, with its comment. Raises NotFound.
    """
    conversation = await lock_conversation(connection, conversation_id, closed_too=True)
    known = select(messages.c.id).where(messages.c.external_key == said.key)
    if conversation.state != "closed" or (await connection.execute(known)).first():
        return None
    message = StoredMessage(
        id=new_id(),
        conversation_id=conversation_id,
        seq=conversation.last_seq + 1,
        role="customer",
        text=said.text,
        at=said.at,
        citations=[],
    )
    row = {
        "id": message.id,
        "conversation_id": conversation_id,
        "seq": message.seq,
        "role": "customer",
        "text": said.text,
        "at": said.at,
        "kind": said.kind,
        "external_key": said.key,
        "state": "answered",
        "turn_id": None,
        "citations": [],
    }
    await add_messages(connection, [row])
    await connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(rating=rated.rating, rating_comment=rated.comment, last_seq=message.seq)
    )
    conversation = await lock_conversation(connection, conversation_id, closed_too=True)
    answer = await say(connection, conversation, thanks(conversation.language or "en"), at, listed=False)
    await mark(connection, [conversation_id])
    return Taken(conversation_id, message, answer)


async def known_keys(connection: AsyncConnection, keys: Sequence[str]) -> set[str]:
    """Those of these keys under which a message is stored."""
    rows = await connection.execute(select(messages.c.external_key).where(messages.c.external_key.in_(keys)))
    return set(rows.scalars())


async def _is_back(connection: AsyncConnection, account_id: str, contact: str) -> bool:
    """Whether the customer has a conversation under way: they are not to be asked about the last one in it."""
    under_way = select(conversations.c.id).where(
        conversations.c.account_id == account_id, conversations.c.contact == contact, conversations.c.state != "closed"
    )
    return (await connection.execute(under_way.limit(1))).first() is not None
