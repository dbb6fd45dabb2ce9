"""How long ago a contact last wrote, and what has gone out to them since: what a platform's window counts by."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.outgoing.outbox import PERHAPS
from service.storage.tables import conversations, messages, outbox

# What has left us, or may have.
_GONE = ("sending", "uncertain")


@dataclass(frozen=True, slots=True)
class Spoken:
    """`asked_at`: when the contact last wrote to this account, None if never.

    `replies` went out since, or may have, each part of a long one by itself; the texts in `waiting` are still to go.
    """

    asked_at: datetime | None
    replies: int = 0
    waiting: tuple[str, ...] = ()


async def load_spoken(connection: AsyncConnection, conversation_id: str, but: str = "") -> Spoken:
    """For the contact of this conversation, over all of theirs in its account; the outbox row `but` does not count.

    A reply counts from the moment when it was sent: one that was said before the contact wrote again and went out after
    it takes from the new allowance, as platforms count it.
    """
    this = conversations.alias()
    own = (
        select(conversations.c.id)
        .join(
            this,
            and_(
                this.c.customer_id == conversations.c.customer_id,
                this.c.account_id == conversations.c.account_id,
                this.c.contact == conversations.c.contact,
            ),
        )
        .where(this.c.id == conversation_id)
    )
    asked = (
        await connection.execute(
            select(messages.c.conversation_id, messages.c.seq, messages.c.at)
            .where(messages.c.conversation_id.in_(own), messages.c.role == "customer")
            .order_by(messages.c.at.desc(), messages.c.seq.desc())
            .limit(1)
        )
    ).first()
    if asked is None:
        return Spoken(None)
    # Clocks differ by seconds, so what follows the message in its conversation counts whatever its time.
    since = or_(
        outbox.c.sent_at > asked.at,
        outbox.c.at > asked.at,
        and_(outbox.c.conversation_id == asked.conversation_id, outbox.c.seq > asked.seq),
    )
    gone = or_(
        outbox.c.state == "sent",
        outbox.c.state.in_(_GONE),
        and_(outbox.c.state == "left", outbox.c.fault.in_(PERHAPS)),
    )
    rows = (
        await connection.execute(
            select(outbox.c.state, outbox.c.text)
            .where(
                outbox.c.conversation_id.in_(own),
                outbox.c.id != but,
                or_(outbox.c.state == "pending", and_(gone, since)),
            )
            .order_by(outbox.c.seq, outbox.c.part)
        )
    ).all()
    waiting = tuple(row.text for row in rows if row.state == "pending")
    return Spoken(asked.at, len(rows) - len(waiting), waiting)
