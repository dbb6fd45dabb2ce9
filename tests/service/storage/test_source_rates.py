"""Rates by what brought customers, and what a click and a lead cost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import update

from graphs.turn import Contact
from service.errors import InvalidRequest
from service.rates.ad_costs import channel_costs, source_counts
from service.rates.keeping import RateKeeping
from service.storage.rates.ad_spend import Spend, put_spends
from service.storage.rates.source_rates import Counts
from service.storage.tables import conversations
from tests.service.storage.conftest import START, World

UNTIL = START + timedelta(days=1)


async def come(world: World, who: str, source: dict[str, str], *contacts: Contact) -> None:
    """Somebody whom that source brought asks, and perhaps leaves a detail."""
    message = await world.say("How much is it?", who)
    async with world.database.write() as connection:
        own = conversations.c.id == message.conversation_id
        await connection.execute(update(conversations).where(own).values(source=source))
    await world.turn("And by post?", who, contacts=contacts)


@pytest.fixture
async def brought(world: World) -> World:
    """Three by Baidu, of whom one left an address, one by a mail, and one of whom nothing is known."""
    address = Contact("email", "a@example.com", "a@example.com")
    await come(world, "ada", {"utm_source": "baidu", "label": "Fair"}, address)
    await come(world, "bob", {"utm_source": "baidu", "label": "Fair"})
    await come(world, "cyd", {"utm_source": "baidu"})
    await come(world, "dan", {"utm_source": "mail"})
    await come(world, "eve", {})
    await RateKeeping(world.database, "CNY").catch_up()
    return world


async def test_sources_are_counted_with_what_became_of_their_conversations(brought: World) -> None:
    async with brought.database.read() as connection:
        found = await source_counts(connection, "utm_source", START, UNTIL)
        labels = await source_counts(connection, "label", START, UNTIL)
        none = await source_counts(connection, "utm_source", UNTIL, UNTIL + timedelta(days=1))

    assert (found[0].value, found[0].started) == ("baidu", 3)
    assert {one.value: one.numbers["lead_capture"] for one in found} == {
        "baidu": Counts(1, 3),
        "mail": Counts(0, 1),
        None: Counts(0, 1),
    }
    assert {one.value: one.started for one in labels} == {None: 3, "Fair": 2}
    assert none == []


async def test_a_click_and_a_lead_cost_what_was_paid_for_them(brought: World) -> None:
    day = START.date()
    spends = [
        Spend("webhook", day, Decimal(90), "CNY", impressions=4_000, clicks=30),
        Spend("widget", day, Decimal(10), "CNY"),
        Spend("widget", day - timedelta(days=1), Decimal(99), "EUR"),
    ]
    async with brought.database.write() as connection:
        await put_spends(connection, spends, "cli", START)
    async with brought.database.read() as connection:
        first, second = await channel_costs(connection, START, UNTIL)
        longer = await channel_costs(connection, START - timedelta(days=1), UNTIL)

    assert (first.channel, first.amount, first.clicks, first.conversations, first.leads) == ("webhook", 90, 30, 5, 1)
    assert (first.cost_per_click, first.cost_per_lead, first.click_rate) == (3, 90, 30 / 4_000)
    assert (second.channel, second.clicks, second.cost_per_click, second.cost_per_lead) == ("widget", None, None, None)
    assert [one.cost_per_lead for one in longer if one.channel == "widget"] == [None, None]


async def test_a_time_without_bounds_is_refused_with_what_to_do(world: World) -> None:
    async with world.database.read() as connection:
        with pytest.raises(InvalidRequest, match="shorter"):
            await channel_costs(connection, START, START + timedelta(days=93))
        with pytest.raises(InvalidRequest, match="before it begins"):
            await source_counts(connection, "label", UNTIL, START)
