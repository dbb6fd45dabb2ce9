"""Who a customer is known as: identities in channel accounts, and other customers who may be the same person."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.accounts.accounts import OWN
from service.storage.customers.lead_keys import key_of
from service.storage.tables import accounts, conversations, customers, identities, lead_fields, leads

FOUND = 20

_SAID = (
    select(lead_fields.c.value)
    .join(leads, leads.c.id == lead_fields.c.lead_id)
    .where(leads.c.customer_id == customers.c.id, lead_fields.c.type == "name")
    .order_by(lead_fields.c.at.desc())
    .limit(1)
    .correlate(customers)
    .scalar_subquery()
)
NAME = func.coalesce(customers.c.name, _SAID).label("name")
"""What the platform calls a customer, else the name that they left last."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A customer in one channel account; `contact` is the platform's id of them, None on channels of our own."""

    customer_id: str
    name: str | None
    channel: str
    account: str
    contact: str | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """A customer with where they wrote last, and how often; `shared` are the kinds of details that both left."""

    customer_id: str
    name: str | None
    channel: str
    account: str
    conversations: int
    last_at: datetime
    shared: tuple[str, ...] = ()


async def identities_of(connection: AsyncConnection, customer_ids: Collection[str]) -> list[Identity]:
    """All identities of these customers, in the order of the customers given."""
    order = {customer: place for place, customer in enumerate(customer_ids)}
    rows = await connection.execute(
        select(
            identities.c.customer_id,
            identities.c.external_id,
            NAME,
            customers.c.created_at,
            accounts.c.channel,
            accounts.c.name.label("account"),
        )
        .join(customers, customers.c.id == identities.c.customer_id)
        .join(accounts, accounts.c.id == identities.c.account_id)
        .where(identities.c.customer_id.in_(customer_ids))
        .order_by(identities.c.id)
    )
    found = [
        Identity(
            row.customer_id,
            row.name,
            row.channel,
            row.account,
            None if row.channel in OWN else row.external_id,
            row.created_at,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: order[one.customer_id])


async def search_customers(connection: AsyncConnection, words: str, but: Collection[str]) -> list[Acquaintance]:
    """Customers by a part of their name, the id of a platform, or a contact detail that they left; newest first."""
    wanted = words.strip()
    pattern = "%" + wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    keys = {key for kind in ("phone", "email", "wechat", "qq", "telegram") if (key := key_of(kind, wanted))}
    with_detail = (
        select(leads.c.customer_id)
        .join(lead_fields, lead_fields.c.lead_id == leads.c.id)
        .where(or_(lead_fields.c.value == wanted, lead_fields.c.key.in_(keys)))
    )
    known_as = select(identities.c.customer_id).where(identities.c.external_id == wanted)
    matching = or_(NAME.ilike(pattern, escape="\\"), customers.c.id.in_(with_detail), customers.c.id.in_(known_as))
    found = await connection.execute(
        select(customers.c.id).where(matching, customers.c.id.not_in(but)).order_by(customers.c.id.desc()).limit(FOUND)
    )
    return await _acquaintances(connection, dict.fromkeys(found.scalars(), ()))


async def suggestions_for(connection: AsyncConnection, customer_ids: Collection[str]) -> list[Acquaintance]:
    """Customers who left a detail that one of these left, too: perhaps the same person, which nobody has proved."""
    mine = (
        select(lead_fields.c.key)
        .join(leads, leads.c.id == lead_fields.c.lead_id)
        .where(leads.c.customer_id.in_(customer_ids), lead_fields.c.key.is_not(None))
    )
    rows = await connection.execute(
        select(leads.c.customer_id, lead_fields.c.type)
        .join(lead_fields, lead_fields.c.lead_id == leads.c.id)
        .where(lead_fields.c.key.in_(mine), leads.c.customer_id.not_in(customer_ids))
        .distinct()
        .order_by(leads.c.customer_id.desc())
        .limit(FOUND)
    )
    shared: dict[str, tuple[str, ...]] = {}
    for customer, kind in rows:
        shared[customer] = (*shared.get(customer, ()), kind)
    return await _acquaintances(connection, shared)


async def _acquaintances(connection: AsyncConnection, shared: dict[str, tuple[str, ...]]) -> list[Acquaintance]:
    """What is told of each, in the order given; without those who never had a conversation."""
    counted = (
        select(
            conversations.c.customer_id,
            func.count().label("times"),
            func.max(conversations.c.id).label("last"),
        )
        .where(conversations.c.customer_id.in_(shared))
        .group_by(conversations.c.customer_id)
        .subquery()
    )
    rows = await connection.execute(
        select(
            counted.c.customer_id,
            counted.c.times,
            NAME,
            conversations.c.channel,
            conversations.c.last_message_at,
            accounts.c.name.label("account"),
        )
        .join(conversations, conversations.c.id == counted.c.last)
        .join(customers, customers.c.id == counted.c.customer_id)
        .join(accounts, accounts.c.id == conversations.c.account_id)
    )
    told = {row.customer_id: row for row in rows}
    return [
        Acquaintance(one, row.name, row.channel, row.account, row.times, row.last_message_at, kinds)
        for one, kinds in shared.items()
        if (row := told.get(one))
    ]
