"""Visitors' sessions of the widget: starting conversations, many in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.customers.customers import Contact, customers_of
from service.storage.messages.beginnings import Beginning, begin


@dataclass(frozen=True, slots=True)
class Start:
    """A visitor who opens the chat: where they are from (page, referrer), and the language of the widget."""

    contact: Contact
    source: dict[str, str]
    language: str
    at: datetime


async def start_conversations(connection: AsyncConnection, batch: Sequence[Start]) -> list[str]:
    """Start a conversation for each visitor, who is entered as a customer if they are new; return its id."""
    known = await customers_of(connection, {start.contact: start.at for start in batch})
    return await begin(
        connection,
        [Beginning(one.contact, known[one.contact].id, one.at, one.source, one.language) for one in batch],
    )
