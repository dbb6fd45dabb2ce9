"""Channel accounts, opened for the command line."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.exc import IntegrityError

from service.accounts import Accounts
from service.channel_plugins import load_channels
from service.resources import open_database
from service.secrets import Vault
from service.settings import Settings
from service.storage.accounts import remove_account
from service.storage.database import Database


class AccountInUse(Exception):
    """Conversations belong to the account."""


@asynccontextmanager
async def open_accounts() -> AsyncIterator[tuple[Accounts, Database]]:
    """The accounts of this installation, and its database."""
    settings = Settings()
    settings.data.mkdir(parents=True, exist_ok=True)
    async with open_database(settings) as database:
        yield Accounts(database, Vault.load(settings.data, settings.secret_key), load_channels()), database


async def remove_unused(database: Database, account_id: str) -> bool:
    """Remove an account; False where there is none. Raises AccountInUse."""
    try:
        async with database.write() as connection:
            return await remove_account(connection, account_id)
    except IntegrityError as error:
        raise AccountInUse from error
