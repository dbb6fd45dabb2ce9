"""Leads as JSON: of one conversation, and of one person with all of theirs."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

from service.rest.shown import Shown
from service.storage.leads import leads as storage
from service.storage.leads.filters import Stage
from service.storage.leads.lead_list import Person
from service.storage.leads.moves import StageChange


class Consent(BaseModel):
    """How a detail was given (volunteered, asked, agreed), when, and what for as the customer was told or said."""

    basis: str
    at: datetime
    purpose: str | None


class LeadField(BaseModel):
    """One contact detail: normalised, and as the customer wrote it."""

    type: str
    value: str
    raw: str
    consent: Consent


class Lead(BaseModel):
    """A customer's contact details from one conversation; `source` says where that began (page, referrer).

    `person_id` is the lead of the person who left them, null until somebody has looked at the list of leads.
    """

    id: str
    conversation_id: str
    customer_id: str
    channel: str
    source: dict[str, Any]
    name: str | None
    fields: list[LeadField]
    intent: str | None
    created_at: datetime
    person_id: str | None


class LeadConversation(Shown):
    """A conversation in which the person left details."""

    id: str
    customer_id: str
    channel: str
    source: dict[str, Any]
    intent: str | None
    at: datetime


class SetStage(Shown):
    """Who set which stage when."""

    stage: Stage
    by: str
    at: datetime


class PersonLead(BaseModel):
    """One person's lead. The ids and the source are those of their latest conversation.

    `points` tells what the score (0 to 100) is made of. `matched_by` names the kinds of details by which several
    customers are known to be one person; it is empty where there is one customer. `operator` is the e-mail address of
    whom it is given to, `owner` who has it by another system's word.
    """

    id: str
    name: str | None
    fields: list[LeadField]
    score: int
    points: dict[str, int]
    status: Literal["partial", "complete"]
    stage: Stage
    stage_at: datetime | None
    stage_by: str | None
    owner: str | None
    operator: str | None
    tags: list[str]
    created_at: datetime
    last_at: datetime
    conversation_id: str
    customer_id: str
    channel: str
    source: dict[str, Any]
    intent: str | None
    conversations: list[LeadConversation]
    matched_by: list[str]


class PersonLeadPage(PersonLead):
    """The same with all stages that were set, the latest first."""

    stages: list[SetStage]


def show_lead(lead: storage.Lead) -> Lead:
    """A conversation's lead as JSON."""
    return Lead(
        id=lead.id,
        conversation_id=lead.conversation_id,
        customer_id=lead.customer_id,
        channel=lead.channel,
        source=lead.source,
        name=lead.name,
        fields=[_field(one) for one in lead.fields],
        intent=lead.intent,
        created_at=lead.created_at,
        person_id=lead.person_id,
    )


def show_person(person: Person) -> PersonLead:
    """A person's lead as JSON."""
    return PersonLead.model_validate(_values(person))


def show_page(person: Person, stages: list[StageChange]) -> PersonLeadPage:
    """The same with its stages."""
    return PersonLeadPage.model_validate(
        {**_values(person), "stages": [SetStage.model_validate(one) for one in stages]}
    )


def _values(person: Person) -> dict[str, Any]:
    latest = person.conversations[0]
    return {
        "id": person.id,
        "name": person.name,
        "fields": [_field(one) for one in person.fields],
        "score": person.score,
        "points": dict(person.points),
        "status": "complete" if person.complete else "partial",
        "stage": person.stage,
        "stage_at": person.stage_at,
        "stage_by": person.stage_by,
        "owner": person.owner,
        "operator": person.operator,
        "tags": list(person.tags),
        "created_at": person.created_at,
        "last_at": person.last_at,
        "conversation_id": latest.id,
        "customer_id": latest.customer_id,
        "channel": latest.channel,
        "source": latest.source,
        "intent": latest.intent,
        "conversations": [LeadConversation.model_validate(one) for one in person.conversations],
        "matched_by": list(person.matched_by),
    }


def _field(field: storage.LeadField) -> LeadField:
    consent = Consent(basis=field.consent, at=field.at, purpose=field.purpose)
    return LeadField(type=field.type, value=field.value, raw=field.raw, consent=consent)
