"""What operators and customers do to a conversation besides writing in it."""

from typing import Any

import pytest
from sqlalchemy import select, update

from graphs.turn import HandoffReason
from service.errors import AlreadyClaimed, ConversationClosed, NotClaimed, NotFound
from service.storage.conversations.conversations import state_of
from service.storage.conversations.handoff_list import list_handoffs
from service.storage.conversations.idleness import list_silent
from service.storage.desk.operators import reply
from service.storage.grading.contexts import grading_contexts
from service.storage.messages.attachments import NewAttachment
from service.storage.tables import grades, messages, outbox, turns
from service.storage.types import new_id
from tests.service.storage.conftest import PLAN


@pytest.fixture
async def waiting(world: Any) -> str:
    """The id of a conversation that waits for an operator."""
    committed = await world.turn("a person, please", handoff=HandoffReason.CUSTOMER_REQUEST)
    return str(committed.reply.conversation_id)


async def ask_in_vain(world: Any, silent: Any) -> str:
    """A message to a waiting conversation: its turn stays open."""
    message = await world.say("anybody there?")
    return str((await world.answer(message.conversation_id, silent)).turn_id)


@pytest.fixture
def silent() -> Any:
    from graphs.agent.state import Outcome
    from graphs.turn import Sentiment

    return Outcome(reply="", language="en", intent="other", sentiment=Sentiment("neutral", 0.1))


async def test_a_claim_gives_the_conversation_and_its_hand_off_to_one_operator(
    world: Any, waiting: str, operators: tuple[str, str]
) -> None:
    await world.claim(waiting, operators[0])
    await world.claim(waiting, operators[0])
    with pytest.raises(AlreadyClaimed):
        await world.claim(waiting, operators[1])

    async with world.database.read() as connection:
        (handoff,) = await list_handoffs(connection, waiting)
        assert await state_of(connection, waiting) == ("human", "Mia")
    assert handoff.operator == "Mia"
    assert handoff.claimed_at is not None


async def test_an_operators_reply_completes_the_turn_that_waits(
    world: Any, waiting: str, operators: tuple[str, str], silent: Any
) -> None:
    turn_id = await ask_in_vain(world, silent)
    await world.claim(waiting, operators[0])

    message = await world.reply(waiting, operators[0], "I am here.")

    (turn,) = await world.rows(select(turns).where(turns.c.id == turn_id))
    assert (turn.replied_by, turn.held) == ("operator", True)
    assert turn.replied_at == message.at
    assert (message.turn_id, message.role, message.delivery) == (turn_id, "operator", "pending")
    assert await world.grading(turn_id) == {"groundedness": "pending"}
    assert await world.rows(select(messages).where(messages.c.state == "inbox")) == []
    assert (await world.conversation(waiting)).open_turn_id is None
    (_, outgoing) = await world.rows(select(outbox).order_by(outbox.c.id))
    assert outgoing.text == "I am here."


async def test_more_words_of_the_operator_are_graded_with_the_turn_again(
    world: Any, waiting: str, operators: tuple[str, str], silent: Any
) -> None:
    turn_id = await ask_in_vain(world, silent)
    await world.claim(waiting, operators[0])
    await world.reply(waiting, operators[0], "I am here.", "1")
    async with world.database.write() as connection:
        await connection.execute(update(grades).values(state="done"))

    more = await world.reply(waiting, operators[0], "What is wrong?", "2")

    assert more.turn_id == turn_id
    assert await world.grading(turn_id) == {"groundedness": "pending"}


async def test_the_same_reply_twice_is_one_message(world: Any, waiting: str, operators: tuple[str, str]) -> None:
    await world.claim(waiting, operators[0])

    first = await world.reply(waiting, operators[0], "I am here.", "c1")
    again = await world.reply(waiting, operators[0], "I am here.", "c1")

    assert again.id == first.id
    assert len(await world.rows(select(messages).where(messages.c.role == "operator"))) == 1


