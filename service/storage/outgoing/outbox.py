"""Replies on their way to a platform, in order within a conversation, each sent once.

`sending` is committed before the call goes out: what is found so after a crash may have arrived, and is never sent
again blindly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Exists, Select, and_, exists, false, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.accounts.settings import DISABLED
from service.storage.tables import accounts, attachments, conversations, messages, outbox
from service.storage.types import new_id

EXTERNAL_ID_CHARS = 255

Fault = Literal[
    "refused", "tried_out", "unclear", "crashed", "no_account", "window_over", "window_full", "window_parts", "late"
]
"""Why a reply did not arrive, or perhaps did not: the platform said no, or "not now" too often, or nothing; our process
died; the account is gone; the platform's time for replies was over, their number reached, or the parts too many; it
took the reply and told later that it could not deliver it."""
PERHAPS: frozenset[Fault] = frozenset({"unclear", "crashed"})
"""Those of a reply that may have arrived. One that waits for another attempt has such a fault, too."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One text for one contact; `id` and `at`, when it was said, stay the same in every attempt.

    `asks` are the kinds of contact details that it asks for, where it is the last part of its message. `file_id` names
    the file that it is, of that type and size; `language` is the conversation's.
    """

    id: str
    conversation_id: str
    account_id: str
    channel: str
    contact: str
    thread: str | None
    text: str
    attempts: int
    at: datetime
    choices: tuple[str, ...] = ()
    fault: Fault | None = None
    asks: tuple[str, ...] = ()
    file_id: str | None = None
    media_type: str = ""
    size: int = 0
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """How an attempt ended: pending is to be sent again, failed and uncertain are for a person to see.

    `told_to_wait`: the platform itself named the time `not_before`.
    """

    state: Literal["sent", "pending", "failed", "uncertain"]
    fault: Fault | None = None
    error: str | None = None
    external_id: str | None = None
    sent_at: datetime | None = None
    not_before: datetime | None = None
    told_to_wait: bool = False


async def due_accounts(connection: AsyncConnection, at: datetime) -> list[str]:
    """The accounts that have something to claim: a look that locks nothing, for a box that is mostly empty.

    A disabled one has nothing: its replies wait.
    """
    due = select(outbox.c.id).where(
        outbox.c.account_id == accounts.c.id, outbox.c.state == "pending", outbox.c.not_before <= at
    )
    enabled = accounts.c.id.not_in(DISABLED)
    return list((await connection.execute(select(accounts.c.id).where(due.exists(), enabled))).scalars())


async def any_reopenable(connection: AsyncConnection, channels: Mapping[str, datetime], max_attempts: int) -> bool:
    """Whether there is anything to reopen."""
    return (await connection.execute(_reopenable(channels, max_attempts).limit(1))).first() is not None


async def claim_due(
    connection: AsyncConnection, process_id: str, at: datetime, account_id: str, limit: int
) -> list[Outgoing]:
    """Take what is due for an account and has nothing before it in its conversation."""
    earlier = outbox.alias()
    blocked = (
        select(earlier.c.id)
        .where(
            earlier.c.conversation_id == outbox.c.conversation_id,
            earlier.c.state.in_(("pending", "sending")),
            or_(earlier.c.seq < outbox.c.seq, and_(earlier.c.seq == outbox.c.seq, earlier.c.part < outbox.c.part)),
        )
        .exists()
    )
    rows = (
        await connection.execute(
            select(
                outbox,
                accounts.c.channel,
                messages.c.asks,
                _goes_on().label("goes_on"),
                conversations.c.language,
                attachments.c.id.label("file_id"),
                attachments.c.media_type,
                attachments.c.size,
            )
            .join(accounts, accounts.c.id == outbox.c.account_id)
            .join(messages, messages.c.id == outbox.c.message_id)
            .join(conversations, conversations.c.id == outbox.c.conversation_id)
            .outerjoin(attachments, attachments.c.message_id == outbox.c.message_id)
            .where(outbox.c.state == "pending", outbox.c.account_id == account_id, outbox.c.not_before <= at, ~blocked)
            .order_by(outbox.c.not_before)
            .limit(limit)
            .with_for_update(of=outbox, skip_locked=True)
        )
    ).all()
    if rows:
        await connection.execute(
            update(outbox)
            .where(outbox.c.id.in_([row.id for row in rows]))
            .values(state="sending", claimed_by=process_id, attempts=outbox.c.attempts + 1)
        )
    return [
        Outgoing(
            row.id,
            row.conversation_id,
            row.account_id,
            row.channel,
            row.contact,
            row.thread,
            row.text,
            row.attempts + 1,
            row.at,
            tuple(row.choices or ()),
            row.fault,
            () if row.goes_on else tuple(row.asks or ()),
            row.file_id,
            row.media_type or "",
            row.size or 0,
            row.language,
        )
        for row in rows
    ]


def _goes_on() -> Exists:
    """Whether further parts of the same message follow."""
    later = outbox.alias()
    return exists().where(later.c.message_id == outbox.c.message_id, later.c.part > outbox.c.part)


async def split_into(
    connection: AsyncConnection, outgoing: Outgoing, parts: Sequence[str], choices: Sequence[str] = ()
) -> None:
    """Cut a text that is too long for its platform: this row keeps the first part, the others follow it.

    What is offered below the text goes with the last part.
    """
    row = (await connection.execute(select(outbox).where(outbox.c.id == outgoing.id))).first()
    if row is None:  # deleted at the customer's wish since it was claimed
        return
    await connection.execute(update(outbox).where(outbox.c.id == outgoing.id).values(text=parts[0], choices=None))
    rest: list[dict[str, Any]] = [
        {
            "id": new_id(),
            "message_id": row.message_id,
            "conversation_id": row.conversation_id,
            "account_id": row.account_id,
            "contact": row.contact,
            "thread": row.thread,
            "seq": row.seq,
            "part": number,
            "text": text,
            "choices": list(choices) or None if number == row.part + len(parts) - 1 else None,
            "at": row.at,
            "state": "pending",
            "not_before": row.not_before,
        }
        for number, text in enumerate(parts[1:], row.part + 1)
    ]
    await connection.execute(insert(outbox), rest)


async def settle(connection: AsyncConnection, process_id: str, outgoing_id: str, attempt: Attempt) -> None:
    """Write down how an attempt ended.

    A process that was taken for dead meanwhile may still say that it was sent; anything else it no longer knows.
    """
    values: dict[str, object] = {
        "state": attempt.state,
        "claimed_by": None,
        "fault": attempt.fault,
        "error": attempt.error,
    }
    if attempt.not_before:
        values["not_before"] = attempt.not_before
    query = update(outbox).where(outbox.c.id == outgoing_id)
    if attempt.state == "sent":
        values |= {"sent_at": attempt.sent_at, "external_id": (attempt.external_id or "")[:EXTERNAL_ID_CHARS] or None}
    else:
        query = query.where(outbox.c.state == "sending", outbox.c.claimed_by == process_id)
    await connection.execute(query.values(values))


async def reopen(connection: AsyncConnection, channels: Mapping[str, datetime], max_attempts: int) -> int:
    """Send again what is uncertain on channels that recognise a repeated reply; return how many.

    `channels` gives for each since when what was said there is still recognised.
    """
    result = await connection.execute(
        update(outbox).where(outbox.c.id.in_(_reopenable(channels, max_attempts))).values(state="pending")
    )
    return result.rowcount


def _reopenable(channels: Mapping[str, datetime], max_attempts: int) -> Select[tuple[str]]:
    recognised = [and_(accounts.c.channel == name, outbox.c.at >= since) for name, since in channels.items()]
    return (
        select(outbox.c.id)
        .join(accounts, accounts.c.id == outbox.c.account_id)
        .where(outbox.c.state == "uncertain", outbox.c.attempts < max_attempts, or_(false(), *recognised))
    )
