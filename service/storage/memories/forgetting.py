"""Deleting what a customer told, everywhere, so that what is left counts but says nothing.

Messages, turns and grades stay as rows: rates rest on their number, times, labels and scores. Their texts go. The
record of it in `erasures` has no data of the customer.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.evaluator.grader import NOT_APPLICABLE
from graphs.lead.known import REACHED_BY
from service.errors import NotFound
from service.storage.accounts.accounts import API
from service.storage.customers.records import forget_record
from service.storage.kpi_changes import mark
from service.storage.memories.memories import ERASED
from service.storage.messages.attachments import delete_attachments
from service.storage.messages.journal import forget_written
from service.storage.tables import (
    accounts,
    conversations,
    customer_facts,
    customer_tags,
    customers,
    desk_entries,
    erasures,
    event_deliveries,
    grades,
    handoffs,
    identities,
    judgements,
    lead_fields,
    lead_people,
    lead_stages,
    lead_tags,
    leads,
    messages,
    outbox,
    reviews,
    rule_hits,
    search_entries,
    summaries,
    turns,
)
from service.storage.types import new_id

BY_THEMSELVES, BY_COMMAND_LINE = "customer", "command line"
NOTHING_LEFT = "the customer's data were deleted"


@dataclass(frozen=True, slots=True)
class Erased:
    """What was deleted: how many messages in which conversations."""

    customer_id: str
    conversation_ids: tuple[str, ...]
    messages: int


@dataclass(frozen=True, slots=True)
class ErasureRow:
    """That a customer's data were deleted: `by` is customer, the e-mail address of a user, or command line."""

    at: datetime
    by: str
    conversations: int
    messages: int


async def forget(
    connection: AsyncConnection, customer_id: str, by: str, at: datetime, keep: Collection[str] = ()
) -> Erased:
    """Delete all that this customer told, but for the messages `keep`: the agent's word that it is done.

    What they have said and nobody has answered yet goes too, so that a turn that is under way is not written. Raises
    NotFound.
    """
    await forget_written(connection, customer_id)  # first: who stores messages locks the journal before all else
    known = await connection.execute(select(customers.c.id).where(customers.c.id == customer_id).with_for_update())
    if known.first() is None:
        raise NotFound("There is no such customer.")
    own = conversations.c.customer_id == customer_id
    found = await connection.execute(
        select(conversations.c.id).where(own).order_by(conversations.c.id).with_for_update()
    )
    ids = tuple(found.scalars())
    in_them = select(conversations.c.id).where(own).scalar_subquery()
    said = messages.c.conversation_id.in_(in_them) & messages.c.id.not_in(keep)
    count = await connection.scalar(select(func.count()).where(said, messages.c.kind != ERASED)) or 0
    await mark(connection, ids)
    await _remember_nothing(connection, customer_id, in_them)
    unsent = outbox.c.conversation_id.in_(in_them) & outbox.c.message_id.not_in(keep)
    await connection.execute(delete(outbox).where(unsent))
    await _blank_turns(connection, in_them, at)
    await delete_attachments(connection, in_them)
    await connection.execute(
        update(messages)
        .where(said)
        .values(text="", kind=ERASED, citations=[], choices=None, client_id=None, thread=None, state="answered")
    )
    noted = desk_entries.c.conversation_id.in_(in_them)
    await connection.execute(update(desk_entries).where(noted).values(text="", client_id=None))
    await connection.execute(
        delete(search_entries).where(search_entries.c.conversation_id.in_(in_them), search_entries.c.ref.not_in(keep))
    )
    await _blank_conversations(connection, own, keep)
    await _unname(connection, customer_id)
    await forget_record(connection, customer_id)
    await connection.execute(delete(customer_tags).where(customer_tags.c.customer_id == customer_id))
    await connection.execute(
        insert(erasures).values(
            id=new_id(), customer_id=customer_id, at=at, by=by, conversations=len(ids), messages=count
        )
    )
    return Erased(customer_id, ids, count)


async def list_erasures(connection: AsyncConnection, customer_id: str) -> list[ErasureRow]:
    """When and by whom this customer's data were deleted, the latest first."""
    rows = await connection.execute(
        select(erasures).where(erasures.c.customer_id == customer_id).order_by(erasures.c.id.desc())
    )
    return [ErasureRow(row.at, row.by, row.conversations, row.messages) for row in rows]


async def _remember_nothing(connection: AsyncConnection, customer_id: str, in_them: ScalarSelect[str]) -> None:
    """Facts, summaries, leads; that a conversation had brought a contact detail stays known, for the rate."""
    own_leads = select(leads.c.id).where(leads.c.conversation_id.in_(in_them))
    reached = select(leads.c.conversation_id).join(lead_fields, lead_fields.c.lead_id == leads.c.id)
    await connection.execute(
        update(conversations)
        .where(
            conversations.c.id.in_(
                reached.where(leads.c.conversation_id.in_(in_them), lead_fields.c.type.in_(REACHED_BY))
            )
        )
        .values(had_lead=True)
    )
    found = await connection.execute(select(leads.c.person_id).where(leads.c.id.in_(own_leads)).distinct())
    people = [person for person in found.scalars() if person]
    # What others answered when they were told of a lead may repeat it.
    await connection.execute(
        update(event_deliveries).where(event_deliveries.c.lead_id.in_(own_leads)).values(answer=None, error=None)
    )
    await connection.execute(delete(lead_fields).where(lead_fields.c.lead_id.in_(own_leads)))
    await connection.execute(delete(leads).where(leads.c.conversation_id.in_(in_them)))
    await _without_leads(connection, people)
    await connection.execute(delete(customer_facts).where(customer_facts.c.customer_id == customer_id))
    await connection.execute(delete(summaries).where(summaries.c.conversation_id.in_(in_them)))


