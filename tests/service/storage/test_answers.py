"""Writing down turns: all of a turn is there, or nothing of it."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from graphs.agent.state import Outcome
from graphs.turn import Citation, Contact, HandoffReason, Passage, Sentiment
from service.storage.conversations.handoff_list import list_handoffs
from service.storage.leads.leads import list_leads
from service.storage.messages.answer_rows import Answered
from service.storage.messages.messages import list_messages
from service.storage.records import turn_from
from service.storage.tables import conversations, messages, outbox, turns
from service.storage.turns.backlog import load_work
from service.storage.turns.turns import list_turns
from service.storage.types import new_id

PASSAGE = Passage(document="returns.md", chunk_id="c1", text="Within 30 days.", score=0.5, title="Returns")
FULL = Outcome(
    reply="Within 30 days.",
    language="en",
    intent="returns",
    sentiment=Sentiment("negative", 0.8),
    contacts=(Contact("phone", "+4915112345678", "0151 12345678"),),
    passages=(PASSAGE,),
    citations=(Citation("returns.md", "c1", "30 days", 7, 14),),
    answered=True,
    confidence=0.9,
    handoff=HandoffReason.NEGATIVE_SENTIMENT,
    model="extractive",
    urgency="high",
    order_numbers=("TW-10023",),
)


async def test_a_turn_is_written_with_reply_lead_hand_off_outbox_and_grading_work(world: Any) -> None:
    message = await world.say("I am angry, call me: 0151 12345678")
    committed = await world.answer(message.conversation_id, FULL)

    place = message.conversation_id
    row = await world.conversation(place)
    assert (row.state, row.last_seq, row.lease, row.upset, row.language) == ("waiting", 2, None, 0.8, "en")
    assert (committed.state, committed.more, committed.reply.seq) == ("waiting", False, 2)
    async with world.database.read() as connection:
        (turn,) = await list_turns(connection, place)
        said = await list_messages(connection, place)
        (lead,) = await list_leads(connection, place)
        (handoff,) = await list_handoffs(connection, place)
    assert (turn.urgency, turn.order_numbers, row.urgency) == ("high", ["TW-10023"], "high")
    assert turn.message_ids == [message.id]
    assert turn.reply_ids == [committed.reply.id]
    assert (turn.replied_by, turn.handoff, turn.pending, turn.grades) == ("agent", "negative_sentiment", 1, [])
    cited = {"document": "returns.md", "title": "Returns", "chunk_id": "c1", "quote": "30 days", "start": 7, "end": 14}
    assert turn.citations == [cited]
    assert [(one.role, one.text, one.delivery) for one in said] == [
        ("customer", "I am angry, call me: 0151 12345678", None),
        ("agent", "Within 30 days.", "pending"),
    ]
    assert [(field.type, field.value, field.consent) for field in lead.fields] == [
        ("phone", "+4915112345678", "volunteered")
    ]
    assert (handoff.reason, handoff.claimed_at) == ("negative_sentiment", None)
    assert await world.grading(committed.turn_id) == {"groundedness": "pending"}
    (outgoing,) = await world.rows(select(outbox))
    assert (outgoing.text, outgoing.state, outgoing.contact) == ("Within 30 days.", "pending", "ada")


async def test_a_turn_is_read_back_as_it_was_given(world: Any) -> None:
    message = await world.say("How long?")
    committed = await world.answer(message.conversation_id, FULL)

    said = await world.rows(select(messages).order_by(messages.c.seq))
    (row,) = await world.rows(select(turns).where(turns.c.id == committed.turn_id))
    turn = turn_from(row, said)

    assert (turn.question, turn.reply) == ("How long?", "Within 30 days.")
    assert (turn.passages, turn.citations, turn.contacts) == (FULL.passages, FULL.citations, FULL.contacts)
    assert (turn.sentiment, turn.handoff, turn.answered, turn.confidence) == (
        FULL.sentiment,
        FULL.handoff,
        True,
        0.9,
    )


async def test_a_process_that_lost_the_lease_writes_nothing(world: Any) -> None:
    message = await world.say("hello")
    async with world.database.write() as connection:
        await connection.execute(update(conversations).values(lease=new_id()))

    assert await world.answer(message.conversation_id) is None

    assert await world.rows(select(turns)) == []
    (row,) = await world.rows(select(messages))
    assert row.state == "received"


async def test_what_comes_while_a_turn_is_answered_is_the_next_turn(world: Any) -> None:
    first = await world.say("one")
    async with world.database.read() as connection:
        work = (await load_work(connection, [first.conversation_id]))[first.conversation_id]
    await world.say("two")

    committed = await world.commit(
        Answered(conversation_id=first.conversation_id, asked=work.asked, outcome=FULL, held=False, at=world.tick())
    )

    assert committed.more
    assert (await world.conversation(first.conversation_id)).lease == world.process
    async with world.database.read() as connection:
        work = (await load_work(connection, [first.conversation_id]))[first.conversation_id]
    assert [asked.text for asked in work.asked] == ["two"]
    assert [said.text for said in work.history] == ["one", "Within 30 days."]


async def test_the_next_turn_queues_the_outcome_of_the_one_before(world: Any) -> None:
    first, second = await world.turn("one"), await world.turn("two")

    assert await world.grading(first.turn_id) == {"groundedness": "pending", "resolution": "pending"}
    assert await world.grading(second.turn_id) == {"groundedness": "pending"}


async def test_a_turn_that_is_answered_after_its_conversation_closed_gets_all_its_grades(world: Any) -> None:
    message = await world.say("hello")
    await world.close(message.conversation_id)

    committed = await world.answer(message.conversation_id)

    assert await world.grading(committed.turn_id) == {"groundedness": "pending", "resolution": "pending"}
    assert (await world.conversation(message.conversation_id)).state == "closed"


async def test_a_silent_turn_that_is_written_after_its_conversation_closed_waits_for_nobody(world: Any) -> None:
    await world.turn("a person, please", handoff=HandoffReason.CUSTOMER_REQUEST)
    message = await world.say("anybody there?")
    async with world.database.read() as connection:
        work = (await load_work(connection, [message.conversation_id]))[message.conversation_id]
    await world.close(message.conversation_id)

    committed = await world.commit(
        Answered(
            conversation_id=work.conversation_id,
            asked=work.asked,
            outcome=replace(FULL, reply="", handoff=None),
            held=True,
            at=world.tick(),
        )
    )

    assert await world.grading(committed.turn_id) == {"groundedness": "pending", "resolution": "pending"}
    assert (await world.conversation(message.conversation_id)).open_turn_id is None
    assert await world.rows(select(messages).where(messages.c.state == "inbox")) == []


async def test_messages_to_a_waiting_conversation_gather_in_one_open_turn(world: Any) -> None:
    await world.turn("a person, please", handoff=HandoffReason.CUSTOMER_REQUEST)
    silent = replace(FULL, reply="", handoff=None, contacts=())
    message = await world.say("anybody there?")
    upset = replace(silent, sentiment=Sentiment("negative", 0.9), order_numbers=("A-4711",))
    first = await world.answer(message.conversation_id, upset)
    await world.say("hello??")
    second = await world.answer(
        message.conversation_id,
        replace(silent, sentiment=Sentiment("neutral", 0.1), contacts=FULL.contacts, urgency="normal"),
    )

    assert first.turn_id == second.turn_id
    assert (first.reply, second.reply) == (None, None)
    row = await world.conversation(message.conversation_id)
    assert (row.state, row.open_turn_id) == ("waiting", first.turn_id)
    (turn,) = await world.rows(select(turns).where(turns.c.id == first.turn_id))
    assert (turn.upset, turn.replied_by, len(turn.contacts)) == (0.9, None, 1)
    assert (turn.urgency, turn.order_numbers, row.urgency) == ("high", ["A-4711", "TW-10023"], "high")
    states = await world.rows(select(messages.c.state).where(messages.c.turn_id == first.turn_id))
    assert {state.state for state in states} == {"inbox"}


async def test_an_answer_that_comes_when_an_operator_has_taken_over_is_not_sent(
    world: Any, operators: tuple[str, str]
) -> None:
    message = await world.say("hello")
    async with world.database.read() as connection:
        work = (await load_work(connection, [message.conversation_id]))[message.conversation_id]
    await world.claim(message.conversation_id, operators[0])

    committed = await world.commit(
        Answered(conversation_id=work.conversation_id, asked=work.asked, outcome=FULL, held=False, at=world.tick())
    )

    assert committed.reply is None
    assert await world.rows(select(outbox)) == []
    assert (await world.conversation(message.conversation_id)).state == "human"


@pytest.mark.parametrize(("answered", "failures"), [(False, 1), (True, 0)])
async def test_failures_in_a_row_are_counted(world: Any, answered: bool, failures: int) -> None:
    committed = await world.turn("hello", answered=answered)

    assert (await world.conversation(committed.reply.conversation_id)).failures == failures


async def test_the_same_detail_twice_is_one_field_of_one_lead(world: Any) -> None:
    await world.turn("call me", contacts=FULL.contacts)
    committed = await world.turn("call me!", contacts=(*FULL.contacts, Contact("name", "Ada", "Ada")))

    async with world.database.read() as connection:
        (lead,) = await list_leads(connection, committed.reply.conversation_id)
    assert [field.type for field in lead.fields] == ["phone", "name"]
    assert lead.name == "Ada"


async def test_what_was_corrected_is_gone_and_the_last_wish_of_a_kind_stands(world: Any) -> None:
    budget, more = Contact("budget", "500 EUR", "500 euros"), Contact("budget", "800 EUR", "800 euros")
    corrected = Contact("phone", "+4915112345679", "0151 12345678")
    await world.turn("call me", contacts=FULL.contacts, wishes=(budget,))
    committed = await world.turn("it ends in 9", contacts=(corrected,), withdrawn=FULL.contacts, wishes=(more,))

    async with world.database.read() as connection:
        (lead,) = await list_leads(connection, committed.reply.conversation_id)
    assert [(field.type, field.value) for field in lead.fields] == [("phone", "+4915112345679"), ("budget", "800 EUR")]


async def test_a_withdrawal_alone_begins_no_lead(world: Any) -> None:
    committed = await world.turn("delete my number", contacts=(), withdrawn=FULL.contacts)

    async with world.database.read() as connection:
        assert await list_leads(connection, committed.reply.conversation_id) == []


async def test_nothing_goes_out_from_the_widget_by_the_outbox(world: Any) -> None:
    message = await world.say("hello")
    async with world.database.write() as connection:
        await connection.execute(update(conversations).values(channel="widget"))

    committed = await world.answer(message.conversation_id)

    assert committed.reply.delivery is None
    assert await world.rows(select(outbox)) == []
