"""Channel accounts with their credentials in clear, for as long as a call needs them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import orjson
from pydantic import ValidationError

from knowledge.microbatch import MicroBatch
from service.channel.credentials import NotConfigured, parse_credentials
from service.channel.interface import Account, Channel
from service.errors import NotFound
from service.secrets import Vault
from service.storage.accounts.accounts import StoredAccount, add_account, find_account, get_account, list_accounts
from service.storage.accounts.settings import get_settings, replace_credentials
from service.storage.database import Database
from service.storage.types import now


class Accounts:
    """Adds and opens accounts. `channels` are the plug-ins by name."""

    def __init__(self, database: Database, vault: Vault, channels: dict[str, Channel[Any]]) -> None:
        self._database = database
        self._vault = vault
        self.channels = channels
        self._finding: MicroBatch[tuple[str, str], StoredAccount | None] = MicroBatch(self._find)

    async def add(self, channel: str, name: str, credentials: dict[str, Any]) -> StoredAccount:
        """Store a new account. Raises NotFound for an unknown channel, BadCredentials for what it cannot use."""
        parsed = parse_credentials(self._channel(channel).credentials, credentials)
        encrypted = self._vault.encrypt(parsed.reveal())
        async with self._database.write() as connection:
            return await add_account(connection, channel, name, encrypted)

    async def list(self) -> list[StoredAccount]:
        """All accounts, the widget's too."""
        async with self._database.read() as connection:
            return await list_accounts(connection)

    async def find(self, channel: str, key: str) -> StoredAccount:
        """The account behind a webhook URL, by its former key, too, while that works. Raises NotFound."""
        stored = await self._finding.one((channel, key)) if channel in self.channels else None
        if stored is None:
            raise NotFound("There is no such webhook.")
        return stored

    async def _find(self, batch: Sequence[tuple[str, str]]) -> Sequence[StoredAccount | None]:
        """Deliveries that come together to one account look for it once."""
        async with self._database.glance() as connection:
            found = {one: await find_account(connection, *one) for one in dict.fromkeys(batch)}
        return [found[one] for one in batch]

    async def by_key(self, channel: str, key: str) -> tuple[StoredAccount, Account[Any]]:
        """The same, and opened. Raises NotFound."""
        stored = await self.find(channel, key)
        return stored, self.open(stored)

    async def stored(self, account_id: str) -> StoredAccount:
        """The account of that id, of a platform. Raises NotFound."""
        async with self._database.read() as connection:
            stored = await get_account(connection, account_id)
        if stored is None or stored.channel not in self.channels:
            raise NotFound("There is no such account.")
        return stored

    async def by_id(self, account_id: str) -> Account[Any]:
        """The same, and opened. Raises NotFound."""
        return self.open(await self.stored(account_id))

    async def former(self, stored: StoredAccount, at: datetime) -> Account[Any] | None:
        """The account with the credentials that were replaced, as long as deliveries by them are let in."""
        async with self._database.read() as connection:
            found = await get_settings(connection, stored.id)
        until = found.former_credentials_until
        if found.former_credentials is None or until is None or at >= until:
            return None
        return self.open(replace(stored, credentials=found.former_credentials))

    async def change_credentials(self, account_id: str, fields: Mapping[str, Any], overlap: timedelta) -> None:
        """Replace these credentials (None takes one back); deliveries by the former ones are let in for `overlap`.

        Raises NotFound, and BadCredentials for what the channel cannot use.
        """
        stored = await self.stored(account_id)
        merged = {**self.clear(stored), **fields}
        given = {name: value for name, value in merged.items() if value is not None}
        parsed = parse_credentials(self._channel(stored.channel).credentials, given)
        async with self._database.write() as connection:
            encrypted = self._vault.encrypt(parsed.reveal())
            await replace_credentials(connection, account_id, encrypted, now() + overlap)

    def clear(self, stored: StoredAccount) -> dict[str, Any]:
        """The credentials in clear as they are stored, whether or not they still fit the channel."""
        fields: dict[str, Any] = orjson.loads(self._vault.decrypt(stored.credentials))
        return fields

    def open(self, stored: StoredAccount) -> Account[Any]:
        """The account with its credentials in clear. Raises NotConfigured where they no longer fit the channel."""
        channel = self._channel(stored.channel)
        try:
            credentials = channel.credentials.model_validate_json(self._vault.decrypt(stored.credentials))
        except ValidationError as error:
            missing = ", ".join(".".join(map(str, problem["loc"])) for problem in error.errors())
            raise NotConfigured(f"The account {stored.name!r} needs other credentials by now: {missing}.") from None
        return Account(stored.id, stored.channel, stored.name, credentials)

    def _channel(self, name: str) -> Channel[Any]:
        if name not in self.channels:
            raise NotFound(f"There is no channel {name!r}: choose one of {', '.join(sorted(self.channels))}.")
        return self.channels[name]
