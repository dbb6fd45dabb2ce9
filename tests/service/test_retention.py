"""Who has been silent for longer than the policy says is forgotten; nobody else is."""

from datetime import timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy import select, update

from service.policies.retention import RetentionPolicy
from service.retention.forgetting import Forgetting
from service.retention.retention import BY, Retention
from service.storage.customers.people import join
from service.storage.memories.retention import count_silent
from service.storage.tables import conversations, erasures
from service.storage.types import now
from tests.service.shop import Shop

YEAR = RetentionPolicy(customers_days=365)


def retention(shop: Shop, policy: RetentionPolicy = YEAR) -> Retention:
    return Retention(shop.database, shop.policies(retention=policy), Forgetting(shop.database, shop.live))


async def told(shop: Shop, who: str, days: int, state: str = "closed") -> str:
    """The conversation of somebody who wrote so many days ago."""
    turns = await shop.turns()
    message = await shop.say(turns, f"{who}: My number is 138 0013 8000")
    await shop.answered(turns, message)
    at = now() - timedelta(days=days)
    async with shop.database.write() as connection:
        await connection.execute(
            update(conversations)
            .where(conversations.c.id == message.conversation_id)
            .values(last_message_at=at, state=state)
        )
    return message.conversation_id


async def customer_of(shop: Shop, conversation_id: str) -> str:
    return str((await shop.conversation(conversation_id)).customer_id)


async def test_who_was_silent_for_too_long_is_forgotten_once_and_others_are_not(shop: Shop) -> None:
    old, late, open_still = [
        await told(shop, who, days, state)
        for who, days, state in (("old", 366, "closed"), ("late", 364, "closed"), ("open", 900, "waiting"))
    ]
    async with shop.database.read() as connection:
        assert await count_silent(connection, now() - timedelta(days=365)) == 1

    rounds = retention(shop)
    assert [await rounds.round(), await rounds.round()] == [1, 0]

    assert set(await shop.said(old)) == {""}
    assert "" not in await shop.said(late)
    assert "" not in await shop.said(open_still)
    assert [row.by for row in await shop.rows(select(erasures))] == [BY]


async def test_a_person_is_forgotten_as_a_whole_or_not_at_all(shop: Shop) -> None:
    silent, active = await told(shop, "silent", 900), await told(shop, "active", 1)
    async with shop.database.write() as connection:
        pair = (await customer_of(shop, silent), await customer_of(shop, active))
        await join(connection, *pair, "operator", "mia@example.com", now())

    assert await retention(shop).round() == 0
    assert "" not in await shop.said(silent)


async def test_without_a_policy_everything_is_kept(shop: Shop) -> None:
    silent = await told(shop, "silent", 3_000)

    assert await retention(shop, RetentionPolicy()).round() == 0
    assert "" not in await shop.said(silent)


@pytest.mark.parametrize("days", [0, 29, 3_651, -1, 90.5, "365"])
def test_a_policy_keeps_to_its_bounds(days: object) -> None:
    with pytest.raises(ValidationError):
        RetentionPolicy.model_validate({"customers_days": days})
