"""What is sent of an event: documented in docs/webhooks.md, in versions that only ever gain fields."""

from dataclasses import dataclass
from typing import Any

import orjson

from service.storage.integrations.deliveries import EventDelivery
from service.storage.leads.lead_list import Person

VERSION = 1


@dataclass(frozen=True, slots=True)
class Told:
    """An event as it is sent. `person` is there for events of leads, `lead` is what of it is sent."""

    event_id: str
    event: str
    at: str
    data: dict[str, Any]
    person: Person | None = None

    def body(self) -> bytes:
        """As Standard Webhooks have it: type, timestamp, data."""
        return orjson.dumps({"type": self.event, "timestamp": self.at, "version": VERSION, "data": self.data})

    def secrets_masked(self, text: str) -> str:
        """A text, an answer say, without the contact details of the lead."""
        values = [field.value for field in self.person.fields] if self.person else []
        values += [field.raw for field in self.person.fields] if self.person else []
        for value in sorted({one for one in values if len(one) > 2}, key=len, reverse=True):
            text = text.replace(value, "•••")
        return text


def told_of(delivery: EventDelivery, person: Person | None) -> Told:
    """The event that a delivery stands for."""
    data = dict(delivery.data)
    if person:
        data["lead"] = lead_of(person)
    return Told(delivery.event_id, delivery.event, delivery.at.isoformat(), data, person)


def lead_of(person: Person) -> dict[str, Any]:
    """A lead for others, with its contact details: they were left to be used."""
    latest = person.conversations[0] if person.conversations else None
    values: dict[str, list[str]] = {}
    for field in person.fields:
        values.setdefault(field.type, []).append(field.value)
    return {
        "id": person.id,
        "name": person.name,
        "score": person.score,
        "complete": person.complete,
        "stage": person.stage,
        "owner": person.owner,
        "created_at": person.created_at.isoformat(),
        "last_at": person.last_at.isoformat(),
        "channel": latest.channel if latest else None,
        "intent": latest.intent if latest else None,
        "source": latest.source if latest else {},
        "conversations": [one.id for one in person.conversations],
        "customers": sorted({one.customer_id for one in person.conversations}),
        "contact": {kind: found[0] for kind, found in values.items()},
        "all_contacts": values,
        "consents": [
            {"type": one.type, "basis": one.consent, "purpose": one.purpose, "at": one.at.isoformat()}
            for one in person.fields
        ],
    }
