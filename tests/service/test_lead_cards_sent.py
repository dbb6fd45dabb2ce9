"""A question for contact details on its way: with a form where the platform shows one, and in text elsewhere."""

from typing import Any

import pytest

from service.policies.account import AccountSettings
from service.storage.accounts.settings import save_document
from tests.service.post import Post


@pytest.fixture
def asking(post: Post) -> Post:
    """A shop whose agent asks for a number or an address with each reply."""
    post.shop.agent.asks = ("phone", "email")
    return post


def fields(post: Post) -> list[Any]:
    return [reply.lead and reply.lead.fields for reply in post.plain.taken]


async def test_a_platform_that_shows_a_form_gets_it_beside_the_text(asking: Post) -> None:
    asking.plain.shows = frozenset({"lead"})
    await asking.answer("ada: 1")
    await asking.pass_on(await asking.outbox())
    assert (asking.plain.texts, fields(asking)) == (["re: ada: 1"], [("phone", "email")])
    assert asking.plain.taken[0].lead.language == "en"


async def test_another_one_gets_the_text_alone(asking: Post) -> None:
    await asking.answer("ada: 1")
    await asking.pass_on(await asking.outbox())
    assert (asking.plain.texts, fields(asking)) == (["re: ada: 1"], [None])


async def test_the_form_stands_below_the_last_part_of_a_long_reply(asking: Post) -> None:
    asking.plain.shows = frozenset({"lead"})
    await asking.answer("ada: " + " ".join(f"This is sentence number {number}." for number in range(3)))
    await asking.pass_on(await asking.outbox())
    assert fields(asking) == [None, None, ("phone", "email")]


async def test_a_card_made_on_the_platform_follows_the_text_where_the_account_has_one(asking: Post) -> None:
    asking.plain.shows, asking.plain.own_lead_card = frozenset({"lead"}), frozenset({"phone"})
    await asking.answer("ada: 1")
    await asking.pass_on(await asking.outbox())
    assert (asking.plain.texts, fields(asking)) == (["re: ada: 1"], [None])

    async with asking.shop.database.write() as connection:
        await save_document(connection, asking.shop.account, AccountSettings(lead_card="@card-1"))
    await asking.answer("bob: 1")
    await asking.pass_on(await asking.outbox())
    _, told, card = asking.plain.taken
    assert (told.text, told.lead, card.text) == ("re: bob: 1", None, "")
    assert (card.lead.platform_id, card.lead.fields) == ("@card-1", ("phone",))
    assert set((await asking.states()).values()) == {"sent"}
