"""Visitors of widgets as stored: who a token's bearer is known as, and which conversation is theirs."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.tables import conversations, identities


@dataclass(frozen=True, slots=True)
class Met:
    """A conversation under way. `person` is who the shop has signed its visitor to be, None where nobody has."""

    conversation_id: str
    contact: str
    state: str
    language: str | None
    begun: bool
    person: str | None


_MET = select(
    conversations.c.id,
    conversations.c.contact,
    conversations.c.state,
    conversations.c.language,
    conversations.c.last_seq,
    identities.c.person,
).join(
    identities,
    (identities.c.account_id == conversations.c.account_id) & (identities.c.external_id == conversations.c.contact),
)


async def met(connection: AsyncConnection, conversation_id: str) -> Met | None:
    """The conversation of that id, where there is one."""
    row = (await connection.execute(_MET.where(conversations.c.id == conversation_id))).first()
    return Met(row.id, row.contact, row.state, row.language, row.last_seq > 0, row.person) if row else None


async def met_as(connection: AsyncConnection, account_id: str, person: str) -> Met | None:
    """The conversation in which this person wrote last in this widget, on any device, where it is not closed."""
    theirs = (
        identities.c.person == person,
        conversations.c.account_id == account_id,
        conversations.c.state != "closed",
        conversations.c.last_seq > 0,
    )
    query = _MET.where(*theirs).order_by(conversations.c.last_message_at.desc()).limit(1)
    row = (await connection.execute(query)).first()
    return Met(row.id, row.contact, row.state, row.language, row.last_seq > 0, row.person) if row else None
