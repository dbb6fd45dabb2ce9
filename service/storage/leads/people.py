"""People as operators see them, worked out from leads: who belongs together, score, completeness.

Leads whose conversation went on, and people whose score another policy gave, are worked out when somebody looks. Only
this view joins them: no customer's session learns of it, whatever they type.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import bindparam, delete, func, insert, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.agent.leads.document import LeadPolicy
from graphs.agent.leads.scoring import LeadFacts, is_complete, score_of
from service.storage.customers.lead_keys import groups
from service.storage.customers.people import linked
from service.storage.leads.matters import Matter, joined, matters_of
from service.storage.leads.tags import move_tags
from service.storage.tables import lead_fields, lead_people, lead_stages, leads
from service.storage.types import AnyRow, new_id

AT_ONCE = 200
# A number that so many customers give is a company's switchboard, or a prank: nobody is known by it.
MOST_CUSTOMERS = 20
_LOCK = 7_021_964_311


def digest_of(policy: LeadPolicy) -> str:
    """Names all of a policy that people are scored by."""
    return sha256(policy.model_dump_json(include={"score", "required"}).encode()).hexdigest()


async def is_settled(connection: AsyncConnection, policy: LeadPolicy) -> bool:
    """Whether every lead has its person, and every person the score of this policy."""
    return not await _due(connection, policy, 1)


async def settle(connection: AsyncConnection, policy: LeadPolicy) -> int:
    """Work out the people of some of the leads that are due; how many leads were, 0 when all is done."""
    if connection.dialect.name == "postgresql":  # one at a time: two would make two people of one
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    due = await _due(connection, policy, AT_ONCE)
    if due:
        await _place(connection, policy, await _together(connection, due))
    return len(due)


async def _due(connection: AsyncConnection, policy: LeadPolicy, limit: int) -> list[str]:
    unsettled = await connection.execute(select(leads.c.id).where(~leads.c.settled).order_by(leads.c.id).limit(limit))
    if ids := list(unsettled.scalars()):
        return ids
    # Whatever digest is not this one is older: two ranges of an index instead of a look at everybody.
    digest = digest_of(policy)
    outdated = (
        select(lead_people.c.id)
        .where(or_(lead_people.c.scored_with < digest, lead_people.c.scored_with > digest))
        .limit(limit)
    )
    return list((await connection.execute(select(leads.c.id).where(leads.c.person_id.in_(outdated)))).scalars())


@dataclass(slots=True)
class _Leads:
    """Leads by id, with their keys; whoever belongs to one of them is among them."""

    rows: dict[str, AnyRow]
    keys: dict[str, set[str]]


async def _together(connection: AsyncConnection, due: Collection[str]) -> _Leads:
    """The leads that are due and all that belong, or belonged, to the same people."""
    found = _Leads({}, {})
    frontier = set(due)
    while frontier:
        rows = (await connection.execute(select(leads).where(leads.c.id.in_(frontier)))).all()
        keys = await _keys_of(connection, frontier)
        stands = await linked(connection, {row.customer_id for row in rows})
        for row in rows:
            found.rows[row.id] = row
            found.keys[row.id] = keys.get(row.id, set()) | {f"customer:{stands[row.customer_id]}"}
        persons = {row.person_id for row in rows if row.person_id}
        held = {key for one in keys.values() for key in one}
        reached = await connection.execute(
            select(leads.c.id).where(
                or_(
                    leads.c.customer_id.in_(stands),
                    leads.c.person_id.in_(persons),
                    leads.c.id.in_(select(lead_fields.c.lead_id).where(lead_fields.c.key.in_(held))),
                )
            )
        )
        frontier = set(reached.scalars()) - found.rows.keys()
    return found


async def _keys_of(connection: AsyncConnection, lead_ids: Iterable[str]) -> dict[str, set[str]]:
    """The keys by lead, without those that too many customers gave."""
    rows = (
        await connection.execute(
            select(lead_fields.c.lead_id, lead_fields.c.key).where(
                lead_fields.c.lead_id.in_(lead_ids), lead_fields.c.key.is_not(None)
            )
        )
    ).all()
    crowded = await connection.execute(
        select(lead_fields.c.key)
        .join(leads, leads.c.id == lead_fields.c.lead_id)
        .where(lead_fields.c.key.in_({row.key for row in rows}))
        .group_by(lead_fields.c.key)
        .having(func.count(leads.c.customer_id.distinct()) > MOST_CUSTOMERS)
    )
    nobodys = set(crowded.scalars())
    keys: dict[str, set[str]] = {}
    for row in rows:
        if row.key not in nobodys:
            keys.setdefault(row.lead_id, set()).add(row.key)
    return keys


async def _place(connection: AsyncConnection, policy: LeadPolicy, found: _Leads) -> None:
    """Give every lead its person: the oldest lead of a group keeps the person that it had."""
    ordered = {row.id: found.keys[row.id] for row in sorted(found.rows.values(), key=lambda row: row.id)}
    before = {row.person_id for row in found.rows.values() if row.person_id}
    known = {row.id: row for row in await _people(connection, before)}
    told = await _told(connection, found)
    placed: list[dict[str, object]] = []
    people: list[dict[str, object]] = []
    moved: dict[str, str] = {}
    taken: set[str] = set()
    for group in groups(ordered):
        rows = [found.rows[one] for one in group]
        had = [row.person_id for row in rows if row.person_id in known and row.person_id not in taken]
        person = had[0] if had else new_id()
        taken |= {person, *had}
        moved |= {other: person for other in had if other != person}
        people.append(_person(person, rows, [known[one] for one in dict.fromkeys(had)], told, policy))
        placed += [{"key": row.id, "person": person} for row in rows]
    fresh = [row for row in people if row["id"] not in known]
    if fresh:
        await connection.execute(insert(lead_people), fresh)
    changed = [{f"new_{name}": value for name, value in row.items()} for row in people if row["id"] in known]
    if changed:
        await connection.execute(_CHANGE, changed)
    await connection.execute(_PLACE, placed)
    if moved:
        steps = [{"key": other, "person": person} for other, person in moved.items()]
        await connection.execute(_MOVE_STAGES, steps)
        await move_tags(connection, moved)
        await connection.execute(delete(lead_people).where(lead_people.c.id.in_(list(moved))))


_PLACE = update(leads).where(leads.c.id == bindparam("key")).values(person_id=bindparam("person"), settled=True)
_MOVE_STAGES = (
    update(lead_stages).where(lead_stages.c.person_id == bindparam("key")).values(person_id=bindparam("person"))
)
_CHANGE = (
    update(lead_people)
    .where(lead_people.c.id == bindparam("new_id"))
    .values({column.name: bindparam(f"new_{column.name}") for column in lead_people.c if column.name != "id"})
)


async def _people(connection: AsyncConnection, ids: Collection[str]) -> Sequence[AnyRow]:
    if not ids:
        return ()
    return (await connection.execute(select(lead_people).where(lead_people.c.id.in_(ids)))).all()


@dataclass(frozen=True, slots=True)
class _Told:
    """What each lead holds: details as (kind, value) with the time of the latest; what each conversation is about."""

    details: dict[str, set[tuple[str, str]]]
    latest: dict[str, datetime]
    matters: dict[str, Matter]


async def _told(connection: AsyncConnection, found: _Leads) -> _Told:
    told = _Told({}, {}, await matters_of(connection, [row.conversation_id for row in found.rows.values()]))
    rows = await connection.execute(
        select(lead_fields.c.lead_id, lead_fields.c.type, lead_fields.c.value, lead_fields.c.at).where(
            lead_fields.c.lead_id.in_(list(found.rows))
        )
    )
    for field in rows:
        told.details.setdefault(field.lead_id, set()).add((field.type, field.value.casefold()))
        told.latest[field.lead_id] = max(field.at, told.latest.get(field.lead_id, field.at))
    return told


def _person(
    person: str, rows: Sequence[AnyRow], before: Sequence[AnyRow], told: _Told, policy: LeadPolicy
) -> dict[str, object]:
    """A row of `lead_people`; of the stages that operators set the latest stands."""
    details = Counter(kind for kind, _ in set().union(*(told.details.get(row.id, set()) for row in rows)))
    matter = joined([told.matters[row.conversation_id] for row in rows if row.conversation_id in told.matters])
    staged = max((one for one in before if one.stage_at), key=lambda one: one.stage_at, default=None)
    facts = LeadFacts(details, matter.intents, urgent=matter.urgent)
    return {
        "id": person,
        "stage": staged.stage if staged else "new",
        "stage_at": staged.stage_at if staged else None,
        "stage_by": staged.stage_by if staged else None,
        "owner": next((one.owner for one in before if one.owner), None),
        "operator_id": next((one.operator_id for one in before if one.operator_id), None),
        "score": score_of(policy.score, facts).total,
        "complete": is_complete(policy, details),
        "scored_with": digest_of(policy),
        "created_at": min(row.created_at for row in rows),
        "last_at": max(told.latest.get(row.id, row.created_at) for row in rows),
    }
