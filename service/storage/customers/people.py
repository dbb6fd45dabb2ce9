"""Customers who are one person: by what a platform has verified, or because an operator said so.

Nothing of a customer is rewritten. A link says that two customers are one person, a person is all customers that live
links connect, and a link that is undone parts them again, whatever happened meanwhile.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import InvalidRequest, NotFound
from service.storage.customers.lead_marks import unsettle
from service.storage.tables import conversations, customer_links, customers, identities
from service.storage.types import new_id

How = Literal["verified", "operator"]

BY_PLATFORM = "platform"
MOST = 50
"""So many customers at most are one person: more are a mistake, or a shared device."""


@dataclass(frozen=True, slots=True)
class Link:
    """That two customers are one person, since when and by whose word: a user's e-mail address or the platform's."""

    one: str
    other: str
    how: str
    by: str
    at: datetime


async def person_of(connection: AsyncConnection, customer_id: str) -> list[str]:
    """All customers who are the same person as this one, this one first, then in the order of their ids."""
    others = await _reached(connection, [customer_id]) - {customer_id}
    return [customer_id, *sorted(others)]


def of_customers(customer_ids: Collection[str]) -> ColumnElement[bool]:
    """Conversations of these customers, for `list_conversations`."""
    return conversations.c.customer_id.in_(customer_ids)


async def links_among(connection: AsyncConnection, customer_ids: Collection[str]) -> list[Link]:
    """What makes these one person, oldest first."""
    rows = await connection.execute(
        select(customer_links)
        .where(customer_links.c.one.in_(customer_ids), customer_links.c.undone_at.is_(None))
        .order_by(customer_links.c.id)
    )
    return [Link(row.one, row.other, row.how, row.by, row.at) for row in rows]


async def linked(connection: AsyncConnection, customer_ids: Collection[str]) -> dict[str, str]:
    """By customer one that stands for the whole person, the same for all of them."""
    stands: dict[str, str] = {}
    for customer in customer_ids:
        if customer not in stands:
            together = await _reached(connection, [customer])
            stands |= dict.fromkeys(together, min(together))
    return stands


async def must_exist(connection: AsyncConnection, customer_id: str) -> None:
    """Raises NotFound where there is no such customer."""
    found = await connection.execute(select(customers.c.id).where(customers.c.id == customer_id))
    if found.first() is None:
        raise NotFound("There is no such customer.")


async def join(connection: AsyncConnection, one: str, other: str, how: How, by: str, at: datetime) -> bool:
    """Make two customers one person; False where they are already. Raises NotFound, InvalidRequest for too many."""
    if one == other:
        raise InvalidRequest("This is the same customer: choose another one.")
    await _lock(connection, [one, other])
    together = await _reached(connection, [one])
    if other in together:
        return False
    if len(together) + len(await _reached(connection, [other])) > MOST:
        raise InvalidRequest(f"More than {MOST} customers cannot be one person: part some first.")
    await connection.execute(
        insert(customer_links).values(id=new_id(), one=min(one, other), other=max(one, other), how=how, by=by, at=at)
    )
    await unsettle(connection, [one, other])
    return True


async def part(connection: AsyncConnection, customer_id: str, by: str, at: datetime) -> bool:
    """Make this customer a person of their own; those who were one by way of them stay one. Raises NotFound.

    False where they were alone.
    """
    await _lock(connection, [customer_id])
    touching = (
        await connection.execute(
            select(customer_links)
            .where(
                or_(customer_links.c.one == customer_id, customer_links.c.other == customer_id),
                customer_links.c.undone_at.is_(None),
            )
            .order_by(customer_links.c.id)
        )
    ).all()
    if not touching:
        return False
    await connection.execute(
        update(customer_links)
        .where(customer_links.c.id.in_([row.id for row in touching]))
        .values(undone_at=at, undone_by=by)
    )
    await unsettle(connection, [customer_id])
    first, *rest = [row.other if row.one == customer_id else row.one for row in touching]
    for other in rest:
        await join(connection, first, other, "operator", by, at)
    return True


async def join_verified(connection: AsyncConnection, customer_id: str, person: str, at: datetime) -> None:
    """Join this customer with whom the platform says is the same person, unless an operator has parted them."""
    found = await connection.execute(
        select(identities.c.customer_id)
        .where(identities.c.person == person, identities.c.customer_id != customer_id)
        .order_by(identities.c.id)
        .limit(1)
    )
    other = found.scalar()
    if other is None or await _parted(connection, customer_id, other):
        return
    if len(await _reached(connection, [customer_id, other])) < MOST:
        await join(connection, customer_id, other, "verified", BY_PLATFORM, at)


async def _parted(connection: AsyncConnection, one: str, other: str) -> bool:
    found = await connection.execute(
        select(customer_links.c.id)
        .where(
            customer_links.c.one.in_((one, other)),
            customer_links.c.other.in_((one, other)),
            customer_links.c.undone_at.is_not(None),
        )
        .limit(1)
    )
    return found.first() is not None


async def _lock(connection: AsyncConnection, ids: Sequence[str]) -> None:
    """Both, in one order, against others who join or part them now. Raises NotFound."""
    found = await connection.execute(
        select(customers.c.id).where(customers.c.id.in_(ids)).order_by(customers.c.id).with_for_update()
    )
    if len(found.all()) != len(set(ids)):
        raise NotFound("There is no such customer.")


async def _reached(connection: AsyncConnection, start: Sequence[str]) -> set[str]:
    known: set[str] = set(start)
    frontier = known
    while frontier:
        rows = await connection.execute(
            select(customer_links.c.one, customer_links.c.other).where(
                or_(customer_links.c.one.in_(frontier), customer_links.c.other.in_(frontier)),
                customer_links.c.undone_at.is_(None),
            )
        )
        frontier = {customer for row in rows for customer in row} - known
        known = known | frontier
    return known
