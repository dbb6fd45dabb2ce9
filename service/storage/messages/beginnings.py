"""Where a contact's message goes: into the conversation under way, or into one that begins; many at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.policies.account import AccountSettings
from service.storage.accounts.accounts import OWN
from service.storage.accounts.settings import settings_of
from service.storage.customers.customers import Contact, by_account, by_place, customers_of
from service.storage.kpi_changes import mark
from service.storage.padding import padded
from service.storage.tables import conversations, customers, identities
from service.storage.types import new_id


@dataclass(frozen=True, slots=True)
class Beginning:
    """A conversation that is to begin. What the account's settings say of source and language counts where nothing
    else is known.
    """

    contact: Contact
    customer_id: str
    at: datetime
    source: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None


@dataclass(frozen=True, slots=True)
class FirstSaid:
    """When a contact wrote, and what brought them."""

    at: datetime
    source: Mapping[str, str]


async def open_conversations(connection: AsyncConnection, contacts: Iterable[Contact]) -> dict[Contact, str]:
    """The conversations under way with these contacts, as far as they are known as they are given: nothing is locked.

    Most messages continue a conversation; the others go by `current_conversations`.
    """
    people = by_place(contacts)
    found: dict[Contact, str] = {}
    for account_id, external_ids in by_account(people).items():
        rows = await connection.execute(
            select(identities.c.external_id, identities.c.person, customers.c.name, conversations.c.id)
            .join(customers, customers.c.id == identities.c.customer_id)
            .join(conversations, conversations.c.customer_id == identities.c.customer_id)
            .where(
                identities.c.account_id == account_id,
                identities.c.external_id.in_(padded(external_ids)),
                conversations.c.account_id == account_id,
                conversations.c.state != "closed",
            )
            .order_by(conversations.c.started_at)
        )
        for external_id, person, name, conversation_id in rows:
            for contact in people[account_id, external_id]:
                if (name or not contact.name) and contact.person in (None, person):
                    found[contact] = conversation_id
    return found


async def current_conversations(connection: AsyncConnection, first: Mapping[Contact, FirstSaid]) -> dict[Contact, str]:
    """The conversations of these contacts that are not closed, begun now where there is none."""
    known = await customers_of(connection, {contact: said.at for contact, said in first.items()})
    before = [customer.id for customer in known.values() if not customer.new]
    under_way: dict[tuple[str, str], str] = {}
    if before:
        rows = await connection.execute(
            select(conversations.c.customer_id, conversations.c.account_id, conversations.c.id)
            .where(conversations.c.customer_id.in_(padded(before)), conversations.c.state != "closed")
            .order_by(conversations.c.started_at)
        )
        under_way = {(row.customer_id, row.account_id): row.id for row in rows}
    beginning: dict[tuple[str, str], Beginning] = {}
    for contact, said in sorted(first.items(), key=lambda one: one[1].at):
        own = known[contact].id, contact.account_id
        if own not in under_way and own not in beginning:
            beginning[own] = Beginning(contact, own[0], said.at, said.source)
    under_way |= zip(beginning, await begin(connection, list(beginning.values())), strict=True)
    return {contact: under_way[known[contact].id, contact.account_id] for contact in first}


async def begin(connection: AsyncConnection, beginnings: Sequence[Beginning]) -> list[str]:
    """Begin these conversations; return their ids."""
    if not beginnings:
        return []
    settings = await settings_of(
        connection, {one.contact.account_id for one in beginnings if one.contact.channel not in OWN}
    )
    rows = [_row(one, settings.get(one.contact.account_id, AccountSettings())) for one in beginnings]
    await connection.execute(insert(conversations), rows)
    ids = [str(row["id"]) for row in rows]
    await mark(connection, ids)
    return ids


def _row(one: Beginning, own: AccountSettings) -> dict[str, object]:
    labelled = {"label": own.source} if own.source else {}
    return {
        "id": new_id(),
        "account_id": one.contact.account_id,
        "customer_id": one.customer_id,
        "channel": one.contact.channel,
        "contact": one.contact.external_id,
        "state": "open",
        "language": one.language or own.fallback_language,
        "source": labelled | dict(one.source),
        "started_at": one.at,
        "last_message_at": one.at,
    }
