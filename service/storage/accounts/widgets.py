"""Widgets as stored: an account of our own each, a history of documents, a logo."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import NotAllowedNow
from service.storage.accounts.accounts import WIDGET, StoredAccount, find_account
from service.storage.accounts.settings import KEY_BYTES
from service.storage.database import Database, upsert
from service.storage.policies import StoredPolicy
from service.storage.tables import account_hooks, account_settings, accounts, widget_logos, widgets
from service.storage.types import new_id, now


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that browsers show without running anything."""

    media_type: str
    body: bytes


async def add_widget(connection: AsyncConnection, name: str) -> StoredAccount:
    """Another widget, with a key of its own for the script tag."""
    account = StoredAccount(new_id(), WIDGET, name, secrets.token_urlsafe(KEY_BYTES), "", {}, now())
    values = {field: getattr(account, field) for field in StoredAccount.__slots__}
    await connection.execute(insert(accounts).values(values))
    return account


async def find_widget(connection: AsyncConnection, key: str) -> StoredAccount | None:
    """The widget of that key; the first one's is the channel's name."""
    return await find_account(connection, WIDGET, key)


async def list_widgets(connection: AsyncConnection) -> list[StoredAccount]:
    """Oldest first."""
    rows = await connection.execute(select(accounts).where(accounts.c.channel == WIDGET).order_by(accounts.c.id))
    return [StoredAccount(**{name: row._mapping[name] for name in StoredAccount.__slots__}) for row in rows]


async def newest_document(connection: AsyncConnection, account_id: str) -> StoredPolicy | None:
    """The document in force, None where none was ever saved."""
    found = await document_history(connection, account_id, limit=1)
    return found[0] if found else None


async def document_history(connection: AsyncConnection, account_id: str, limit: int = 100) -> list[StoredPolicy]:
    """The latest documents, newest first."""
    wanted = select(widgets).where(widgets.c.account_id == account_id).order_by(widgets.c.number.desc()).limit(limit)
    return [StoredPolicy(row.number, row.document, row.at, row.by) for row in await connection.execute(wanted)]


async def save_document(
    connection: AsyncConnection, database: Database, account_id: str, document: BaseModel, based_on: int, by: str
) -> int:
    """Put a document in force and return its number. Raises NotAllowedNow where another was saved after `based_on`."""
    newest: int | None = await connection.scalar(
        select(func.max(widgets.c.number)).where(widgets.c.account_id == account_id)
    )
    entered: Any = None
    if (newest or 0) == based_on:
        stored = document.model_dump(mode="json", exclude_defaults=True)
        result = await connection.execute(
            database.insert(widgets)
            .values(account_id=account_id, number=based_on + 1, document=stored, at=now(), by=by)
            .on_conflict_do_nothing(index_elements=["account_id", "number"])
            .returning(widgets.c.number)
        )
        entered = result.first()
    if entered is None:
        raise NotAllowedNow("Somebody has changed the widget meanwhile: load it again, and make your change there.")
    return based_on + 1


async def logo_digest(connection: AsyncConnection, account_id: str) -> str | None:
    """What the picture's address ends with, None without one."""
    digest: str | None = await connection.scalar(
        select(widget_logos.c.digest).where(widget_logos.c.account_id == account_id)
    )
    return digest


async def find_logo(connection: AsyncConnection, digest: str) -> Logo | None:
    """The picture at that address."""
    row = (await connection.execute(select(widget_logos).where(widget_logos.c.digest == digest).limit(1))).first()
    return Logo(row.media_type, row.body) if row else None


async def set_logo(connection: AsyncConnection, account_id: str, logo: Logo | None) -> None:
    """Put a picture in the place of the present one, or take that away."""
    if logo is None:
        await connection.execute(delete(widget_logos).where(widget_logos.c.account_id == account_id))
        return
    values = {
        "digest": hashlib.sha256(logo.body).hexdigest()[:32],
        "media_type": logo.media_type,
        "body": logo.body,
    }
    await connection.execute(
        upsert(connection, widget_logos)
        .values(account_id=account_id, **values)
        .on_conflict_do_update(index_elements=["account_id"], set_=values)
    )


async def remove_widget(connection: AsyncConnection, account_id: str) -> bool:
    """Delete a widget in which nobody ever opened a chat; False for the first one, which is always there."""
    for table in (account_settings, account_hooks, widgets, widget_logos):
        await connection.execute(delete(table).where(table.c.account_id == account_id))
    result = await connection.execute(
        delete(accounts).where(accounts.c.id == account_id, accounts.c.channel == WIDGET, accounts.c.key != WIDGET)
    )
    return result.rowcount == 1


async def read_secrets(connection: AsyncConnection, account_id: str, at: datetime) -> list[str]:
    """The secrets that sign identities, encrypted: the present one, and the former one while it still counts."""
    columns = (
        accounts.c.credentials,
        account_settings.c.former_credentials,
        account_settings.c.former_credentials_until,
    )
    query = select(*columns).outerjoin(account_settings, account_settings.c.account_id == accounts.c.id)
    row = (await connection.execute(query.where(accounts.c.id == account_id))).first()
    if row is None:
        return []
    until = row.former_credentials_until
    former = row.former_credentials if until is not None and at < until else ""
    return [secret for secret in (row.credentials, former) if secret]
