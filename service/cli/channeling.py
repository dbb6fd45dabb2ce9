"""Channel accounts, opened for the command line."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from service.accounts.accounts import Accounts
from service.channel.line import Line
from service.channel.plugins import load_channels
from service.resources import open_database
from service.secrets import Vault
from service.settings import Settings
from service.storage.database import Database


@dataclass(frozen=True, slots=True)
class Office:
    """The accounts of this installation, its database, and the way out to platforms."""

    accounts: Accounts
    database: Database
    line: Line
    public_url: str


@asynccontextmanager
async def open_accounts() -> AsyncIterator[Office]:
    """Open them as the environment sets them."""
    settings = Settings()
    settings.data.mkdir(parents=True, exist_ok=True)
    async with open_database(settings) as database, httpx.AsyncClient() as http:
        accounts = Accounts(database, Vault.load(settings.data, settings.secret_key), load_channels())
        yield Office(accounts, database, Line(http), settings.public_url.rstrip("/"))
