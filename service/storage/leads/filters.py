"""Which leads are wanted, and in which order."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, select

from service.storage.tables import conversations, lead_fields, lead_people, lead_tags, leads

Stage = Literal["new", "contacted", "qualified", "won", "lost"]
Sort = Literal["score", "newest", "oldest"]
GONE = "There is no such lead: it may have been joined with another one of the same person."
ORDER = {
    "score": (lead_people.c.score.desc(), lead_people.c.last_at.desc(), lead_people.c.id),
    "newest": (lead_people.c.last_at.desc(), lead_people.c.id),
    "oldest": (lead_people.c.created_at, lead_people.c.id),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which people are wanted; None takes all. `text` is looked for in what they left, capitals or not.

    `operator_id` is whom the lead is given to, "" for nobody.
    """

    stage: Stage | None = None
    complete: bool | None = None
    channel: str | None = None
    min_score: int | None = None
    text: str | None = None
    operator_id: str | None = None
    tag: str | None = None


def wanted_by(filters: Filters) -> list[ColumnElement[bool]]:
    """The same as conditions on `lead_people`."""
    wanted: list[ColumnElement[bool]] = []
    if filters.stage is not None:
        wanted.append(lead_people.c.stage == filters.stage)
    if filters.complete is not None:
        wanted.append(lead_people.c.complete == filters.complete)
    if filters.min_score is not None:
        wanted.append(lead_people.c.score >= filters.min_score)
    if filters.channel is not None:
        there = select(leads.c.person_id).join(conversations, conversations.c.id == leads.c.conversation_id)
        wanted.append(lead_people.c.id.in_(there.where(conversations.c.channel == filters.channel)))
    if filters.operator_id is not None:
        given = lead_people.c.operator_id
        wanted.append(given == filters.operator_id if filters.operator_id else given.is_(None))
    if filters.tag is not None:
        called = select(lead_tags.c.person_id).where(lead_tags.c.tag == filters.tag)
        wanted.append(lead_people.c.id.in_(called))
    if filters.text:
        told = select(leads.c.person_id).join(lead_fields, lead_fields.c.lead_id == leads.c.id)
        wanted.append(lead_people.c.id.in_(told.where(lead_fields.c.value.icontains(filters.text, autoescape=True))))
    return wanted