async def _without_leads(connection: AsyncConnection, people: Sequence[str]) -> None:
    """People of whom no lead is left go with their history; the others are worked out anew from what is left."""
    await connection.execute(update(leads).where(leads.c.person_id.in_(people)).values(settled=False))
    left = select(leads.c.person_id).where(leads.c.person_id.in_(people))
    for history in (lead_stages, lead_tags):
        gone = (history.c.person_id.in_(people), history.c.person_id.not_in(left))
        await connection.execute(delete(history).where(*gone))
    await connection.execute(delete(lead_people).where(lead_people.c.id.in_(people), lead_people.c.id.not_in(left)))


async def _blank_turns(connection: AsyncConnection, in_them: ScalarSelect[str], at: datetime) -> None:
    """Numbers, labels and the documents cited stay; what was said, found, called and reasoned goes."""
    rows = await connection.execute(
        select(turns.c.id, turns.c.citations, turns.c.tool_calls).where(turns.c.conversation_id.in_(in_them))
    )
    blank = [
        {
            "key": row.id,
            "new_citations": [citation | {"quote": "", "start": None, "end": None} for citation in row.citations],
            "new_tool_calls": [call | {"arguments": {}} for call in row.tool_calls],
        }
        for row in rows
    ]
    if blank:
        await connection.execute(_BLANK_TURN, blank)
    own = grades.c.turn_id.in_(select(turns.c.id).where(turns.c.conversation_id.in_(in_them)))
    await connection.execute(update(grades).where(own).values(reason="", evidence=[]))
    noted = reviews.c.turn_id.in_(select(turns.c.id).where(turns.c.conversation_id.in_(in_them)))
    await connection.execute(update(reviews).where(noted).values(note=""))
    await connection.execute(
        update(grades)
        .where(own, grades.c.state != "done")
        .values(state="done", label=NOT_APPLICABLE, score=None, reason=NOTHING_LEFT, claimed_by=None, graded_at=at)
    )
    # After the grades: a verdict is kept only beside a grade that is still to be given.
    judged = judgements.c.turn_id.in_(select(turns.c.id).where(turns.c.conversation_id.in_(in_them)))
    await connection.execute(delete(judgements).where(judged))
    await connection.execute(
        update(rule_hits)
        .where(rule_hits.c.conversation_id.in_(in_them))
        .values(quote="", reason="", appeal_note=None, resolution_note=None)
    )
    await connection.execute(update(handoffs).where(handoffs.c.conversation_id.in_(in_them)).values(briefing=None))


_BLANK_TURN = (
    update(turns)
    .where(turns.c.id == bindparam("key"))
    .values(
        contacts=[],
        passages=[],
        order_numbers=[],
        edits=[],
        citations=bindparam("new_citations"),
        tool_calls=bindparam("new_tool_calls"),
    )
)


async def _blank_conversations(connection: AsyncConnection, own: ColumnElement[bool], keep: Collection[str]) -> None:
    """Where they came from, what was said last or with a rating; a program's customer goes by a name that it chose."""
    kept = select(messages.c.conversation_id).where(messages.c.id.in_(keep))
    # Without a lease a turn under way is not written, and another process may answer what comes next.
    await connection.execute(
        update(conversations)
        .where(own)
        .values(source={}, lease=None, rating_comment=None, summary=None, summary_by=None)
    )
    await connection.execute(update(conversations).where(own, conversations.c.id.not_in(kept)).values(preview=""))
    await connection.execute(update(conversations).where(own, conversations.c.state == "closed").values(thread=None))


async def _unname(connection: AsyncConnection, customer_id: str) -> None:
    """The customer's name, and the names that programs and verifying platforms call them by; a platform's own id stays,
    to reach them by."""
    await connection.execute(
        update(customers)
        .where(customers.c.id == customer_id)
        .values(name=None, lead_asked_at=None, lead_declined_at=None)
    )
    await connection.execute(update(identities).where(identities.c.customer_id == customer_id).values(person=None))
    named = await connection.execute(
        select(identities.c.id, identities.c.external_id)
        .join(accounts, accounts.c.id == identities.c.account_id)
        .where(identities.c.customer_id == customer_id, accounts.c.channel == API)
    )
    for row in named.all():
        key = row.external_id.partition(":")[0]
        nobody = f"{key}:{new_id()}"
        await connection.execute(update(identities).where(identities.c.id == row.id).values(external_id=nobody))
        await connection.execute(
            update(conversations)
            .where(conversations.c.customer_id == customer_id, conversations.c.contact == row.external_id)
            .values(contact=nobody)
        )
