"""Through a sitemap and the sitemaps that it lists: each page's address once, and what is not read with the reason."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime

from knowledge.web.page import CannotFetch, Page
from knowledge.web.settings import WebSettings
from knowledge.web.sitemap import BadSitemap, Entry, entries, is_sitemap, unpacked
from knowledge.web.urls import host_of, normal, shown, site_of
from knowledge.web.visit import Visitor

_MAX_DEPTH = 3
_MAX_SITEMAPS = 1_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A page's address, or why one is not read."""

    url: str
    last_modified: datetime | None = None
    refused: CannotFetch | None = None


def sitemap_of(page: Page, max_bytes: int) -> bytes | None:
    """The sitemap that a page is; None for any other page."""
    try:
        data = unpacked(page.data, max_bytes)
    except BadSitemap:
        return None  # some other packed file
    return data if is_sitemap(data) else None


class Walk:
    """One walk, from the sitemap that `page` is. Other sites are refused, unless the settings name them."""

    def __init__(self, visitor: Visitor, settings: WebSettings, page: Page) -> None:
        self._visitor = visitor
        self._settings = settings
        self._start = page.url
        self._sites = {site_of(normal(page.url)), site_of(normal(page.final_url))}
        self._met = {page.url}
        self._sitemaps = 1
        self._pages = 0

    async def pages(self, data: bytes) -> AsyncIterator[Listed]:
        """In the order of the sitemap, up to the limit of the settings, which is then told."""
        stack: list[tuple[str, Iterator[Entry]]] = [(self._start, entries(data))]
        while stack:
            source, listed = stack[-1]
            try:
                entry = next(listed, None)
                if entry is None:
                    stack.pop()
                    continue
                if entry.kind == "pages":
                    if self._pages >= self._settings.web_max_pages:
                        yield Listed(self._start, refused=self._too_many())
                        return
                    self._pages += 1
                url = self._address(source, entry)
                if url in self._met:
                    continue
                self._met.add(url)
                if entry.kind == "pages":
                    yield Listed(url, entry.last_modified)
                else:
                    stack.append((url, entries(await self._sitemap(url, depth=len(stack)))))
            except BadSitemap as error:
                stack.pop()
                yield Listed(source, refused=CannotFetch(f"{source} is read no further: {error}; tell its owner."))
            except CannotFetch as error:
                yield Listed(shown(entry.location) if entry else source, refused=error)

    def _address(self, source: str, entry: Entry) -> str:
        url = normal(entry.location)
        if site_of(url) not in self._sites and not self._visitor.lists(url):
            host = host_of(url)
            raise CannotFetch(
                f"{shown(str(url))} is not read: it belongs to another site than {source}, which lists it. "
                f"If it is your own, add {host} to TURNWISE_WEB_ALLOWED_HOSTS."
            )
        return str(url)

    async def _sitemap(self, url: str, depth: int) -> bytes:
        if depth >= _MAX_DEPTH:
            raise CannotFetch(f"{url} is not read: it lies more than {_MAX_DEPTH} sitemaps deep.")
        if self._sitemaps >= _MAX_SITEMAPS:
            raise CannotFetch(f"{url} is not read: {self._start} leads to more than {_MAX_SITEMAPS} sitemaps.")
        self._sitemaps += 1
        got = await self._visitor.get(url)
        if isinstance(got, CannotFetch):
            raise got
        data = sitemap_of(got, self._settings.web_max_bytes) if isinstance(got, Page) else None
        if data is None:
            raise CannotFetch(f"{url} is listed as a sitemap but is none; tell its owner.")
        return data

    def _too_many(self) -> CannotFetch:
        return CannotFetch(
            f"{self._start} lists more than {self._pages} pages, the rest was not read; "
            "raise TURNWISE_WEB_MAX_PAGES or give a smaller sitemap."
        )
