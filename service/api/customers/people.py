"""Customers who are one person: who they are known as, what all of them wrote, and joining and parting them."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncConnection

from service.api.conversations.page import Conversations, show_row
from service.deps import CurrentCaller, CurrentResources, PathId, Reading, needs
from service.errors import NotFound
from service.rest.shown import Shown, problems
from service.roles import Right
from service.storage.conversations.conversations import list_conversations
from service.storage.customers.acquaintances import identities_of, search_customers, suggestions_for
from service.storage.customers.people import join, links_among, of_customers, part, person_of
from service.storage.types import now
from service.texts import clean

router = APIRouter(prefix="/api/customers", tags=["conversations"], dependencies=needs(Right.SEE, Right.ANSWER))


class Identity(Shown):
    """A customer in one channel account; `contact` is the platform's id of them, null on channels of our own."""

    customer_id: str
    name: str | None
    channel: str
    account: str
    contact: str | None
    since: datetime


class Link(Shown):
    """That two customers are one person: `how` is `verified` by a platform, or `operator`, whose address is `by`."""

    one: str
    other: str
    how: str
    by: str
    at: datetime


class Acquaintance(Shown):
    """A customer with where they wrote last and how often; `shared`: kinds of details that both left."""

    customer_id: str
    name: str | None
    channel: str
    account: str
    conversations: int
    last_at: datetime
    shared: list[str]


class Person(BaseModel):
    """All that is known of who this is. `suggestions` left the same details, which nobody has verified."""

    identities: list[Identity]
    links: list[Link]
    suggestions: list[Acquaintance]


class Found(BaseModel):
    """Customers that were looked for."""

    customers: list[Acquaintance]


class Joining(BaseModel):
    """With whom this customer is one person."""

    customer_id: str


@router.get("/{id}/person", responses=problems(401, 403, 404))
async def show_person(customer_id: PathId, connection: Reading) -> Person:
    """The identities of this customer and of those who are the same person, this customer's first."""
    return await _person(connection, customer_id)


@router.get("/{id}/conversations", responses=problems(401, 403, 404, 422))
async def show_timeline(
    customer_id: PathId,
    connection: Reading,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Conversations:
    """All conversations of this person, over all channels, newest activity first."""
    together = await person_of(connection, customer_id)
    page = await list_conversations(connection, None, cursor, limit, of_customers(together))
    return Conversations(conversations=[show_row(row) for row in page.rows], next=page.next)


@router.get("/{id}/candidates", responses=problems(401, 403, 404, 422))
async def show_candidates(
    customer_id: PathId, connection: Reading, query: Annotated[str, Query(min_length=2, max_length=200)]
) -> Found:
    """Customers to join with this one: by a part of the name, a platform's id, or a contact detail that they left."""
    found = await search_customers(connection, clean(query), await person_of(connection, customer_id))
    return Found(customers=[Acquaintance.model_validate(one) for one in found])


@router.post("/{id}/join", responses=problems(401, 403, 404, 422))
async def join_with(
    customer_id: PathId, joining: Joining, caller: CurrentCaller, resources: CurrentResources
) -> Person:
    """Say that two customers are one person; nothing of either is rewritten, and parting undoes it."""
    async with resources.database.write() as connection:
        await join(connection, customer_id, clean(joining.customer_id), "operator", caller.by, now())
        return await _person(connection, customer_id)


@router.post("/{id}/part", responses=problems(401, 403, 404))
async def part_from(customer_id: PathId, caller: CurrentCaller, resources: CurrentResources) -> Person:
    """Make this customer a person of their own again; the others of the person stay together."""
    async with resources.database.write() as connection:
        await part(connection, customer_id, caller.by, now())
        return await _person(connection, customer_id)


async def _person(connection: AsyncConnection, customer_id: str) -> Person:
    together = await person_of(connection, customer_id)
    known = await identities_of(connection, together)
    if not known:
        raise NotFound("There is no such customer.")
    return Person(
        identities=[Identity.model_validate(one) for one in known],
        links=[Link.model_validate(one) for one in await links_among(connection, together)],
        suggestions=[Acquaintance.model_validate(one) for one in await suggestions_for(connection, together)],
    )
