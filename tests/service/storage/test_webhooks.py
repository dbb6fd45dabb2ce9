"""Events arrive signed, in order, at least once, for a day at most; nothing is lost by a crash."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from graphs.turn import Contact as Detail
from service.integrations.keeping import OVERLAP
from service.secrets import Vault
from service.storage.integrations.deliveries import SENDING, claim, due, replay_failed
from service.storage.memories.forgetting import forget
from service.storage.messages.receive import receive
from service.storage.tables import event_deliveries
from service.storage.types import now
from tests.service.storage.conftest import World, two_operators
from tests.service.storage.integrations_world import Receiver, Told, receiving

DAY = timedelta(days=1)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as opened:
        yield opened


@pytest.fixture
def told(world: World) -> Told:
    world.at = now()
    return Told(world, Vault(b"k" * 32))


async def test_a_conversation_is_told_from_its_beginning_to_its_end_in_order(
    world: World, told: Told, receiver: Receiver
) -> None:
    events = ("conversation.opened", "conversation.assigned", "conversation.closed", "handoff.returned")
    await told.webhook(receiver, *events)
    turn = await world.turn()
    assert turn.reply
    mia, _ = await two_operators(world.database)
    await world.claim(turn.reply.conversation_id, mia)
    await world.close(turn.reply.conversation_id)
    assert await told.send() == 3
    assert receiver.types == ["conversation.opened", "conversation.assigned", "conversation.closed"]
    assert {data["data"]["conversation_id"] for _, data in receiver.got} == {turn.reply.conversation_id}
    assert [one.state for one in await told.log()] == ["sent"] * 3
    assert await told.send() == 0


async def test_without_anybody_who_wants_them_no_row_is_written(world: World, told: Told, receiver: Receiver) -> None:
    await world.turn()
    await told.webhook(receiver, "alert.raised")
    await world.turn(contact="bo")
    assert (await world.rows(select(func.count()).select_from(event_deliveries)))[0][0] == 0


async def test_what_was_rolled_back_is_not_told(world: World, told: Told, receiver: Receiver) -> None:
    await told.webhook(receiver, "conversation.opened")

    async def fail() -> None:
        async with world.database.write() as connection:
            await receive(connection, [world.incoming("Hello?")], world.process)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await told.log() == []


async def test_a_process_that_dies_while_it_sends_leaves_the_event_to_another(
    world: World, told: Told, receiver: Receiver
) -> None:
    await told.webhook(receiver, "conversation.opened")
    await world.say("Hello?")
    async with world.database.write() as connection:
        (one,) = await due(connection, told.clock())
        assert await claim(connection, one.id, told.clock())  # and then it dies
    assert await told.send() == 0
    assert await told.send(SENDING) == 1
    assert receiver.ids == [one.event_id]


async def test_what_is_not_taken_comes_again_later_by_the_same_id_and_nothing_overtakes_it(
    world: World, told: Told, receiver: Receiver
) -> None:
    await told.webhook(receiver, "conversation.opened", "conversation.closed")
    message = await world.say("Hello?")
    await world.close(message.conversation_id)
    receiver.status, receiver.headers = 503, {"retry-after": "600"}
    assert await told.send() == 0
    await told.send(timedelta(seconds=590))
    assert receiver.types == ["conversation.opened"]
    receiver.status = 200
    assert await told.send(timedelta(seconds=20)) == 2
    assert receiver.types == ["conversation.opened", "conversation.opened", "conversation.closed"]
    assert receiver.ids[0] == receiver.ids[1] != receiver.ids[2]


async def test_after_a_day_it_is_given_up_and_can_be_replayed(world: World, told: Told, receiver: Receiver) -> None:
    hook = await told.webhook(receiver, "conversation.opened")
    await world.say("Hello?")
    receiver.status, receiver.body = 500, "暂不可用".encode() * 100
    for _ in range(30):
        await told.send(timedelta(hours=1))
    (one,) = await told.log()
    assert (one.state, one.status, one.error) == ("failed", 500, "It answered HTTP 500.")
    assert one.answer
    assert one.answer.startswith("暂不可用")
    assert len(one.answer) == 200
    assert 12 < one.attempts < 30
    receiver.status = 200
    async with world.database.write() as connection:
        assert await replay_failed(connection, hook, told.clock() - 3 * DAY, told.clock()) == 1
    assert await told.send() == 1
    assert len(set(receiver.ids)) == 1


async def test_410_switches_it_off(world: World, told: Told, receiver: Receiver) -> None:
    await told.webhook(receiver, "conversation.opened")
    await world.say("Hello?")
    receiver.status = 410
    await told.send()
    assert not await told.is_active()
    await world.say("Hello?", contact="bo")
    assert [one.state for one in await told.log()] == ["failed"]


async def test_both_secrets_sign_for_a_day_while_one_is_changed(world: World, told: Told, receiver: Receiver) -> None:
    hook = await told.webhook(receiver, "conversation.opened")
    former = receiver.secret
    made = await told.keeping.rotate(hook)
    assert made.secret != former
    for contact, secret in (("a", former), ("b", made.secret)):
        receiver.secret = secret
        await world.say("Hello?", contact=contact)
        assert await told.send() == 1
    receiver.secret = None
    await world.say("Hello?", contact="c")
    assert await told.send(OVERLAP) == 1
    assert [len(headers["webhook-signature"].split(" ")) for headers, _ in receiver.got] == [2, 2, 1]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "https://127.0.0.1/", "https://[::ffff:10.0.0.1]/"])
async def test_an_address_inside_is_not_called_unless_its_host_is_allowed(world: World, told: Told, url: str) -> None:
    told.allowed = ()
    await told.keeping.add("webhook", "Inside", {"url": url}, ["conversation.opened"], None, "ann")
    await world.say("Hello?")
    await told.send()
    (one,) = await told.log()
    assert one.state == "failed"
    assert one.error
    assert "TURNWISE_INTEGRATION_HOSTS" in one.error


async def test_a_lead_is_told_with_its_details_and_an_answer_that_repeats_them_is_masked(
    world: World, told: Told, receiver: Receiver
) -> None:
    await told.webhook(receiver, "lead.created", "lead.updated")
    phone = Detail("phone", "+8613800138000", "13800138000")
    await world.turn(contacts=(phone,))
    receiver.body = b"stored 13800138000"
    assert await told.send() == 1
    (_, said) = receiver.got[0]
    assert said["type"] == "lead.created"
    assert said["data"]["lead"]["contact"]["phone"] == "+8613800138000"
    (one,) = await told.log()
    assert one.answer == "stored •••"
    assert "138" not in str(one.data)


async def test_a_lead_that_was_deleted_meanwhile_is_not_told(world: World, told: Told, receiver: Receiver) -> None:
    await told.webhook(receiver, "lead.created", "lead.updated")
    await world.turn(contacts=(Detail("email", "ada@example.com", "ada@example.com"),))
    await told.send()
    assert [one.answer for one in await told.log()] == ["stored"]
    turn = await world.turn(contacts=(Detail("phone", "+8613800138000", "13800138000"),))
    assert turn.reply
    customer = (await world.conversation(turn.reply.conversation_id)).customer_id
    async with world.database.write() as connection:
        await forget(connection, customer, "ann", world.tick())
    await told.send()
    assert len(receiver.got) == 1
    assert [(one.state, one.answer) for one in await told.log()] == [("sent", None), ("dropped", None)]
