"""What is set for channel accounts: kept beside them, as most have the defaults."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.policies.account import DEFAULTS, AccountSettings, read_settings
from service.storage.database import upsert
from service.storage.tables import account_settings, accounts, operator_groups
from service.storage.types import AnyRow

KEY_BYTES = 24

DISABLED = select(account_settings.c.account_id).where(account_settings.c.enabled.is_(False))
"""For conditions: the accounts in which the agent is silent and from which nothing goes out."""


@dataclass(frozen=True, slots=True)
class StoredSettings:
    """`document` with what is set beside it; `group` is the name of the operators' group that gets the hand-offs.

    The former key and credentials (encrypted) count as well until their time.
    """

    document: AccountSettings = DEFAULTS
    enabled: bool = True
    group_id: str | None = None
    group: str | None = None
    former_key_until: datetime | None = None
    former_credentials: str | None = None
    former_credentials_until: datetime | None = None


async def get_settings(connection: AsyncConnection, account_id: str) -> StoredSettings:
    """Of one account."""
    row = (await connection.execute(_settings().where(account_settings.c.account_id == account_id))).first()
    return _stored(row) if row else StoredSettings()


async def settings_of(connection: AsyncConnection, account_ids: Collection[str]) -> dict[str, AccountSettings]:
    """The documents of these accounts; those with the defaults may be missing."""
    if not account_ids:
        return {}
    own = select(account_settings.c.account_id, account_settings.c.document)
    rows = await connection.execute(own.where(account_settings.c.account_id.in_(account_ids)))
    return {row.account_id: read_settings(row.document) for row in rows}


async def list_settings(connection: AsyncConnection) -> dict[str, StoredSettings]:
    """By account; those with the defaults may be missing."""
    return {row.account_id: _stored(row) for row in await connection.execute(_settings())}


async def set_up(connection: AsyncConnection, account_id: str, **values: Any) -> None:
    """Set these columns of an account's settings."""
    await connection.execute(
        upsert(connection, account_settings)
        .values({"account_id": account_id, "document": {}} | values)
        .on_conflict_do_update(index_elements=["account_id"], set_=values)
    )


async def save_document(connection: AsyncConnection, account_id: str, document: AccountSettings) -> None:
    """Replace the document."""
    await set_up(connection, account_id, document=document.model_dump(mode="json", exclude_defaults=True))


async def rotate_key(connection: AsyncConnection, account_id: str, until: datetime) -> str:
    """Give the account another key and return it; the present one works `until` then, any earlier one no more."""
    mine = accounts.c.id == account_id
    present = (await connection.execute(select(accounts.c.key).where(mine).with_for_update())).scalar_one()
    key = secrets.token_urlsafe(KEY_BYTES)
    await connection.execute(update(accounts).where(mine).values(key=key))
    await set_up(connection, account_id, former_key=present, former_key_until=until)
    return key


async def replace_credentials(connection: AsyncConnection, account_id: str, credentials: str, until: datetime) -> None:
    """Put other (encrypted) credentials in place; deliveries by the present ones are let in `until` then."""
    mine = accounts.c.id == account_id
    present = (await connection.execute(select(accounts.c.credentials).where(mine).with_for_update())).scalar_one()
    await connection.execute(update(accounts).where(mine).values(credentials=credentials))
    await set_up(connection, account_id, former_credentials=present, former_credentials_until=until)


def _settings() -> Select[Any]:
    return select(account_settings, operator_groups.c.name.label("group")).outerjoin(
        operator_groups, operator_groups.c.id == account_settings.c.group_id
    )


def _stored(row: AnyRow) -> StoredSettings:
    return StoredSettings(
        document=read_settings(row.document),
        enabled=row.enabled,
        group_id=row.group_id,
        group=row.group,
        former_key_until=row.former_key_until,
        former_credentials=row.former_credentials,
        former_credentials_until=row.former_credentials_until,
    )
