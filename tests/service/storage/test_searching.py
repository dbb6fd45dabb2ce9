"""Everything that was said is found, on both databases and in both languages, and gone once it is forgotten."""

from collections.abc import Sequence
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, delete, select, text, update

from service.search_words import terms_of
from service.storage.database import Database
from service.storage.memories.forgetting import forget
from service.storage.messages.searching import found_in_each, holding
from service.storage.migrations import config
from service.storage.tables import conversations, customers, search_entries
from tests.service.storage.conftest import World


async def found(database: Database, query: str) -> list[str]:
    """The newest message of each conversation in which the words stand, newest conversation first."""
    terms = terms_of(query)
    async with database.read() as connection:
        rows = await connection.execute(
            select(conversations.c.id)
            .where(holding(connection, terms, query))
            .order_by(conversations.c.last_message_at.desc())
        )
        ids: Sequence[str] = rows.scalars().all()
        hits = await found_in_each(connection, terms, ids)
    return [hits[one].text if one in hits else one for one in ids]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("lamp", ["The lamp again", "My LAMPS are broken"]),
        ("broken lamp", ["My LAMPS are broken"]),
        ("退货", ["我要退貨，订单TW-10023"]),
        ("退", ["我要退貨，订单TW-10023"]),
        ("tw-100", ["我要退貨，订单TW-10023"]),
        ("days", ["Within 30 days.", "Within 30 days."]),
        ("zebra", []),
        ("' OR 1=1 --", []),
        ('lamp" OR "days', []),
    ],
)
async def test_what_was_said_is_found_by_its_words(world: World, query: str, expected: list[str]) -> None:
    await world.turn("My LAMPS are broken", contact="ada")
    await world.turn("我要退貨，订单TW-10023", contact="bo")
    await world.say("The lamp again", contact="cy")
    assert await found(world.database, query) == expected


async def test_an_operators_reply_and_a_customers_name_are_found(world: World, operators: tuple[str, str]) -> None:
    committed = await world.turn("hello", contact="ada")
    conversation_id = committed.reply.conversation_id
    await world.claim(conversation_id, operators[0])
    await world.reply(conversation_id, operators[0], "A new zebra leaves today.")
    async with world.database.write() as connection:
        await connection.execute(update(customers).values(name="王小明 100%"))

    assert await found(world.database, "zebra") == ["A new zebra leaves today."]
    assert await found(world.database, "小明") == [conversation_id]
    assert await found(world.database, "100%") == [conversation_id]
    assert await found(world.database, "0%") == [conversation_id]
    assert await found(world.database, "1%0") == []


async def test_who_is_forgotten_is_found_no_more_and_no_word_stays_in_the_index(world: World) -> None:
    await world.turn("quokka stays", contact="bo")
    committed = await world.turn("My quokka is ill", contact="ada")
    row = await world.conversation(committed.reply.conversation_id)
    async with world.database.write() as connection:
        await forget(connection, row.customer_id, "mia@example.com", world.tick())
    await world.database.scrub()

    assert await found(world.database, "quokka") == ["quokka stays"]
    assert "ill" not in str(await world.rows(select(search_entries)))
    if world.database.is_sqlite:
        blocks = await world.rows(text("SELECT block FROM search_words_data"))
        index = b"".join(block for (block,) in blocks)
        assert b"quokka" in index
        assert b"\x03ill" not in index
        assert b"ill" not in index


async def test_what_was_said_before_there_was_a_search_is_found_after_the_migration(world: World) -> None:
    await world.turn("An old lamp", contact="ada")

    def go_back_and_forth(connection: Connection) -> None:
        command.downgrade(config(connection), "0064")
        command.upgrade(config(connection), "head")

    async with world.database.write() as connection:
        await connection.execute(delete(search_entries))
        await connection.run_sync(go_back_and_forth)
    assert await found(world.database, "lamp") == ["An old lamp"]


async def test_of_a_word_that_everybody_uses_the_newest_are_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.storage.messages.searching.MOST_LOOKED_AT", 3)
    said: list[Any] = [await world.say(f"hello {number}", contact=f"c{number}") for number in range(6)]
    assert await found(world.database, "hello") == [one.text for one in reversed(said[-3:])]
