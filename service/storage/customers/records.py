"""What a shop's own systems say of a customer: tags, value, orders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.customers.lead_keys import key_of
from service.storage.database import upsert
from service.storage.tables import conversations, customer_orders, customer_records, customers, lead_fields, leads
from service.storage.types import new_id

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Order:
    """An order as its system told it last."""

    number: str
    status: str
    amount: Decimal | None
    currency: str | None
    at: datetime
    system: str


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """`value` is what the customer is worth to the shop, by its own count; orders come latest first."""

    tags: list[str]
    value: Decimal | None
    currency: str | None
    system: str | None
    updated_at: datetime | None
    orders: tuple[Order, ...]


async def find_customer(
    connection: AsyncConnection,
    *,
    customer_id: str | None = None,
    conversation_id: str | None = None,
    lead_id: str | None = None,
    phone: str | None = None,
    email: str | None = None,
) -> str | None:
    """The customer named by one of these; of a lead's, a number's or an address's several the latest."""
    found: str | None
    if customer_id:
        found = await connection.scalar(select(customers.c.id).where(customers.c.id == customer_id))
        return found
    if conversation_id:
        query = select(conversations.c.customer_id).where(conversations.c.id == conversation_id)
        found = await connection.scalar(query)
        return found
    query = select(leads.c.customer_id).order_by(leads.c.id.desc()).limit(1)
    if lead_id:
        query = query.where(or_(leads.c.person_id == lead_id, leads.c.id == lead_id))
    else:
        key = key_of("phone", phone) if phone else key_of("email", email or "")
        query = query.join(lead_fields, lead_fields.c.lead_id == leads.c.id).where(lead_fields.c.key == key)
        if key is None:
            return None
    found = await connection.scalar(query)
    return found


async def put_record(
    connection: AsyncConnection,
    customer_id: str,
    system: str,
    at: datetime,
    *,
    name: str | None,
    tags: Sequence[str] | None,
    value: Decimal | None,
    currency: str | None,
) -> None:
    """What is None stays as it was."""
    if name:
        await connection.execute(update(customers).where(customers.c.id == customer_id).values(name=name))
    statement = upsert(connection, customer_records).values(
        customer_id=customer_id, tags=list(tags or ()), value=value, currency=currency, system=system, updated_at=at
    )
    changed: dict[str, object] = {"system": system, "updated_at": at}
    if tags is not None:
        changed["tags"] = list(tags)
    if value is not None:
        changed |= {"value": value, "currency": currency}
    await connection.execute(statement.on_conflict_do_update(index_elements=["customer_id"], set_=changed))


async def put_order(connection: AsyncConnection, customer_id: str, order: Order) -> bool:
    """Keep an order as it is now; False where a later state of it is known."""
    values = {name: getattr(order, name) for name in ("number", "status", "amount", "currency", "at", "system")}
    statement = upsert(connection, customer_orders).values(id=new_id(), customer_id=customer_id, **values)
    changed = {"customer_id": customer_id} | {name: values[name] for name in ("status", "amount", "currency", "at")}
    done = await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["system", "number"], set_=changed, where=customer_orders.c.at <= order.at
        ).returning(customer_orders.c.id)
    )
    return done.first() is not None


async def get_record(connection: AsyncConnection, customer_id: str) -> CustomerRecord:
    """What is known; of an unknown customer nothing."""
    row = (
        await connection.execute(select(customer_records).where(customer_records.c.customer_id == customer_id))
    ).first()
    found = await connection.execute(
        select(customer_orders)
        .where(customer_orders.c.customer_id == customer_id)
        .order_by(customer_orders.c.at.desc(), customer_orders.c.id.desc())
        .limit(MOST_SHOWN)
    )
    orders = tuple(Order(one.number, one.status, one.amount, one.currency, one.at, one.system) for one in found)
    if row is None:
        return CustomerRecord([], None, None, None, None, orders)
    return CustomerRecord(row.tags, row.value, row.currency, row.system, row.updated_at, orders)


async def forget_record(connection: AsyncConnection, customer_id: str) -> None:
    """At the customer's wish."""
    for table in (customer_orders, customer_records):
        await connection.execute(delete(table).where(table.c.customer_id == customer_id))
