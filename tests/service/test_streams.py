"""A conversation's stream, without a connection: order, repetitions, pieces of text."""

from typing import Any

import pytest

from graphs.agent.handoff.document import HandoffPolicy
from prompts.replies import load_replies
from service.in_force import InForce, Policies
from service.live import Delta, Live, MessageStored, StateChanged, Withdrawn, conversation_topic
from service.storage.customers.customers import Contact
from service.storage.database import Database
from service.storage.messages.messages import StoredMessage
from service.storage.messages.receive import Incoming, receive
from service.storage.types import new_id, now
from service.widget.streams import ConversationStream

POLICIES = Policies(InForce(handoff=HandoffPolicy()), load_replies())


async def say(database: Database, account: str, text: str) -> StoredMessage:
    async with database.write() as connection:
        incoming = Incoming(key=new_id(), where=Contact(account, "webhook", "ada"), text=text, at=now())
        (receipt,) = await receive(connection, [incoming], new_id())
    return receipt.message  # type: ignore[union-attr]


async def blocks(stream: Any, wanted: int) -> list[str]:
    """So many events."""
    found: list[str] = []
    async for chunk in stream:
        found += [block for block in chunk.decode().split("\n\n") if block]
        if len(found) >= wanted:
            break
    await stream.aclose()
    return [block.splitlines()[0].removeprefix("event: ") for block in found]


async def test_a_message_that_is_announced_and_stored_is_sent_once(database: Database, account: str) -> None:
    live = Live()
    first = await say(database, account, "one")
    place = first.conversation_id
    stream = ConversationStream(database, POLICIES, live, place, 0).events()
    assert (await anext(stream)).count(b"event: message") == 1
    second = await say(database, account, "two")
    for message in (first, second, second):
        live.publish(conversation_topic(place), MessageStored(message))
    live.publish(conversation_topic(place), StateChanged("waiting"))

    assert await blocks(stream, 2) == ["message", "state"]


async def test_where_an_announcement_is_missing_the_database_fills_the_gap(database: Database, account: str) -> None:
    live = Live()
    place = (await say(database, account, "one")).conversation_id
    stream = ConversationStream(database, POLICIES, live, place, 0).events()
    await anext(stream)
    await say(database, account, "two, told to nobody")
    third = await say(database, account, "three")
    live.publish(conversation_topic(place), MessageStored(third))

    assert await blocks(stream, 2) == ["message", "message"]


async def test_pieces_of_text_that_wait_are_sent_as_one(database: Database, account: str) -> None:
    live = Live()
    place = (await say(database, account, "one")).conversation_id
    stream = ConversationStream(database, POLICIES, live, place, 1).events()
    await anext(stream)
    for piece in ("Within ", "30 ", "days"):
        live.publish(conversation_topic(place), Delta(piece))

    assert await anext(stream) == b'event: delta\ndata: {"text":"Within 30 days"}\n\n'
    await stream.aclose()  # type: ignore[attr-defined]


async def test_text_that_is_taken_back_is_told_in_its_place(database: Database, account: str) -> None:
    live = Live()
    place = (await say(database, account, "one")).conversation_id
    stream = ConversationStream(database, POLICIES, live, place, 1).events()
    await anext(stream)
    for event in (Delta("It is "), Delta("free."), Withdrawn("check"), Delta("It costs 5 EUR.")):
        live.publish(conversation_topic(place), event)

    told = [await anext(stream)]
    while b"5 EUR" not in told[-1]:
        told.append(await anext(stream))
    events = b"".join(told).split(b"\n\n")
    assert events[0] == b'event: delta\ndata: {"text":"It is free."}'
    assert events[1] == b'event: withdrawn\ndata: {"reason":"check"}'
    assert events[2] == b'event: delta\ndata: {"text":"It costs 5 EUR."}'
    await stream.aclose()  # type: ignore[attr-defined]


async def test_a_late_look_into_the_database_brings_no_reply_before_its_text(
    database: Database, account: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.widget.streams.POLL_S", 0.0)
    live = Live()
    place = (await say(database, account, "one")).conversation_id
    stream = ConversationStream(database, POLICIES, live, place, 1).events()
    await anext(stream)
    live.publish(conversation_topic(place), Delta("Within 30 days."))
    await say(database, account, "two")

    told = await anext(stream)
    assert 0 <= told.index(b"event: delta") < told.index(b"event: message")
    await stream.aclose()  # type: ignore[attr-defined]


async def test_a_stopping_service_ends_the_stream(database: Database, account: str) -> None:
    live = Live()
    place = (await say(database, account, "one")).conversation_id
    stream = ConversationStream(database, POLICIES, live, place, 0).events()
    await anext(stream)
    live.close()

    assert [chunk async for chunk in stream] == []
    assert not live.has_listeners(conversation_topic(place))
