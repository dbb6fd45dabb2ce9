"""The demo shop's documents, for a knowledge base that holds nothing yet, and its orders, for customers to ask for."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.cli.output import tell
from service.resources import open_database, open_knowledge
from service.settings import Settings
from service.storage.knowledge import SqlStore

FOLDER = Path(__file__).parents[1] / "demo" / "knowledge"
TOOLS = Path(__file__).parents[1] / "demo" / "tools.yaml"


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


@contextmanager
def demo_tools() -> Iterator[None]:
    """The shop's order system, running, with the tool that asks it; an installation's own tools take its place."""
    from graphs.settings import GraphSettings
    from service.demo.orders import running_orders

    if GraphSettings().tools is not None:
        yield
        return
    with running_orders() as address:
        os.environ |= {"TURNWISE_TOOLS": str(TOOLS), "DEMO_ORDERS_URL": address}
        yield
