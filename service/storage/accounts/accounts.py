"""Channel accounts: where customers write in. Credentials are stored encrypted only."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.database import Database
from service.storage.kpi_changes import mark_account
from service.storage.tables import account_hooks, account_settings, accounts, identities
from service.storage.types import AnyRow, new_id, now

WIDGET = "widget"
CLI = "cli"
API = "api"
OWN = {WIDGET: "Website", CLI: "Command line", API: "API"}
"""Channels of our own and the name of their one account: whoever writes there fetches the replies."""


@dataclass(frozen=True, slots=True)
class StoredAccount:
    """An account of a channel; `key` is the unguessable end of its webhook URL, `credentials` are encrypted."""

    id: str
    channel: str
    name: str
    key: str
    credentials: str
    state: dict[str, str]
    created_at: datetime


async def widget_account(connection: AsyncConnection, database: Database) -> StoredAccount:
    """The account behind the website's chat widget, made at first start."""
    return await own_account(connection, database, WIDGET)


async def own_account(connection: AsyncConnection, database: Database, channel: str) -> StoredAccount:
    """The one account of a channel of our own, made when it is first needed."""
    await connection.execute(
        database.insert(accounts)
        .values(
            id=new_id(), channel=channel, name=OWN[channel], key=channel, credentials="", state={}, created_at=now()
        )
        .on_conflict_do_nothing(index_elements=["key"])
    )
    found = await find_account(connection, channel, channel)
    if found is None:
        raise RuntimeError(f"the account of {channel} vanished while it was made")
    return found


async def add_account(connection: AsyncConnection, channel: str, name: str, credentials: str) -> StoredAccount:
    """Store an account with credentials that are encrypted already."""
    account = StoredAccount(new_id(), channel, name, secrets.token_urlsafe(24), credentials, {}, now())
    await connection.execute(
        insert(accounts).values(
            id=account.id,
            channel=channel,
            name=name,
            key=account.key,
            credentials=credentials,
            state={},
            created_at=account.created_at,
        )
    )
    return account


async def list_accounts(connection: AsyncConnection) -> list[StoredAccount]:
    """All accounts, oldest first."""
    return [_account(row) for row in await connection.execute(select(accounts).order_by(accounts.c.id))]


async def find_account(connection: AsyncConnection, channel: str, key: str) -> StoredAccount | None:
    """The account behind a webhook URL; one with its former key, too, while that still works."""
    of_channel = select(accounts).where(accounts.c.channel == channel)
    row = (await connection.execute(of_channel.where(accounts.c.key == key))).first()
    if row is None:
        former = of_channel.join(account_settings, account_settings.c.account_id == accounts.c.id).where(
            account_settings.c.former_key == key, account_settings.c.former_key_until > now()
        )
        row = (await connection.execute(former)).first()
    return _account(row) if row else None


async def get_account(connection: AsyncConnection, account_id: str) -> StoredAccount | None:
    """The account of that id."""
    row = (await connection.execute(select(accounts).where(accounts.c.id == account_id))).first()
    return _account(row) if row else None


async def save_state(
    connection: AsyncConnection, account_id: str, state: Mapping[str, str], before: Mapping[str, str]
) -> None:
    """Keep what the channel wants to find at its next call: a cursor, a token.

    `before` is what it made this of. What it left as it was then stays as it is now: another delivery, or another
    process, may have changed that meanwhile.
    """
    mine = accounts.c.id == account_id
    present = (await connection.execute(select(accounts.c.state).where(mine).with_for_update())).scalar_one_or_none()
    if present is None:  # the account is gone
        return
    changed = {name: value for name, value in state.items() if before.get(name) != value}
    kept = {name: value for name, value in present.items() if name in state or name not in before}
    await connection.execute(update(accounts).where(mine).values(state=kept | changed))


async def rename_account(connection: AsyncConnection, account_id: str, name: str) -> None:
    """Call an account something else; rates that are cut by account have it under the new name."""
    await connection.execute(update(accounts).where(accounts.c.id == account_id).values(name=name))
    await mark_account(connection, account_id)


async def has_contacts(connection: AsyncConnection, account_id: str) -> bool:
    """Whether anybody has written to the account."""
    anybody = select(identities.c.id).where(identities.c.account_id == account_id).limit(1)
    return (await connection.execute(anybody)).first() is not None


async def remove_account(connection: AsyncConnection, account_id: str) -> bool:
    """Delete an account that nobody ever wrote to; False where there is none."""
    for table in (account_settings, account_hooks):
        await connection.execute(delete(table).where(table.c.account_id == account_id))
    result = await connection.execute(
        delete(accounts).where(accounts.c.id == account_id, accounts.c.channel.not_in(OWN))
    )
    return result.rowcount == 1


def _account(row: AnyRow) -> StoredAccount:
    values: dict[str, Any] = {name: row._mapping[name] for name in StoredAccount.__slots__}
    return StoredAccount(**values)
