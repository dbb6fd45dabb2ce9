"""What a turn leaves for leads: details with consent and purpose, and that a customer was asked or would not."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, update

from graphs.turn import Contact
from service.storage.messages.answer_rows import Answered
from service.storage.tables import customers
from service.storage.types import AnyRow, UtcDateTime


@dataclass(frozen=True, slots=True)
class Left:
    """What a customer left in one turn. `consent` says how it was given: volunteered, asked, or agreed.

    `withdrawn` are details of earlier turns that were corrected or taken back, `wishes` what the customer said about
    their wish; of these the last of each kind stands. `purpose` is the question that the details answer, as it was
    asked, else what the customer said that they are for.
    """

    conversation_id: str
    customer_id: str
    turn_id: str
    contacts: tuple[Contact, ...]
    intent: str
    consent: str
    at: datetime
    withdrawn: tuple[Contact, ...] = ()
    wishes: tuple[Contact, ...] = ()
    purpose: str = ""


ASKED_FOR_DETAILS = (
    update(customers)
    .where(customers.c.id == bindparam("key"))
    .values(
        lead_asked_at=func.coalesce(bindparam("asked", type_=UtcDateTime), customers.c.lead_asked_at),
        lead_declined_at=func.coalesce(customers.c.lead_declined_at, bindparam("declined", type_=UtcDateTime)),
    )
)
"""The latest asking, and the first refusal, stay with the customer."""


def asked_row(conversation: AnyRow, asked_at: datetime | None, declined_at: datetime | None) -> dict[str, Any]:
    """The parameters of `ASKED_FOR_DETAILS`."""
    return {"key": conversation.customer_id, "asked": asked_at, "declined": declined_at}


def left_in(conversation: AnyRow, item: Answered, turn_id: str) -> Left:
    """What the customer left in this turn. What is left after we asked for it was asked for, else it was offered."""
    outcome = item.outcome
    said = next((wish.value for wish in outcome.wishes if wish.type == "purpose"), "")
    return Left(
        conversation_id=conversation.id,
        customer_id=conversation.customer_id,
        turn_id=turn_id,
        contacts=outcome.contacts,
        intent=outcome.intent,
        consent="asked" if item.held or outcome.prompted else "volunteered",
        at=item.at,
        withdrawn=outcome.withdrawn,
        wishes=outcome.wishes,
        purpose=outcome.prompted or said,
    )
