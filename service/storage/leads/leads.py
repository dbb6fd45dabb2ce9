"""Leads: what customers left to be reached by, with consent and source."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import NotFound
from service.storage.customers.lead_keys import key_of
from service.storage.database import Database
from service.storage.integrations.events import Happened, emit
from service.storage.leads.rows import Left
from service.storage.tables import conversations, customers, lead_fields, leads
from service.storage.types import AnyRow, new_id


@dataclass(frozen=True, slots=True)
class LeadField:
    """One contact detail with how and when it was given, and what for, where that is known."""

    type: str
    value: str
    raw: str
    consent: str
    at: datetime
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """A customer's contact details from one conversation."""

    id: str
    conversation_id: str
    customer_id: str
    channel: str
    source: dict[str, Any]
    name: str | None
    intent: str | None
    created_at: datetime
    fields: tuple[LeadField, ...]
    person_id: str | None = None


async def unsettle(connection: AsyncConnection, conversation_ids: Sequence[str]) -> None:
    """Something was said in these conversations: what their leads are worth is to be worked out anew."""
    await connection.execute(
        update(leads).where(leads.c.conversation_id.in_(conversation_ids), leads.c.settled).values(settled=False)
    )


async def save_contacts(connection: AsyncConnection, database: Database, batch: Sequence[Left]) -> None:
    """Add the details to their conversations' leads; what is known already stays as it was given first.

    What was withdrawn is deleted; a withdrawal alone begins no lead.
    """
    if not batch:
        return
    found = await connection.execute(
        select(leads.c.conversation_id, leads.c.id).where(
            leads.c.conversation_id.in_([left.conversation_id for left in batch])
        )
    )
    ids: dict[str, str] = {row.conversation_id: row.id for row in found}
    known = set(ids)
    for left in batch:
        if left.conversation_id in ids:
            await _take_back(connection, ids[left.conversation_id], left)
        elif left.contacts or left.wishes:
            ids[left.conversation_id] = new_id()
            await connection.execute(
                insert(leads).values(
                    id=ids[left.conversation_id],
                    conversation_id=left.conversation_id,
                    customer_id=left.customer_id,
                    intent=left.intent,
                    created_at=left.at,
                )
            )
    rows = [
        {
            "id": new_id(),
            "lead_id": ids[left.conversation_id],
            "turn_id": left.turn_id,
            "type": contact.type,
            "value": contact.value,
            "raw": contact.raw,
            "consent": left.consent,
            "at": left.at,
            "key": key_of(contact.type, contact.value),
            "purpose": left.purpose or None,
        }
        for left in batch
        for contact in (*left.contacts, *left.wishes)
    ]
    if rows:
        await connection.execute(
            database.insert(lead_fields).on_conflict_do_nothing(index_elements=["lead_id", "type", "value"]), rows
        )
    for left in {left.conversation_id: left for left in batch if left.conversation_id in ids}.values():
        one = left.conversation_id
        told = Happened(one, {"conversation_id": one}, ids[one])
        await emit(connection, "lead.updated" if one in known else "lead.created", [told], left.at)


async def _take_back(connection: AsyncConnection, lead_id: str, left: Left) -> None:
    """Delete what the turn withdraws, and the wishes that it tells anew."""
    for gone in left.withdrawn:
        await connection.execute(
            delete(lead_fields).where(
                lead_fields.c.lead_id == lead_id, lead_fields.c.type == gone.type, lead_fields.c.value == gone.value
            )
        )
    if left.wishes:
        kinds = [wish.type for wish in left.wishes]
        await connection.execute(
            delete(lead_fields).where(lead_fields.c.lead_id == lead_id, lead_fields.c.type.in_(kinds))
        )


async def person_of_lead(connection: AsyncConnection, lead_id: str) -> str:
    """Whose lead it is. Raises NotFound where it is gone or its person is not worked out yet."""
    person: str | None = await connection.scalar(select(leads.c.person_id).where(leads.c.id == lead_id))
    if person is None:
        raise NotFound("There is no such lead.")
    return person


def field_of(row: AnyRow) -> LeadField:
    """A detail from its row."""
    return LeadField(row.type, row.value, row.raw, row.consent, row.at, row.purpose)


async def list_leads(connection: AsyncConnection, conversation_id: str | None = None, limit: int = 500) -> list[Lead]:
    """The latest leads, or those of one conversation."""
    query = (
        select(leads, conversations.c.channel, conversations.c.source, customers.c.name)
        .join(conversations, conversations.c.id == leads.c.conversation_id)
        .join(customers, customers.c.id == leads.c.customer_id)
        .order_by(leads.c.created_at.desc())
        .limit(limit)
    )
    if conversation_id:
        query = query.where(leads.c.conversation_id == conversation_id)
    rows = (await connection.execute(query)).all()
    fields: dict[str, list[LeadField]] = {row.id: [] for row in rows}
    found = await connection.execute(
        select(lead_fields).where(lead_fields.c.lead_id.in_(list(fields))).order_by(lead_fields.c.id)
    )
    for field in found:
        fields[field.lead_id].append(field_of(field))
    return [
        Lead(
            id=row.id,
            conversation_id=row.conversation_id,
            customer_id=row.customer_id,
            channel=row.channel,
            source=row.source,
            name=next((field.value for field in fields[row.id] if field.type == "name"), row.name),
            intent=row.intent,
            created_at=row.created_at,
            fields=tuple(fields[row.id]),
            person_id=row.person_id,
        )
        for row in rows
    ]
