"""Asking for one page of a crawl: robots.txt and pace on the way there, errors as results."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime

import httpx

from knowledge.reader import readers
from knowledge.web.fetch import Fetcher
from knowledge.web.found import Failed, Found, Gone, Repeated
from knowledge.web.naming import document_name
from knowledge.web.pace import Pace
from knowledge.web.page import CannotFetch, Page, Seen, Unchanged
from knowledge.web.robots import Robots
from knowledge.web.settings import WebSettings
from knowledge.web.urls import host_of, normal, port_of

Sleep = Callable[[float], Awaitable[None]]
Clock = Callable[[], float]


class Visitor:
    """One crawl's view of the web. Keeps the addresses it gave, no page."""

    def __init__(
        self, fetcher: Fetcher, settings: WebSettings, clock: Clock = time.monotonic, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._fetcher = fetcher
        self._pace = Pace(settings.web_delay_s, settings.web_max_delay_s, clock, sleep)
        self._robots = Robots(fetcher, self._pace)
        self._given: dict[str, str] = {}

    async def get(self, url: str, seen: Seen | None = None) -> Page | Unchanged | CannotFetch:
        """What the address gives."""
        try:
            return await self._fetcher.fetch(url, seen, before=self._robots.permit)
        except CannotFetch as error:
            if error.retry_after_s is not None:
                self._pace.hold(host_of(normal(url)), error.retry_after_s)
            return error

    def lists(self, url: httpx.URL) -> bool:
        """Whether the settings name this address's host."""
        return self._fetcher.guard.lists(host_of(url), port_of(url))

    def found(self, url: str, got: Page | Unchanged | CannotFetch, listed_at: datetime | None = None) -> Found:
        """What it means for a caller's documents."""
        if isinstance(got, CannotFetch):
            result = Gone(str(got)) if got.gone else Failed(str(got), got.temporary)
            return Found(url, result, listed_at=listed_at)
        first = self._given.setdefault(got.final_url, url)
        if first != url:
            repeated = Repeated(first, f"{url} leads to the same page as {first}; it is read once.")
            return Found(url, repeated, listed_at=listed_at)
        if isinstance(got, Unchanged):
            return Found(url, got, listed_at=listed_at)
        if (name := document_name(url, got.media_type)) is None:
            kinds = ", ".join(sorted(readers()))
            reason = f"{url} is of the type {got.media_type}, which is not read. These are: {kinds}."
            return Found(url, Failed(reason, temporary=False), listed_at=listed_at)
        return Found(url, got, name, listed_at)
