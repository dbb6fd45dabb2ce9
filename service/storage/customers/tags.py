"""What operators call customers: short words of their own. Customers who are one person share them."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.customers.people import must_exist, person_of
from service.storage.tables import conversations, customer_tags


async def set_customer_tags(connection: AsyncConnection, customer_id: str, tags: Collection[str]) -> None:
    """Give the person these tags instead of those that they have; a kept one stays where it is. Raises NotFound."""
    await must_exist(connection, customer_id)
    person = await person_of(connection, customer_id)
    known = await customer_tags_of(connection, customer_id)
    mine = customer_tags.c.customer_id.in_(person)
    await connection.execute(delete(customer_tags).where(mine, customer_tags.c.tag.not_in(list(tags))))
    if fresh := [tag for tag in dict.fromkeys(tags) if tag not in known]:
        await connection.execute(insert(customer_tags), [{"customer_id": customer_id, "tag": tag} for tag in fresh])


async def customer_tags_of(connection: AsyncConnection, customer_id: str) -> Sequence[str]:
    """The person's tags, in alphabetical order."""
    person = await person_of(connection, customer_id)
    found = select(customer_tags.c.tag).where(customer_tags.c.customer_id.in_(person)).distinct()
    return list((await connection.execute(found.order_by(customer_tags.c.tag))).scalars())


async def list_customer_tags(connection: AsyncConnection, limit: int = 200) -> Sequence[str]:
    """The tags in use, the most frequent first."""
    often = select(customer_tags.c.tag).group_by(customer_tags.c.tag).order_by(func.count().desc(), customer_tags.c.tag)
    return list((await connection.execute(often.limit(limit))).scalars())


def of_tag(tag: str) -> ColumnElement[bool]:
    """Conversations of customers with this tag."""
    tagged = select(customer_tags.c.customer_id).where(customer_tags.c.tag == tag)
    return conversations.c.customer_id.in_(tagged)
