"""Hooks: who is let in while keys and credentials change, and what is noted of it."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from pydantic import SecretStr
from starlette.datastructures import Headers

from service.accounts.accounts import Accounts
from service.accounts.changes import AccountChange, AccountInUse, change_account, remove_unused, rotate
from service.channel.credentials import Credentials
from service.channel.errors import Refused
from service.channel.interface import Account, Inbound, Received, Request, Response
from service.errors import NotFound
from service.incoming.hook_notes import HookNotes
from service.incoming.hooking import Hooks
from service.secrets import Vault
from service.storage.accounts.hooks import HookCounts, list_counts
from service.storage.accounts.settings import set_up
from service.storage.types import now
from tests.service.platform import Platform
from tests.service.shop import Shop, intake_of


class Secret(Credentials):
    secret: SecretStr


class DoorPlatform(Platform):
    """Lets in whose body begins with the account's secret; the rest of it is what a customer says."""

    credentials = Secret

    async def receive(self, request: Request, account: Account[Any], state: Mapping[str, str]) -> Received:
        secret, _, text = request.body.decode().partition(":")
        if secret != account.credentials.secret.get_secret_value():
            raise Refused
        said = (Inbound(text, "ada", None, text, request.received_at),) if text else ()
        return Received(Response(body=b"ok"), said)


class Door:
    """A shop with an account behind a hook."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        platforms: dict[str, Any] = {"door": DoorPlatform("door")}
        self.accounts = Accounts(shop.database, Vault(b"k" * 32), platforms)
        self.notes = HookNotes(shop.database, write_every_s=60.0)

    async def open(self) -> None:
        self.stored = await self.accounts.add("door", "Shop", {"secret": "one"})
        self.turns = await self.shop.turns()
        intake = intake_of(self.shop, self.accounts, self.turns)
        self.hooks = Hooks(self.accounts, intake, self.notes, self.shop.arrivals)

    async def knock(self, body: str, key: str | None = None) -> bytes:
        request = Request("POST", Headers(), {}, body.encode(), now())
        answer = await self.hooks.receive("door", key or self.stored.key, request)
        await self.turns.journal.empty()
        return answer.body

    async def counts(self) -> HookCounts:
        async with self.shop.database.read() as connection:
            return (await list_counts(connection)).get(self.stored.id, HookCounts())

    async def change(self, **changes: Any) -> None:
        await change_account(self.shop.database, self.accounts, self.stored.id, AccountChange(**changes))


@pytest.fixture
async def door(shop: Shop) -> Any:
    opened = Door(shop)
    await opened.open()
    yield opened
    await opened.notes.close()


async def test_a_new_key_works_at_once_and_the_former_one_until_its_time(door: Door) -> None:
    await rotate(door.shop.database, door.accounts, door.stored.id, timedelta(hours=1))
    present = (await door.accounts.stored(door.stored.id)).key

    assert present != door.stored.key
    assert [await door.knock("one", key) for key in (present, door.stored.key)] == [b"ok", b"ok"]

    async with door.shop.database.write() as connection:
        await set_up(connection, door.stored.id, former_key_until=now())
    assert await door.knock("one", present) == b"ok"
    with pytest.raises(NotFound):
        await door.knock("one")


async def test_replaced_credentials_are_let_in_for_the_overlap_and_no_longer(door: Door) -> None:
    await door.change(credentials={"secret": "two"})
    assert [await door.knock(secret) for secret in ("one", "two")] == [b"ok", b"ok"]

    await door.change(credentials={"secret": "three"}, overlap=timedelta())
    for secret in ("one", "two"):
        with pytest.raises(Refused):
            await door.knock(secret)
    assert await door.knock("three") == b"ok"


async def test_however_many_deliveries_come_the_database_is_written_to_once_in_a_while(
    door: Door, monkeypatch: pytest.MonkeyPatch, until: Any
) -> None:
    writes = 0
    write_behind = door.shop.database.write_behind

    def counting() -> Any:
        nonlocal writes
        writes += 1
        return write_behind()

    monkeypatch.setattr(door.shop.database, "write_behind", counting)
    for _ in range(200):
        with pytest.raises(Refused):
            await door.knock("wrong")
        await asyncio.sleep(0)
    await until(lambda: writes == 1)
    await door.knock("one")
    await door.notes.close()

    counts = await door.counts()
    assert writes == 2
    assert (counts.accepted, counts.refused, counts.refusal) == (1, 200, "not_verified")
    assert counts.accepted_at is not None
    assert counts.refused_at is not None
    assert counts.refused_at < counts.accepted_at


async def test_a_disabled_account_takes_what_customers_say_and_answers_it_once_enabled(door: Door, until: Any) -> None:
    await door.change(enabled=False)
    assert await door.knock("one:Are you there?") == b"ok"
    await until(lambda: not door.turns._answering)
    assert await door.turns.recover() == 0
    assert door.shop.agent.asked == []

    await door.change(enabled=True)
    assert await door.turns.recover() == 1
    await until(lambda: door.shop.agent.asked)
    assert door.shop.agent.asked == [("Are you there?",)]


async def test_an_account_that_customers_wrote_to_stays_whatever_else_is_forgotten(door: Door) -> None:
    await door.knock("one")
    await door.change(group="")
    await door.notes.close()
    spare = await door.accounts.add("door", "Spare", {"secret": "x"})
    await remove_unused(door.shop.database, spare.id)

    await door.knock("one:hello")
    with pytest.raises(AccountInUse):
        await remove_unused(door.shop.database, door.stored.id)
    assert (await door.counts()).accepted >= 1
