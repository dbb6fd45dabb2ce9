"""Customers for whom nobody comes are told so, at the right time and honestly; conversations are given back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from graphs.agent.handoff.document import HandoffPolicy
from graphs.agent.style.document import Style
from graphs.turn import Contact
from prompts.replies import load_replies
from service.in_force import InForce, Policies
from service.live import MessageStored, StateChanged, conversation_topic
from service.policies.account import AccountSettings
from service.routing.waiting_room import WaitingRoom, due_at
from service.storage.accounts.settings import save_document, set_up
from service.storage.database import Database
from service.storage.leads.leads import save_contacts
from service.storage.leads.rows import Left
from service.storage.routing.waiting import Waiting
from service.storage.tables import conversations, handoffs
from service.storage.types import new_id, now
from tests.service.shop import Shop

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OFFICE = {"enabled": True, "time_zone": "UTC", "weekdays": {"monday": ["09:00-18:00"], "tuesday": ["09:00-18:00"]}}


def room(shop: Shop, **nobody: Any) -> WaitingRoom:
    policies = Policies(
        InForce(handoff=HandoffPolicy.model_validate({"nobody_comes": nobody}), style=Style()), load_replies()
    )
    return WaitingRoom(shop.database, policies, shop.live)


async def handed_over(shop: Shop, who: str, minutes_ago: int, language: str = "en") -> str:
    """The id of a conversation that waits since then."""
    turning = await shop.turns()
    message = await shop.say(turning, f"{who}: hi")
    await shop.answered(turning, message)
    row = {"id": new_id(), "conversation_id": message.conversation_id, "turn_id": new_id(), "reason": "safety"}
    async with shop.database.write() as connection:
        await connection.execute(handoffs.insert().values(at=now() - timedelta(minutes=minutes_ago), **row))
        await connection.execute(
            update(conversations)
            .where(conversations.c.id == message.conversation_id)
            .values(state="waiting", language=language)
        )
    return message.conversation_id


async def test_only_who_has_waited_too_long_is_told_once_and_in_their_language(shop: Shop) -> None:
    long, short = await handed_over(shop, "ada", 11, "zh"), await handed_over(shop, "bo", 9)
    waiting_room = room(shop)

    with shop.live.subscribe(conversation_topic(long)) as heard:
        assert await waiting_room.look_after() == 1
        assert await waiting_room.look_after() == 0

    said = (await shop.said(long))[-1]
    assert "还没有空闲的同事" in said
    assert "手机号或邮箱" in said
    assert len(await shop.said(short)) == 2
    assert [type(event) for event in heard.ready()] == [MessageStored, StateChanged]


async def test_a_time_is_promised_only_where_the_policy_does_and_then_kept_in_mind(shop: Shop) -> None:
    place = await handed_over(shop, "ada", 30)
    await room(shop, promise_minutes=60).look_after()

    assert "A colleague will get back to you by today at" in (await shop.said(place))[-1].replace("tomorrow", "today")
    (row,) = await shop.rows(select(handoffs.c.promised_at, handoffs.c.told).where(handoffs.c.conversation_id == place))
    assert timedelta(minutes=59) < row.promised_at - now() <= timedelta(minutes=60)
    assert row.told == 1


async def test_whose_number_is_known_is_asked_for_a_time_alone(shop: Shop, database: Database) -> None:
    place = await handed_over(shop, "ada", 30)
    row = await shop.conversation(place)
    phone = (Contact("phone", "+8613812345678", "13812345678"),)
    async with database.write() as connection:
        await save_contacts(
            connection, database, [Left(place, row.customer_id, row.last_turn_id, phone, "x", "asked", now())]
        )
    await room(shop).look_after()

    said = (await shop.said(place))[-1]
    assert "a time that suits you" in said
    assert "phone number" not in said


async def test_the_agent_goes_on_where_the_policy_says_so(shop: Shop) -> None:
    place = await handed_over(shop, "ada", 30)
    assert await room(shop, then="return", ask_contact=False).look_after() == 1

    assert "I go on helping you" in (await shop.said(place))[-1]
    assert (await shop.conversation(place)).state == "open"


async def test_nobody_is_told_where_that_is_switched_off(shop: Shop) -> None:
    await handed_over(shop, "ada", 300)
    assert await room(shop, enabled=False).look_after() == 0


async def test_one_that_cannot_be_told_stops_no_other(shop: Shop, caplog: Any) -> None:
    first, second = await handed_over(shop, "ada", 30), await handed_over(shop, "bo", 20)
    shop.database.failing = 1  # type: ignore[attr-defined]
    assert await room(shop).look_after() == 1
    assert "was not told" in caplog.text
    assert await room(shop).look_after() == 1
    assert len(await shop.said(first)) == len(await shop.said(second)) == 3


@pytest.mark.parametrize(
    ("since", "told_at", "promised_at", "due"),
    [
        (MONDAY, None, None, MONDAY + timedelta(minutes=10)),
        (MONDAY - timedelta(hours=12), None, None, MONDAY + timedelta(minutes=10)),  # Sunday evening
        (MONDAY, MONDAY + timedelta(minutes=10), None, MONDAY + timedelta(minutes=20)),
        (MONDAY, MONDAY + timedelta(minutes=10), MONDAY + timedelta(hours=2), MONDAY + timedelta(hours=2)),
    ],
    ids=["first", "out of hours", "again", "promised"],
)
def test_waiting_is_counted_in_open_minutes_and_a_promise_is_waited_for(
    since: datetime, told_at: datetime | None, promised_at: datetime | None, due: datetime
) -> None:
    policy = HandoffPolicy.model_validate({"hours": OFFICE})
    waiting = Waiting(
        conversation_id="c",
        handoff_id="h",
        language="en",
        at=since,
        told=int(told_at is not None),
        told_at=told_at,
        promised_at=promised_at,
        reachable=False,
    )
    assert due_at(policy, waiting) == due


async def test_who_waits_is_told_by_the_hours_of_their_account_and_not_while_it_is_disabled(shop: Shop) -> None:
    await handed_over(shop, "ada", 30)
    in_two_days = (now() + timedelta(days=2)).strftime("%A").lower()
    shut = {"enabled": True, "weekdays": {in_two_days: ["09:00-18:00"]}}
    async with shop.database.write() as connection:
        await save_document(connection, shop.account, AccountSettings.model_validate({"hours": shut}))
    assert await room(shop).look_after() == 0

    async with shop.database.write() as connection:
        await save_document(connection, shop.account, AccountSettings())
        await set_up(connection, shop.account, enabled=False)
    assert await room(shop).look_after() == 0
    async with shop.database.write() as connection:
        await set_up(connection, shop.account, enabled=True)
    assert await room(shop).look_after() == 1
