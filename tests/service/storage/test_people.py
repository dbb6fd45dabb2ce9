"""Customers become one person and stop being one, and nothing of any is lost by it."""

from typing import Any

import pytest
from sqlalchemy import select

from service.errors import InvalidRequest, NotFound
from service.storage.conversations.conversations import list_conversations
from service.storage.customers import people
from service.storage.customers.acquaintances import identities_of, search_customers, suggestions_for
from service.storage.customers.customers import Contact
from service.storage.customers.people import join, links_among, of_customers, part, person_of
from service.storage.tables import conversations
from service.storage.types import new_id

OPERATOR = "op@example.com"


async def customer(world: Any, contact: str, person: str | None = None) -> str:
    """Who writes in as this contact."""
    where = Contact(world.account, "webhook", contact, contact.title(), person)
    receipt = (await world.receive(world.incoming("hello", where=where)))[0]
    found = select(conversations.c.customer_id).where(conversations.c.id == receipt.message.conversation_id)
    return str((await world.rows(found))[0][0])


async def together(world: Any, one: str) -> list[str]:
    async with world.database.read() as connection:
        return await person_of(connection, one)


async def joined(world: Any, one: str, other: str) -> bool:
    async with world.database.write() as connection:
        return await join(connection, one, other, "operator", OPERATOR, world.tick())


async def parted(world: Any, one: str) -> bool:
    async with world.database.write() as connection:
        return await part(connection, one, OPERATOR, world.tick())


async def test_who_is_joined_in_a_chain_is_one_person_and_the_rest_stays_one_when_one_leaves(world: Any) -> None:
    ada, bob, cleo, dora = [await customer(world, name) for name in ("ada", "bob", "cleo", "dora")]
    assert [await joined(world, bob, other) for other in (ada, cleo, dora, ada)] == [True, True, True, False]
    assert await together(world, cleo) == [cleo, ada, bob, dora]

    assert await parted(world, bob)

    assert await together(world, bob) == [bob]
    assert await together(world, cleo) == [cleo, ada, dora]
    assert not await parted(world, bob)


async def test_what_a_platform_verified_joins_accounts_until_an_operator_parts_them(world: Any) -> None:
    ada = await customer(world, "ada", "wechat:o6_bmjrPTlm6_2sgVt7hMZOPfL2M")
    same = await customer(world, "ada-of-the-app", "wechat:o6_bmjrPTlm6_2sgVt7hMZOPfL2M")
    other = await customer(world, "bob", "wechat:another")
    assert (await together(world, ada), await together(world, other)) == ([ada, same], [other])

    await parted(world, same)
    assert await customer(world, "ada-of-the-app", "wechat:o6_bmjrPTlm6_2sgVt7hMZOPfL2M") == same
    assert await together(world, ada) == [ada]


async def test_a_verified_name_that_is_learnt_later_joins_a_customer_who_is_known_already(world: Any) -> None:
    ada = await customer(world, "ada", "phone:+4915112345678")
    bob = await customer(world, "bob")
    assert await together(world, bob) == [bob]

    assert await customer(world, "bob", "phone:+4915112345678") == bob

    async with world.database.read() as connection:
        assert [(link.how, link.by) for link in await links_among(connection, [ada, bob])] == [("verified", "platform")]


async def test_the_conversations_of_a_person_are_listed_over_all_identities(world: Any) -> None:
    ada, bob = await customer(world, "ada"), await customer(world, "bob")
    await customer(world, "cleo")
    await joined(world, ada, bob)

    async with world.database.read() as connection:
        page = await list_conversations(connection, only=of_customers(await person_of(connection, ada)))
        names = [one.name for one in await identities_of(connection, await person_of(connection, bob))]

    assert [row.customer_id for row in page.rows] == [bob, ada]
    assert names == ["Bob", "Ada"]


async def test_nobody_is_joined_with_themselves_with_nobody_or_with_too_many(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, bob, cleo = [await customer(world, name) for name in ("ada", "bob", "cleo")]
    with pytest.raises(InvalidRequest, match="same customer"):
        await joined(world, ada, ada)
    with pytest.raises(NotFound):
        await joined(world, ada, new_id())
    with pytest.raises(NotFound):
        await parted(world, new_id())
    monkeypatch.setattr(people, "MOST", 2)
    await joined(world, ada, bob)
    with pytest.raises(InvalidRequest, match="More than 2"):
        await joined(world, bob, cleo)


async def test_customers_are_found_by_a_part_of_the_name_and_by_the_platform_s_id(world: Any) -> None:
    ada, bob = await customer(world, "ada%_x"), await customer(world, "adam")
    async with world.database.read() as connection:
        assert [one.customer_id for one in await search_customers(connection, "da", [])] == [bob, ada]
        assert [one.customer_id for one in await search_customers(connection, "%_", [])] == [ada]
        assert [one.customer_id for one in await search_customers(connection, "adam", [ada])] == [bob]
        assert await search_customers(connection, "da", [ada, bob]) == []
        assert await suggestions_for(connection, [ada]) == []
