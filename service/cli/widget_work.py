"""What `turnwise widget` does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from service.storage.accounts.accounts import StoredAccount
    from service.storage.database import Database

BY = "turnwise widget"


async def list_all(*, as_json: bool) -> None:
    """Oldest first."""
    from service.cli.output import emit, screen
    from service.storage.accounts.widgets import list_widgets, newest_document

    async with _opened() as database, database.read() as connection:
        for one in await list_widgets(connection):
            stored = await newest_document(connection, one.id)
            number = stored.number if stored else 0
            if as_json:
                emit({"key": one.key, "name": one.name, "number": number})
            else:
                screen().print(f"{one.key:<34} {one.name:<30} {number:>4}")


async def add(name: str) -> None:
    """Prints the tag."""
    from service.accounts.changes import checked_name
    from service.cli.output import screen
    from service.storage.accounts.widgets import add_widget

    async with _opened() as database, database.write() as connection:
        made = await add_widget(connection, checked_name(name))
    tag = f'<script src="https://YOUR-HOST/widget.js" data-account="{made.key}" defer></script>'
    screen().print(tag)


async def show(key: str) -> None:
    """As YAML."""
    import yaml

    from service.cli.output import screen
    from service.storage.accounts.widgets import newest_document
    from service.widget.widgets import settings_of

    async with _opened() as database, database.read() as connection:
        document = settings_of(await newest_document(connection, (await _found(connection, key)).id))
    text = yaml.safe_dump(document.model_dump(mode="json"), allow_unicode=True, sort_keys=False)
    screen().print(text, end="")


async def put(key: str, file: Path, text: str) -> None:
    """`text` is what the file says. Raises NotFound."""
    import yaml
    from pydantic import ValidationError

    from service.cli.failing import misused
    from service.cli.output import tell
    from service.storage.accounts.widgets import newest_document, save_document
    from service.widget.settings import WidgetSettings

    try:
        document = WidgetSettings.model_validate(yaml.safe_load(text) or {})
    except yaml.YAMLError as error:
        misused(f"{file}: this is no YAML: {error}")
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        misused(f"{file}: {wrong}")
    async with _opened() as database, database.write() as connection:
        account = await _found(connection, key)
        stored = await newest_document(connection, account.id)
        number = await save_document(connection, database, account.id, document, stored.number if stored else 0, BY)
    tell(f"In force as number {number}, on all pages within half a minute.")


async def rotate(key: str, overlap_hours: float) -> None:
    """Raises NotFound."""
    from service.cli.output import screen
    from service.secrets import Vault
    from service.settings import Settings
    from service.widget.widgets import Widgets

    settings = Settings()
    async with _opened() as database:
        async with database.read() as connection:
            account = await _found(connection, key)
        vault = Vault.load(settings.data, settings.secret_key)
        secret = await Widgets(database, vault).rotate_secret(account.id, timedelta(hours=overlap_hours))
    screen().print(secret)


@asynccontextmanager
async def _opened() -> "AsyncIterator[Database]":
    """The database, with the first widget in it, whether or not a server was ever started."""
    from service.cli.opening import opened_database
    from service.storage.accounts.accounts import widget_account

    async with opened_database() as database:
        async with database.write() as connection:
            await widget_account(connection, database)
        yield database


async def _found(connection: "AsyncConnection", key: str) -> "StoredAccount":
    from service.errors import NotFound
    from service.storage.accounts.widgets import find_widget

    account = await find_widget(connection, key)
    if account is None:
        raise NotFound(f"There is no widget {key}: `turnwise widget list` shows those that there are.")
    return account
