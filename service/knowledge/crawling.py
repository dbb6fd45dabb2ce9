"""Pages of the web into the knowledge base: new and changed ones become versions, what is gone is retired."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Literal

from knowledge.ingest import DocumentTooLarge, Publishing
from knowledge.lifecycle import NotAllowed
from knowledge.reader import UnreadableDocument, UnsupportedFormat
from knowledge.web.crawl import crawl
from knowledge.web.fetch import Fetcher
from knowledge.web.found import Failed, Found, Gone, Repeated
from knowledge.web.page import Page, Unchanged
from knowledge.web.settings import WebSettings
from service.knowledge.knowledge import Knowledge
from service.storage.database import Database
from service.storage.knowledge.origins import Origin, forget_origin, origins_under, remember_origin
from service.storage.types import now

CrawlOutcome = Literal["created", "replaced", "unchanged", "retired", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class Crawled:
    """What became of one address. `document` is its document's name, the address itself where it has none."""

    document: str
    outcome: CrawlOutcome
    chunks: int = 0
    embedded: int = 0
    error: str | None = None


class Crawler:
    """Fetches a page, or every page of a sitemap, and keeps the knowledge base as they are."""

    def __init__(self, knowledge: Knowledge, database: Database, settings: WebSettings | None = None) -> None:
        self._knowledge = knowledge
        self._database = database
        self._settings = settings or WebSettings()

    async def crawl(self, url: str, publishing: Publishing) -> AsyncIterator[Crawled]:
        """One page at a time; what goes wrong with one stops none of the others."""
        async with self._database.read() as connection:
            origins = {origin.url: origin for origin in await origins_under(connection, url)}
        seen = {origin.url: origin.seen for origin in origins.values() if origin.seen}
        async with Fetcher(self._settings) as fetcher:
            async for found in crawl(url, seen=seen, fetcher=fetcher, settings=self._settings):
                yield await self._taken(url, found, origins, publishing)

    async def _taken(self, root: str, found: Found, origins: Mapping[str, Origin], publishing: Publishing) -> Crawled:
        origin = origins.get(found.url)
        match found.result:
            case Page() as page if found.name:
                return await self._ingested(root, found.url, found.name, page, publishing)
            case Page():
                return Crawled(found.url, "skipped", error=f"{found.url} is of a kind that no reader reads.")
            case Unchanged():
                return Crawled(await self._name_of(origin, found.url), "unchanged")
            case Gone(reason) | Repeated(_, reason):
                return await self._retired(origin, found.url, reason, publishing.actor)
            case Failed(reason):
                return Crawled(await self._name_of(origin, found.url), "failed", error=reason)

    async def _ingested(self, root: str, url: str, name: str, page: Page, publishing: Publishing) -> Crawled:
        try:
            done = await self._knowledge.ingester.ingest(name, page.document, publishing)
        except (UnsupportedFormat, UnreadableDocument, DocumentTooLarge, NotAllowed) as error:
            return Crawled(name, "failed", error=str(error))
        async with self._database.write() as connection:
            await remember_origin(connection, done.document.id, url, root, page.seen, now())
        return Crawled(name, done.outcome, done.document.chunk_count, done.chunks_embedded)

    async def _retired(self, origin: Origin | None, url: str, reason: str, actor: str) -> Crawled:
        """A page that is gone answers nobody any more; its versions are kept."""
        document = await self._knowledge.store.get(origin.document_id) if origin else None
        if origin is None or document is None:
            return Crawled(url, "skipped", error=reason)
        if document.status == "published":
            await self._knowledge.lifecycle.act(document.id, document.version, "retire", actor=actor, detail=reason)
        async with self._database.write() as connection:
            await forget_origin(connection, document.id)
        return Crawled(document.name, "retired", error=reason)

    async def _name_of(self, origin: Origin | None, url: str) -> str:
        document = await self._knowledge.store.get(origin.document_id) if origin else None
        return document.name if document else url
