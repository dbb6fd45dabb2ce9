"""Channel accounts: stored encrypted, opened only by who has the key and where the channel still fits."""

from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from service.accounts.accounts import Accounts
from service.channel.credentials import BadCredentials, Credentials, NotConfigured
from service.errors import NotFound
from service.secrets import Vault, WrongKey
from service.storage.accounts.accounts import add_account
from service.storage.database import Database
from service.storage.tables import accounts
from tests.service.platform import Platform


class Token(Credentials):
    token: SecretStr


class TokenPlatform(Platform):
    credentials = Token


@pytest.fixture
def opened(database: Database) -> Accounts:
    platforms: dict[str, Any] = {"bell": TokenPlatform("bell")}
    return Accounts(database, Vault(b"k" * 32), platforms)


async def test_an_account_is_found_by_its_key_and_its_id_with_its_credentials_in_clear(opened: Accounts) -> None:
    stored = await opened.add("bell", "Shop", {"token": "s3cret"})
    by_key, account = await opened.by_key("bell", stored.key)

    assert account == await opened.by_id(stored.id)
    assert (by_key.id, account.name, account.credentials.token.get_secret_value()) == (stored.id, "Shop", "s3cret")
    assert [one.id for one in await opened.list()] == [stored.id]


async def test_the_database_never_holds_credentials_in_clear(opened: Accounts, database: Database) -> None:
    await opened.add("bell", "Shop", {"token": "s3cret"})

    async with database.read() as connection:
        (row,) = await connection.execute(select(accounts))
    assert "s3cret" not in repr(row)


async def test_what_cannot_be_used_is_refused_without_repeating_it(opened: Accounts) -> None:
    with pytest.raises(BadCredentials) as refused:
        await opened.add("bell", "Shop", {"tokn": "s3cret"})
    assert "token" in refused.value.detail
    assert "s3cret" not in refused.value.detail
    with pytest.raises(NotFound):
        await opened.add("gong", "Shop", {})
    assert await opened.list() == []


async def test_a_wrong_key_or_channel_finds_nothing(opened: Accounts) -> None:
    stored = await opened.add("bell", "Shop", {"token": "s3cret"})
    for channel, key in (("bell", "wrong"), ("gong", stored.key)):
        with pytest.raises(NotFound):
            await opened.by_key(channel, key)
    with pytest.raises(NotFound):
        await opened.by_id("nobody")


async def test_another_installations_key_opens_nothing(opened: Accounts, database: Database) -> None:
    stored = await opened.add("bell", "Shop", {"token": "s3cret"})
    other = Accounts(database, Vault(b"x" * 32), opened.channels)

    with pytest.raises(WrongKey):
        await other.by_id(stored.id)


async def test_credentials_of_an_older_form_are_named_not_guessed(opened: Accounts, database: Database) -> None:
    async with database.write() as connection:
        stored = await add_account(connection, "bell", "Shop", Vault(b"k" * 32).encrypt("{}"))

    with pytest.raises(NotConfigured, match=r"'Shop'.*token"):
        await opened.by_id(stored.id)
