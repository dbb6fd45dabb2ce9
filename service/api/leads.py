"""Leads: how customers can be reached, with source and consent."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from service.deps import Reading, needs_login
from service.shown import problems
from service.storage import leads as storage

router = APIRouter(prefix="/api/leads", tags=["leads"], dependencies=needs_login)


class Consent(BaseModel):
    """How a detail was given (volunteered, or asked for), and when."""

    basis: str
    at: datetime


class LeadField(BaseModel):
    """One contact detail: normalised, and as the customer wrote it."""

    type: str
    value: str
    raw: str
    consent: Consent


class Lead(BaseModel):
    """A customer's contact details from one conversation; `source` says where that began (page, referrer)."""

    id: str
    conversation_id: str
    customer_id: str
    channel: str
    source: dict[str, Any]
    name: str | None
    fields: list[LeadField]
    intent: str | None
    created_at: datetime


class Leads(BaseModel):
    """The latest leads, newest first."""

    leads: list[Lead]


@router.get("", responses=problems(401))
async def list_leads(connection: Reading) -> Leads:
    """The latest 500 leads."""
    return Leads(leads=[show_lead(lead) for lead in await storage.list_leads(connection)])


def show_lead(lead: storage.Lead) -> Lead:
    """A lead as JSON."""
    return Lead(
        id=lead.id,
        conversation_id=lead.conversation_id,
        customer_id=lead.customer_id,
        channel=lead.channel,
        source=lead.source,
        name=lead.name,
        fields=[
            LeadField(type=one.type, value=one.value, raw=one.raw, consent=Consent(basis=one.consent, at=one.at))
            for one in lead.fields
        ],
        intent=lead.intent,
        created_at=lead.created_at,
    )
