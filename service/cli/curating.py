"""What `turnwise knowledge` does with documents."""

import getpass
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from knowledge.diff import Difference, differences
from knowledge.document import Access, Document
from knowledge.lifecycle import Action, NotAllowed
from knowledge.settings import KnowledgeSettings
from service.cli.failing import fail
from service.cli.opening import opened
from service.cli.output import emit, screen, tell
from service.storage.database import Database
from service.storage.knowledge.embedding_state import EmbeddingState
from service.storage.knowledge.knowledge import SqlStore
from service.storage.knowledge.lifecycle import Lifecycle, NoSuchVersion

if TYPE_CHECKING:
    from rich.console import Console


async def list_documents(*, as_json: bool) -> None:
    """Every document, a line each."""
    async with _database() as database:
        documents = await SqlStore(database).documents()
    console = screen()
    for document in documents:
        if as_json:
            emit(asdict(document))
        else:
            console.print(_line(document))
    if not documents and not as_json:
        console.print("There are no documents yet: turnwise ingest PATH")


async def show_document(name: str, *, as_json: bool) -> None:
    """A document, its versions and its history."""
    async with _database() as database:
        document = await find_document(database, name)
        lifecycle = Lifecycle(database)
        versions, events = await lifecycle.versions(document.id), await lifecycle.events(document.id)
    if as_json:
        emit(asdict(document) | {"versions": [*map(asdict, versions)], "events": [*map(asdict, events)]})
        return
    console = screen()
    console.print(_line(document), style="bold")
    for version in versions:
        valid = _span(version.valid_from, version.valid_until)
        console.print(
            f"  version {version.version}: {version.status}{valid}, {version.chunk_count} passages, "
            f"by {version.created_by}, {_at(version.created_at)}"
        )
    for event in events:
        which = f" version {event.version}" if event.version else ""
        told = f": {event.detail}" if event.detail else ""
        console.print(f"  {_at(event.at)}  {event.actor}  {event.action}{which}{told}", style="dim")


async def compare(name: str, before: int, after: int, *, as_json: bool) -> None:
    """Two versions of a document."""
    async with _database() as database:
        document, store = await find_document(database, name), SqlStore(database)
        maker = (await EmbeddingState(database).in_force())[0] or ""
        known = {version.version for version in await Lifecycle(database).versions(document.id)}
        if missing := sorted({before, after} - known):
            fail(f"{name} has no version {missing[0]}; it has {', '.join(map(str, sorted(known)))}")
        old, new = [await store.chunks(document.id, maker, version) for version in (before, after)]
    found = differences([one.chunk for one in old], [one.chunk for one in new])
    if as_json:
        for one in found:
            emit(asdict(one))
    else:
        _show_differences(screen(), [one for one in found if one.kind != "same"])


def lifecycle_of(database: Database) -> Lifecycle:
    """The lifecycle under the installation's settings."""
    return Lifecycle(database, needs_replay=KnowledgeSettings().publish_after_replay)


async def act(action: Action, name: str, version: int | None, note: str) -> None:
    """One step in the life of a version, the newest by default."""
    async with _database() as database:
        document = await find_document(database, name)
        try:
            number = version or document.latest_version
            done = await lifecycle_of(database).act(document.id, number, action, actor=actor(), detail=note)
        except (NotAllowed, NoSuchVersion) as error:
            fail(str(error))
    tell(f"{name}, version {done.version}: {done.status}{_span(done.valid_from, done.valid_until)}")


async def set_validity(
    name: str, version: int | None, valid_from: datetime | None, valid_until: datetime | None
) -> None:
    """From when until when a version may be used."""
    async with _database() as database:
        document = await find_document(database, name)
        try:
            done = await Lifecycle(database).set_validity(
                document.id, version or document.latest_version, valid_from, valid_until, actor=actor()
            )
        except (NotAllowed, NoSuchVersion) as error:
            fail(str(error))
    tell(f"{name}, version {done.version}: {done.status}{_span(done.valid_from, done.valid_until)}")


async def set_access(name: str, access: Access | None, products: Sequence[str] | None) -> None:
    """Whom a document may answer and what it is about."""
    async with _database() as database:
        document = await find_document(database, name)
        await Lifecycle(database).set_access(document.id, access, products, actor=actor())
        tell(_line(await find_document(database, name)))


async def bring_up_to_date() -> None:
    """Embed and read anew what would be stored otherwise today."""
    from service.cli.progress import measuring
    from service.knowledge.upkeep import Upkeep

    async with opened() as installation:
        upkeep = Upkeep(installation.knowledge)
        with measuring("Passages") as told:
            switched = await upkeep.embed_anew(told)
        reread = await upkeep.read_anew()
    tell(f"{'Another embedding model is in force. ' if switched else ''}{reread} documents were read anew.")


def actor() -> str:
    """Whose doing it is, for the history: the system's user."""
    try:
        return f"{getpass.getuser()} (command line)"
    except (KeyError, OSError):  # a container may run as a user that has no name
        return "command line"


@asynccontextmanager
async def _database() -> AsyncIterator[Database]:
    """The database alone: what only looks at records need not load an embedding model."""
    from service.resources import open_database
    from service.settings import Settings

    settings = Settings()
    settings.data.mkdir(parents=True, exist_ok=True)
    async with open_database(settings) as database:
        yield database


async def find_document(database: Database, name: str) -> Document:
    """The document of that name; ends the command where there is none."""
    document = await SqlStore(database).find(name)
    if document is None:
        fail(f"there is no document {name}; turnwise knowledge list shows them")
    return document


def _line(document: Document) -> str:
    waiting = ""
    if document.latest_version != document.version:
        waiting = f"; version {document.latest_version} is {document.latest_status}"
    about = f", {', '.join(document.products)}" if document.products else ""
    only = ", operators only" if document.access == "operators" else ""
    return f"{document.name}  version {document.version} {document.status}{only}{about}{waiting}"


def _show_differences(console: "Console", found: Sequence[Difference]) -> None:
    for one in found:
        if one.before:
            console.print(f"- {one.before.text}", style="red")
        if one.after:
            console.print(f"+ {one.after.text}", style="green")
        console.print()
    if not found:
        console.print("Both versions say the same.")


def _span(valid_from: datetime | None, valid_until: datetime | None) -> str:
    parts = [f" from {_at(valid_from)}" if valid_from else "", f" until {_at(valid_until)}" if valid_until else ""]
    return "".join(parts)


def _at(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
