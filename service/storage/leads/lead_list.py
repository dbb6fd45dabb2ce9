"""Leads as the console lists them: one for each person, with their conversations; filtered, sorted, in pages."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.agent.leads.document import LeadPolicy
from graphs.agent.leads.scoring import LeadFacts, score_of
from service.errors import NotFound
from service.storage.customers.lead_keys import shared
from service.storage.leads.filters import GONE, ORDER, Filters, Sort, wanted_by
from service.storage.leads.leads import LeadField, field_of
from service.storage.leads.matters import Matter, joined, matters_of
from service.storage.leads.tags import tags_of
from service.storage.tables import (
    conversations,
    customers,
    lead_fields,
    lead_people,
    leads,
    users,
)
from service.storage.types import AnyRow


@dataclass(frozen=True, slots=True)
class LeadConversation:
    """A conversation in which the person left details."""

    id: str
    customer_id: str
    channel: str
    source: dict[str, Any]
    intent: str | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One lead. `points` tells what the score is made of, `matched_by` by what kinds of details several customers are
    known to be one; conversations and fields come latest first, a field that was told twice once."""

    id: str
    name: str | None
    score: int
    points: Mapping[str, int]
    complete: bool
    stage: str
    stage_at: datetime | None
    stage_by: str | None
    owner: str | None
    operator: str | None
    tags: tuple[str, ...]
    created_at: datetime
    last_at: datetime
    fields: tuple[LeadField, ...]
    conversations: tuple[LeadConversation, ...]
    matched_by: tuple[str, ...]


async def count_people(connection: AsyncConnection, filters: Filters) -> int:
    """How many people these filters leave."""
    query = select(func.count()).select_from(lead_people).where(*wanted_by(filters))
    return int((await connection.execute(query)).scalar_one())


async def list_people(
    connection: AsyncConnection, policy: LeadPolicy, filters: Filters, sort: Sort, limit: int, offset: int = 0
) -> list[Person]:
    """A page of them."""
    query = select(lead_people).where(*wanted_by(filters)).order_by(*ORDER[sort]).limit(limit).offset(offset)
    return await _with_leads(connection, policy, (await connection.execute(query)).all())


async def list_ids(connection: AsyncConnection, filters: Filters, sort: Sort) -> list[str]:
    """All of them by id, to be read in parts that no change in between mixes up."""
    query = select(lead_people.c.id).where(*wanted_by(filters)).order_by(*ORDER[sort])
    return list((await connection.execute(query)).scalars())


async def read_people(connection: AsyncConnection, policy: LeadPolicy, ids: Sequence[str]) -> list[Person]:
    """These, in this order; those that are no more are left out."""
    rows = await connection.execute(select(lead_people).where(lead_people.c.id.in_(ids)))
    found = {row.id: row for row in rows}
    return await _with_leads(connection, policy, [found[one] for one in ids if one in found])


async def get_person(connection: AsyncConnection, policy: LeadPolicy, person_id: str) -> Person:
    """One of them. Raises NotFound."""
    found = await read_people(connection, policy, [person_id])
    if not found:
        raise NotFound(GONE)
    return found[0]


async def _with_leads(connection: AsyncConnection, policy: LeadPolicy, people: Sequence[AnyRow]) -> list[Person]:
    rows = (
        await connection.execute(
            select(leads, conversations.c.channel, conversations.c.source, customers.c.name)
            .join(conversations, conversations.c.id == leads.c.conversation_id)
            .join(customers, customers.c.id == leads.c.customer_id)
            .where(leads.c.person_id.in_([row.id for row in people]))
            .order_by(leads.c.created_at.desc(), leads.c.id.desc())
        )
    ).all()
    fields: dict[str, list[AnyRow]] = {row.id: [] for row in rows}
    found = await connection.execute(
        select(lead_fields)
        .where(lead_fields.c.lead_id.in_(list(fields)))
        .order_by(lead_fields.c.at.desc(), lead_fields.c.id)
    )
    for field in found:
        fields[field.lead_id].append(field)
    matters = await matters_of(connection, [row.conversation_id for row in rows])
    tags = await tags_of(connection, [row.id for row in people])
    named = select(users.c.id, users.c.email).where(users.c.id.in_({row.operator_id for row in people}))
    operators = {row.id: row.email for row in await connection.execute(named)}
    return [
        _person(
            person,
            [row for row in rows if row.person_id == person.id],
            fields,
            matters,
            policy,
            Kept(operators.get(person.operator_id), tuple(tags.get(person.id, ()))),
        )
        for person in people
    ]


@dataclass(frozen=True, slots=True)
class Kept:
    """What operators say of a lead beside its stage: whose it is, by e-mail address, and what they call it."""

    operator: str | None
    tags: tuple[str, ...]


def _person(
    person: AnyRow,
    own: Sequence[AnyRow],
    fields: Mapping[str, Sequence[AnyRow]],
    matters: Mapping[str, Matter],
    policy: LeadPolicy,
    kept: Kept,
) -> Person:
    told = sorted((field for row in own for field in fields[row.id]), key=lambda field: field.at, reverse=True)
    once = {(field.type, field.value.casefold()): field for field in reversed(told)}
    details = tuple(field_of(field) for field in reversed(once.values()))
    matter = joined([matters[row.conversation_id] for row in own if row.conversation_id in matters])
    facts = LeadFacts(Counter(field.type for field in details), matter.intents, urgent=matter.urgent)
    given = (field.value for field in details if field.type == "name")
    by_customer: dict[str, set[str]] = {}
    for row in own:
        by_customer.setdefault(row.customer_id, set()).update(field.key for field in fields[row.id] if field.key)
    return Person(
        id=person.id,
        name=next(given, None) or next((row.name for row in own if row.name), None),
        score=person.score,
        points=score_of(policy.score, facts).parts,
        complete=person.complete,
        stage=person.stage,
        stage_at=person.stage_at,
        stage_by=person.stage_by,
        owner=person.owner,
        operator=kept.operator,
        tags=kept.tags,
        created_at=person.created_at,
        last_at=person.last_at,
        fields=details,
        conversations=tuple(
            LeadConversation(row.conversation_id, row.customer_id, row.channel, row.source, row.intent, row.created_at)
            for row in own
        ),
        matched_by=tuple(sorted({key.partition(":")[0] for key in shared(list(by_customer.values()))})),
    )
