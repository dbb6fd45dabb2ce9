"""The inbox: pages, states, counts."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from graphs.turn import HandoffReason, Sentiment
from service.errors import InvalidRequest, NotFound
from service.storage.activity import activity
from service.storage.conversations.conversations import get_conversation, list_conversations, standing_of
from service.storage.tables import conversations, outbox
from service.storage.types import new_id


async def test_pages_go_through_everything_once_newest_activity_first(world: Any) -> None:
    said = [(await world.say(f"m{number}", contact=f"c{number}")).conversation_id for number in range(7)]
    await world.say("again", contact="c0")
    expected = [said[0], *reversed(said[1:])]

    found: list[str] = []
    cursor = None
    async with world.database.read() as connection:
        while True:
            page = await list_conversations(connection, None, cursor, limit=3)
            found += [row.id for row in page.rows]
            if (cursor := page.next) is None:
                break

    assert found == expected


async def test_of_those_who_wait_the_urgent_come_first_then_who_has_waited_long(world: Any) -> None:
    asked_for = {"handoff": HandoffReason.CUSTOMER_REQUEST}
    waiting = {}
    for name, urgency in (("flight", "high"), ("calm", "low"), ("long", "normal"), ("late", "normal")):
        committed = await world.turn("A human please", contact=name, urgency=urgency, **asked_for)
        waiting[committed.reply.conversation_id] = name
    long = next(key for key, name in waiting.items() if name == "long")
    async with world.database.write() as connection:
        await connection.execute(update(conversations).where(conversations.c.id == long).values(priority=2))

    found: list[str] = []
    cursor = None
    async with world.database.read() as connection:
        while True:
            page = await list_conversations(connection, "waiting", cursor, limit=1)
            found += [waiting[row.id] for row in page.rows]
            if (cursor := page.next) is None:
                break
    assert found == ["flight", "long", "late", "calm"]


async def test_a_row_tells_the_moods_of_its_turns_and_what_was_said_last_about_haste(world: Any) -> None:
    for upset, urgency in ((0.1, "normal"), (0.2, "high"), (0.7, "normal")):
        committed = await world.turn("hello", sentiment=Sentiment("neutral", upset), urgency=urgency)
    async with world.database.read() as connection:
        row = await get_conversation(connection, committed.reply.conversation_id)
    assert (row.moods, row.urgency) == ([0.1, 0.2, 0.7], "high")


async def test_conversations_of_one_moment_are_not_lost_between_pages(world: Any) -> None:
    batch = [world.incoming("hello", contact=f"c{number}") for number in range(5)]
    moment = batch[0].at
    await world.receive(*(replace(item, at=moment) for item in batch))

    async with world.database.read() as connection:
        first = await list_conversations(connection, "open", None, limit=2)
        second = await list_conversations(connection, "open", first.next, limit=9)

    assert len({row.id for row in first.rows + second.rows}) == 5
    assert second.next is None


@pytest.mark.parametrize("cursor", ["x", "2026-01-01_x", "_", "nonsense_01a206fa-a129-7237-aa6f-fa6c02200ea7", "\x00"])
async def test_a_made_up_cursor_is_refused(world: Any, cursor: str) -> None:
    async with world.database.read() as connection:
        with pytest.raises(InvalidRequest):
            await list_conversations(connection, None, cursor)


async def test_a_row_counts_turns_and_replies_that_did_not_arrive(world: Any) -> None:
    await world.turn("one")
    committed = await world.turn("two")
    async with world.database.write() as connection:
        await connection.execute(
            update(outbox).where(outbox.c.message_id == committed.reply.id).values(state="uncertain")
        )

    async with world.database.read() as connection:
        row = await get_conversation(connection, committed.reply.conversation_id)

    assert (row.turns, row.unsent, row.account, row.preview) == (2, 1, "Shop", "Within 30 days.")


async def test_what_does_not_exist_is_not_found(world: Any) -> None:
    async with world.database.read() as connection:
        with pytest.raises(NotFound):
            await get_conversation(connection, new_id())
        with pytest.raises(NotFound):
            await standing_of(connection, new_id())


async def test_a_glance_at_the_database_shows_that_something_changed(world: Any, operators: tuple[str, str]) -> None:
    async def glance() -> Any:
        async with world.database.read() as connection:
            return await activity(connection)

    seen = [await glance(), await glance()]
    assert seen[0] == seen[1]
    committed = await world.turn("hello")
    seen.append(await glance())
    await world.claim(committed.reply.conversation_id, operators[0])
    seen.append(await glance())
    await world.close(committed.reply.conversation_id)
    seen.append(await glance())
    assert len({repr(one) for one in seen}) == 4
