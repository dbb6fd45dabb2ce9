"""A conversation comes back to the agent: by an operator, by the customer, or because nobody came."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from graphs.agent.handoff.document import Rule
from graphs.agent.state import Outcome
from graphs.turn import HandoffReason, Sentiment
from service.errors import AlreadyClaimed, ConversationClosed, NotAllowedNow
from service.storage.conversations.conversations import list_conversations
from service.storage.conversations.handoff_list import list_handoffs
from service.storage.desk.returning import give_back
from service.storage.messages.answer_rows import Answered
from service.storage.routing.waiting import Told, Waiting, list_waiting, tell
from service.storage.tables import conversations, messages, outbox, turns
from service.storage.turns.backlog import load_work, take_unanswered
from tests.service.storage.conftest import ANSWER

UPSET = {"handoff": HandoffReason.NEGATIVE_SENTIMENT, "rule": Rule.NEGATIVE_SENTIMENT}
SILENT = Outcome(reply="", language="en", intent="other", sentiment=Sentiment("neutral", 0.1))


@pytest.fixture
async def waiting(world: Any) -> str:
    """The id of a conversation that waits for an operator."""
    return str((await world.turn("this is awful", **UPSET)).reply.conversation_id)


async def back(world: Any, conversation_id: str, operator: str) -> Any:
    async with world.database.write() as connection:
        return await give_back(
            connection, conversation_id, operator, lambda language: f"back [{language}]", world.tick()
        )


async def test_an_operator_gives_back_and_the_agent_knows_from_what(
    world: Any, waiting: str, operators: tuple[str, str]
) -> None:
    await world.claim(waiting, operators[0])
    await world.reply(waiting, operators[0], "Done.")

    message = await back(world, waiting, operators[0])

    row = await world.conversation(waiting)
    assert (row.state, row.operator_id, row.failures, row.priority) == ("open", None, 0, 0)
    assert (message.role, message.text, message.delivery, message.turn_id) == ("agent", "back [en]", "pending", None)
    assert (await world.rows(select(outbox.c.text).order_by(outbox.c.id)))[-1].text == "back [en]"
    async with world.database.read() as connection:
        (handoff,) = await list_handoffs(connection, waiting)
    assert (handoff.rule, handoff.ended_by, handoff.ended_at) == ("negative_sentiment", "operator", message.at)
    await world.say("and now?")
    async with world.database.read() as connection:
        work = (await load_work(connection, [waiting]))[waiting]
    assert [(one.rule, one.by, one.at) for one in work.returned] == [("negative_sentiment", "operator", message.at)]
    assert [said.text for said in work.history][-2:] == ["Done.", "back [en]"]


async def test_what_nobody_has_answered_is_answered_by_the_agent(
    world: Any, waiting: str, operators: tuple[str, str]
) -> None:
    await world.say("is anybody there?")
    silent = await world.answer(waiting, SILENT)
    await back(world, waiting, operators[0])

    async with world.database.write() as connection:
        assert [taken for taken, _ in await take_unanswered(connection, world.process)] == [waiting]
    answered = await world.answer(waiting, ANSWER)

    assert answered.turn_id == silent.turn_id
    (turn,) = await world.rows(select(turns).where(turns.c.id == silent.turn_id))
    assert (turn.replied_by, turn.held) == ("agent", False)
    assert await world.rows(select(messages).where(messages.c.state != "answered")) == []


async def test_only_who_has_it_may_give_it_back_and_only_once(
    world: Any, waiting: str, operators: tuple[str, str]
) -> None:
    await world.claim(waiting, operators[0])
    with pytest.raises(AlreadyClaimed):
        await back(world, waiting, operators[1])
    await back(world, waiting, operators[0])
    with pytest.raises(NotAllowedNow):
        await back(world, waiting, operators[0])
    await world.close(waiting)
    with pytest.raises(ConversationClosed):
        await back(world, waiting, operators[0])


async def test_a_second_hand_off_is_another_one(world: Any, waiting: str, operators: tuple[str, str]) -> None:
    await back(world, waiting, operators[0])
    await world.turn("a person!", handoff=HandoffReason.CUSTOMER_REQUEST, rule=Rule.CUSTOMER_REQUEST)
    await world.claim(waiting, operators[1])
    await back(world, waiting, operators[1])

    async with world.database.read() as connection:
        ended = [(one.rule, one.operator, one.ended_by) for one in await list_handoffs(connection, waiting)]
    assert ended == [("negative_sentiment", None, "operator"), ("customer_request", "Bo", "operator")]
    assert [one["rule"] for one in (await world.conversation(waiting)).returned] == [
        "negative_sentiment",
        "customer_request",
    ]


async def test_the_customer_ends_the_waiting_by_choosing_the_agent(world: Any, waiting: str) -> None:
    await world.say("go on without a person")
    committed = await world.answer(waiting, replace(ANSWER, resumed=True))

    assert committed.state == "open"
    row = await world.conversation(waiting)
    assert [(one["rule"], one["by"]) for one in row.returned] == [("negative_sentiment", "customer")]
    (turn,) = await world.rows(select(turns).where(turns.c.id == committed.turn_id))
    assert (turn.held, turn.replied_by) == (False, "agent")
    async with world.database.read() as connection:
        (handoff,) = await list_handoffs(connection, waiting)
    assert handoff.ended_by == "customer"


async def test_an_operator_who_came_meanwhile_keeps_the_conversation(
    world: Any, waiting: str, operators: tuple[str, str]
) -> None:
    await world.say("go on without a person")
    async with world.database.read() as connection:
        work = (await load_work(connection, [waiting]))[waiting]
    await world.claim(waiting, operators[0])

    outcome = replace(ANSWER, resumed=True)
    late = Answered(conversation_id=waiting, asked=work.asked, outcome=outcome, held=True, at=world.tick())
    committed = await world.commit(late)

    assert (committed.reply, committed.state) == (None, "human")
    assert (await world.conversation(waiting)).returned == []


async def waits(world: Any, times: int = 2) -> list[Waiting]:
    async with world.database.read() as connection:
        return await list_waiting(connection, times)


async def told(world: Any, one: Waiting, *, returns: bool = False) -> Any:
    async with world.database.write() as connection:
        return await tell(connection, one, Told("nobody yet", world.at + timedelta(hours=1), returns), world.tick())


async def test_who_waits_too_long_is_told_and_moves_ahead(world: Any, waiting: str) -> None:
    other = str((await world.turn("awful too", contact="bo", **UPSET)).reply.conversation_id)
    (first, _) = await waits(world)
    assert (first.conversation_id, first.told, first.reachable) == (waiting, 0, False)

    assert (await told(world, first)).text == "nobody yet"
    assert await told(world, first) is None  # another process, with the same list

    async with world.database.read() as connection:
        page = await list_conversations(connection, "waiting", limit=1)
        rest = await list_conversations(connection, "waiting", page.next, limit=1)
        (handoff,) = await list_handoffs(connection, waiting)
    assert [row.id for row in (*page.rows, *rest.rows)] == [waiting, other]
    assert page.rows[0].priority == 1
    assert handoff.told == 1
    assert handoff.promised_at is not None
    # Who heard it so often comes last: they may still have to hear that it closes.
    assert [(one.conversation_id, one.told) for one in await waits(world, times=1)] == [(other, 0), (waiting, 1)]


async def test_who_waits_too_long_may_be_given_back_to_the_agent(world: Any, waiting: str) -> None:
    (one,) = await waits(world)
    await told(world, one, returns=True)

    row = await world.conversation(waiting)
    assert (row.state, row.priority) == ("open", 0)
    assert [(back["rule"], back["by"]) for back in row.returned] == [("negative_sentiment", "policy")]
    assert await waits(world) == []


async def test_who_is_served_or_gone_is_not_told(world: Any, waiting: str, operators: tuple[str, str]) -> None:
    (one,) = await waits(world)
    await world.claim(waiting, operators[0])
    assert await told(world, one) is None
    assert await waits(world) == []
    (row,) = await world.rows(select(conversations.c.priority).where(conversations.c.id == waiting))
    assert row.priority == 0
