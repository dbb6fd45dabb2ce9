"""Who writes in: customers, their identities in channel accounts, and their current conversation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.account_settings import DEFAULTS
from service.storage.account_settings import get_settings
from service.storage.accounts import OWN
from service.storage.database import upsert
from service.storage.kpi_changes import mark
from service.storage.people import join_verified
from service.storage.tables import conversations, customers, identities
from service.storage.types import new_id

NAME_CHARS = 200
CONTACT_CHARS = 255
"""Of a platform's id, of a person too."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A person as a channel account knows them: `external_id` is the platform's id, unique within the account.

    `person` is the platform's verified name of the same person over several accounts, with its kind before it.
    """

    account_id: str
    channel: str
    external_id: str
    name: str | None = None
    person: str | None = None


async def customer_of(connection: AsyncConnection, contact: Contact, at: datetime) -> str:
    """The id of the customer behind this contact, entered now if nobody is; the contact stays locked until the commit.

    So nobody else can start a conversation with them meanwhile.
    """
    known = (
        select(identities.c.id, identities.c.customer_id, identities.c.person, customers.c.name)
        .join(customers, customers.c.id == identities.c.customer_id)
        .where(identities.c.account_id == contact.account_id, identities.c.external_id == contact.external_id)
        .with_for_update(of=identities)
    )
    row = (await connection.execute(known)).first()
    if row is None:
        if entered := await _enter(connection, contact, at):
            if contact.person:
                await join_verified(connection, entered, contact.person, at)
            return entered
        row = (await connection.execute(known)).one()
    if contact.person and row.person != contact.person:
        await connection.execute(update(identities).where(identities.c.id == row.id).values(person=contact.person))
        await join_verified(connection, row.customer_id, contact.person, at)
    if contact.name and not row.name:
        await connection.execute(update(customers).where(customers.c.id == row.customer_id).values(name=contact.name))
    return str(row.customer_id)


async def _enter(connection: AsyncConnection, contact: Contact, at: datetime) -> str | None:
    """Enter a new customer; None where another process has entered the contact at this very moment."""
    customer_id = new_id()
    await connection.execute(insert(customers).values(id=customer_id, name=contact.name, created_at=at))
    entered = await connection.execute(
        upsert(connection, identities)
        .values(
            id=new_id(),
            customer_id=customer_id,
            account_id=contact.account_id,
            external_id=contact.external_id,
            person=contact.person,
        )
        .on_conflict_do_nothing(index_elements=["account_id", "external_id"])
        .returning(identities.c.id)
    )
    if entered.first() is not None:
        return customer_id
    await connection.execute(delete(customers).where(customers.c.id == customer_id))
    return None


async def open_conversations(connection: AsyncConnection, contacts: Iterable[Contact]) -> dict[Contact, str]:
    """The conversations under way with these contacts, as far as they are known as they are given: nothing is locked.

    Most messages continue a conversation; the others go by `current_conversation`.
    """
    by_account: dict[str, dict[str, Contact]] = {}
    for contact in contacts:
        by_account.setdefault(contact.account_id, {})[contact.external_id] = contact
    found: dict[Contact, str] = {}
    for account_id, people in by_account.items():
        rows = await connection.execute(
            select(identities.c.external_id, identities.c.person, customers.c.name, conversations.c.id)
            .join(customers, customers.c.id == identities.c.customer_id)
            .join(conversations, conversations.c.customer_id == identities.c.customer_id)
            .where(
                identities.c.account_id == account_id,
                identities.c.external_id.in_(people),
                conversations.c.account_id == account_id,
                conversations.c.state != "closed",
            )
            .order_by(conversations.c.started_at)
        )
        for external_id, person, name, conversation_id in rows:
            contact = people[external_id]
            if (name or not contact.name) and contact.person in (None, person):
                found[contact] = conversation_id
    return found


async def current_conversation(
    connection: AsyncConnection, contact: Contact, at: datetime, source: Mapping[str, Any] | None = None
) -> str:
    """The id of the contact's conversation that is not closed, started now if there is none."""
    customer_id = await customer_of(connection, contact, at)
    found = await connection.execute(
        select(conversations.c.id)
        .where(
            conversations.c.customer_id == customer_id,
            conversations.c.account_id == contact.account_id,
            conversations.c.state != "closed",
        )
        .order_by(conversations.c.started_at.desc())
        .limit(1)
    )
    return found.scalar() or await start_conversation(connection, contact, customer_id, at, source or {})


async def start_conversation(
    connection: AsyncConnection,
    contact: Contact,
    customer_id: str,
    at: datetime,
    source: Mapping[str, Any],
    language: str | None = None,
) -> str:
    """Start a conversation of this customer in this account; return its id.

    What the account's settings say of source and language counts where nothing else is known.
    """
    conversation_id = new_id()
    own = DEFAULTS if contact.channel in OWN else (await get_settings(connection, contact.account_id)).document
    labelled = {"label": own.source} if own.source else {}
    await connection.execute(
        insert(conversations).values(
            id=conversation_id,
            account_id=contact.account_id,
            customer_id=customer_id,
            channel=contact.channel,
            contact=contact.external_id,
            state="open",
            language=language or own.fallback_language,
            source=labelled | dict(source),
            started_at=at,
            last_message_at=at,
        )
    )
    await mark(connection, [conversation_id])
    return conversation_id