async def test_only_the_operator_who_claimed_may_reply(world: Any, waiting: str, operators: tuple[str, str]) -> None:
    with pytest.raises(NotClaimed):
        await world.reply(waiting, operators[0], "hello")
    await world.claim(waiting, operators[0])
    with pytest.raises(NotClaimed):
        await world.reply(waiting, operators[1], "hello")


async def test_a_closed_conversation_cannot_be_claimed_or_answered(
    world: Any, waiting: str, operators: tuple[str, str]
) -> None:
    await world.claim(waiting, operators[0])
    await world.close(waiting, "operator")

    with pytest.raises(ConversationClosed):
        await world.claim(waiting, operators[0])
    with pytest.raises(ConversationClosed):
        await world.reply(waiting, operators[0], "hello")


async def test_what_does_not_exist_is_not_found(world: Any, operators: tuple[str, str]) -> None:
    with pytest.raises(NotFound):
        await world.claim(new_id(), operators[0])
    with pytest.raises(NotFound):
        await world.close(new_id())


async def test_closing_queues_what_can_be_judged_only_now(world: Any) -> None:
    committed = await world.turn("hello")

    await world.close(committed.reply.conversation_id, solved=True)

    row = await world.conversation(committed.reply.conversation_id)
    assert (row.state, row.closed_by, row.solved) == ("closed", "customer", True)
    assert await world.grading(committed.turn_id) == {"groundedness": "pending", "resolution": "pending"}


async def test_a_turn_that_nobody_replied_to_is_graded_too_when_the_conversation_closes(
    world: Any, waiting: str, silent: Any
) -> None:
    turn_id = await ask_in_vain(world, silent)
    assert await world.grading(turn_id) == {}

    await world.close(waiting, "idle")

    assert await world.grading(turn_id) == {"groundedness": "pending", "resolution": "pending"}
    assert await world.rows(select(messages).where(messages.c.state == "inbox")) == []


async def test_the_answer_to_solved_may_come_after_the_end_and_is_given_once(world: Any) -> None:
    committed = await world.turn("hello")
    place = committed.reply.conversation_id
    await world.close(place, "idle")
    async with world.database.write() as connection:
        await connection.execute(update(grades).values(state="done"))

    await world.close(place, solved=False)
    await world.close(place, solved=True)

    row = await world.conversation(place)
    assert (row.closed_by, row.solved) == ("idle", False)
    assert await world.grading(committed.turn_id) == {"groundedness": "done", "resolution": "pending"}


async def test_a_conversation_with_an_unanswered_message_is_not_idle(world: Any) -> None:
    """A platform may deliver hours late: the message's own time is then long past."""
    answered = await world.turn("hello", contact="ada")
    await world.say("still there?", contact="bo")

    async with world.database.read() as connection:
        idle = await list_silent(connection, ("open",), world.tick())

    assert [one.id for one in idle] == [answered.reply.conversation_id]


async def test_a_file_that_an_operator_sends_is_no_reply_to_be_judged(
    world: Any, waiting: str, operators: tuple[str, str]
) -> None:
    await world.claim(waiting, operators[0])
    said = await world.reply(waiting, operators[0], "Here is the picture.")
    file = NewAttachment("", "lamp.png", "image/png", b"bytes")
    async with world.database.write() as connection:
        sent = await reply(
            connection, world.database, PLAN, waiting, operators[0], "[image]", "file-1", world.tick(), file
        )

    (turn,) = await world.rows(select(turns))
    async with world.database.read() as connection:
        context = (await grading_contexts(connection, [turn.id]))[turn.id]
    assert [one.name for one in sent.attachments] == ["lamp.png"]
    assert [one.text for one in context.turn.replies][-1] == said.text
    assert len(context.place.operators) == len(context.turn.replies)
    (row,) = [one for one in await world.rows(select(outbox)) if one.message_id == sent.id]
    assert row.text == "lamp.png"
