"""Conversations in which nothing is said any more: which ones, and the warning before they end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.accounts.settings import DISABLED
from service.storage.desk.returning import say
from service.storage.locking import lock_conversation
from service.storage.messages.messages import StoredMessage
from service.storage.tables import conversations, messages
from service.storage.types import AnyRow


@dataclass(frozen=True, slots=True)
class Silent:
    """A conversation as it was when nothing had been said for long.

    `opened` says that the customer ever wrote, `reachable` that its account sends at present, `warned` that the last
    thing said was the warning.
    """

    id: str
    channel: str
    language: str
    last_message_at: datetime
    opened: bool
    reachable: bool
    warned: bool


_SILENT = select(conversations, conversations.c.account_id.in_(DISABLED).label("disabled"))


async def list_silent(
    connection: AsyncConnection, states: Sequence[str], before: datetime, *, owed: bool | None = None, limit: int = 200
) -> list[Silent]:
    """Those in these states in which nothing was said since then, and where nothing waits for the agent.

    `owed` leaves only those that wait for an operator's word, or only those that do not.
    """
    wanted = _SILENT.where(
        conversations.c.state.in_(states),
        conversations.c.last_message_at < before,
        ~_waits(("received",)),
    )
    if owed is not None:
        waits = or_(conversations.c.state == "waiting", _waits(("inbox",)))
        wanted = wanted.where(waits if owed else ~waits)
    rows = await connection.execute(wanted.order_by(conversations.c.last_message_at).limit(limit))
    return [_silent(row) for row in rows]


async def list_warned(connection: AsyncConnection, before: datetime, limit: int = 200) -> list[Silent]:
    """Those whose customers were warned before then and have said nothing since."""
    rows = await connection.execute(
        _SILENT.where(
            conversations.c.state.in_(("open", "human")),
            conversations.c.last_message_at < before,
            conversations.c.warned_at == conversations.c.last_message_at,
        )
        .order_by(conversations.c.last_message_at)
        .limit(limit)
    )
    return [_silent(row) for row in rows]


async def warn(connection: AsyncConnection, silent: Silent, text: str, at: datetime) -> StoredMessage | None:
    """Tell the customer; None where somebody has said something meanwhile, or another process was faster.

    Raises NotFound.
    """
    conversation = await lock_conversation(connection, silent.id, closed_too=True)
    if conversation.state == "closed" or conversation.last_message_at != silent.last_message_at:
        return None
    message = await say(connection, conversation, text, at)
    await connection.execute(update(conversations).where(conversations.c.id == silent.id).values(warned_at=at))
    return message


def _waits(states: Sequence[str]) -> ColumnElement[bool]:
    return (
        select(messages.c.id)
        .where(messages.c.conversation_id == conversations.c.id, messages.c.state.in_(states))
        .exists()
    )


def _silent(row: AnyRow) -> Silent:
    return Silent(
        id=row.id,
        channel=row.channel,
        language=row.language or "en",
        last_message_at=row.last_message_at,
        opened=row.opened_at is not None,
        reachable=not row.disabled,
        warned=row.warned_at is not None and row.warned_at == row.last_message_at,
    )
