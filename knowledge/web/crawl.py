"""A page, or all pages of a sitemap, one after the other."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping

from knowledge.web.fetch import Fetcher
from knowledge.web.found import Found
from knowledge.web.page import CannotFetch, Page, Seen
from knowledge.web.settings import WebSettings
from knowledge.web.urls import normal, shown
from knowledge.web.visit import Clock, Sleep, Visitor
from knowledge.web.walk import Walk, sitemap_of

# A site that is down would otherwise cost a time-out for each of its pages.
_MAX_FAILURES_IN_A_ROW = 10


async def crawl(
    url: str,
    *,
    seen: Mapping[str, Seen],
    fetcher: Fetcher,
    settings: WebSettings,
    clock: Clock = time.monotonic,
    sleep: Sleep = asyncio.sleep,
) -> AsyncIterator[Found]:
    """The page at `url`, or each page that it lists if it is a sitemap. Lazy: one page is in memory at a time.

    What goes wrong is a result and ends nothing, so nothing is raised. `seen` says by `Found.url` what the server told
    the last time; pages that still are so come as `Unchanged`.
    """
    visitor = Visitor(fetcher, settings, clock, sleep)
    try:
        url = str(normal(url))
    except CannotFetch as error:
        yield visitor.found(shown(url), error)
        return
    first = await visitor.get(url, seen.get(url))
    data = sitemap_of(first, settings.web_max_bytes) if isinstance(first, Page) else None
    if not isinstance(first, Page) or data is None:
        yield visitor.found(url, first)
        return
    failures = 0
    async for listed in Walk(visitor, settings, first).pages(data):
        got = listed.refused or await visitor.get(listed.url, seen.get(listed.url))
        yield visitor.found(listed.url, got, listed.last_modified)
        failures = failures + 1 if isinstance(got, CannotFetch) and got.temporary else 0
        if failures >= _MAX_FAILURES_IN_A_ROW:
            stop = f"{url}: {failures} pages in a row were not available, the rest was not tried; try again later."
            yield visitor.found(url, CannotFetch(stop, temporary=True))
            return
