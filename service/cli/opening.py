"""What the commands open of the installation."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.retrieve import Retriever
    from service.knowledge.knowledge import Knowledge
    from service.settings import Settings
    from service.storage.database import Database


@dataclass(frozen=True, slots=True)
class Opened:
    """The installation's database and knowledge base."""

    settings: "Settings"
    database: "Database"
    knowledge: "Knowledge"


@asynccontextmanager
async def opened_database() -> "AsyncIterator[Database]":
    """The database alone, as the environment sets it."""
    from service.resources import open_database
    from service.settings import Settings

    async with open_database(Settings()) as database:
        yield database


@asynccontextmanager
async def opened() -> AsyncIterator[Opened]:
    """Open them as the environment sets them; other processes may have them open, too."""
    from service.resources import open_database, open_knowledge
    from service.settings import Settings

    settings = Settings()
    settings.data.mkdir(parents=True, exist_ok=True)
    async with open_database(settings) as database, open_knowledge(settings, database) as knowledge:
        yield Opened(settings, database, knowledge)


@asynccontextmanager
async def retriever_at(installation: Opened, version: int | None) -> "AsyncIterator[Retriever]":
    """Search in the knowledge base as it stands, or as it stood after that change."""
    if version is None:
        yield installation.knowledge.retriever
        return
    from service.cli.failing import misused
    from service.storage.knowledge.snapshots import NoSuchSnapshot

    try:
        async with installation.knowledge.at(version) as retriever:
            yield retriever
    except NoSuchSnapshot as error:
        misused(str(error))
