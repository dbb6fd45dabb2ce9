"""The demo shop's documents, for a knowledge base that holds nothing yet, the look of its chat, and its orders."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import yaml

from service.cli.output import tell
from service.demo.orders import present, running_orders
from service.resources import open_database, open_knowledge
from service.settings import Settings
from service.storage.accounts.accounts import widget_account
from service.storage.accounts.widgets import newest_document, save_document
from service.storage.database import Database
from service.storage.knowledge.knowledge import SqlStore
from service.widget.settings import WidgetSettings

FOLDER = Path(__file__).parents[1] / "demo" / "knowledge"
TOOLS = Path(__file__).parents[1] / "demo" / "tools.yaml"
WIDGET = Path(__file__).parents[1] / "demo" / "widget.yaml"


async def ensure_demo(settings: Settings) -> None:
    """Ingest them, unless the knowledge base holds, or ever held, anything else.

    What was broken off is completed; what is complete stays as it is, also after a document was deleted.
    """
    from knowledge.files import files_under

    files = dict(files_under([FOLDER]))
    settings.data.mkdir(parents=True, exist_ok=True)
    async with open_database(settings) as database:
        store = SqlStore(database)
        known = {document.name for document in await store.documents()}
        untouched = known <= set(files) and await store.sequence() == len(known)
        missing = {name: file for name, file in files.items() if name not in known}
        if not untouched or not missing:
            return
        tell(f"Reading {len(missing)} documents of the demo shop (once)")
        async with open_knowledge(settings, database) as knowledge:
            for name, file in missing.items():
                await knowledge.ingester.ingest(name, file.read_bytes())
        await _dress(database)


async def _dress(database: Database) -> None:
    """The shop's look for its chat, where nobody has set another one."""
    document = WidgetSettings.model_validate(yaml.safe_load(WIDGET.read_text(encoding="utf-8")))
    async with database.write() as connection:
        account = await widget_account(connection, database)
        if await newest_document(connection, account.id) is None:
            await save_document(connection, database, account.id, document, 0, "turnwise serve --demo")


@contextmanager
def demo_tools(clock: Callable[[], datetime] = present) -> Iterator[None]:
    """The shop's order system, running, with the tool that asks it; an installation's own tools take its place.

    `clock` tells what today is for its orders.
    """
    from graphs.settings import GraphSettings

    if GraphSettings().tools is not None:
        yield
        return
    with running_orders(clock) as address:
        os.environ |= {"TURNWISE_TOOLS": str(TOOLS), "DEMO_ORDERS_URL": address}
        yield
