"""What a site's robots.txt allows (RFC 9309)."""

import httpx
from protego import Protego

from knowledge.web.fetch import PRODUCT, Fetcher
from knowledge.web.pace import Pace
from knowledge.web.page import CannotFetch, Page
from knowledge.web.urls import host_of, origin_of

_MAX_BYTES = 512_000
_MAX_KEPT = 200


class Robots:
    """Asks each origin once for its rules and keeps them as long as this object lives: make one for each crawl."""

    def __init__(self, fetcher: Fetcher, pace: Pace) -> None:
        self._fetcher = fetcher
        self._pace = pace
        self._kept: dict[str, Protego | CannotFetch] = {}

    async def permit(self, url: httpx.URL) -> None:
        """Wait for the host's turn and return; raises `CannotFetch` where the site does not want to be read."""
        rules = await self._rules(origin_of(url))
        if isinstance(rules, CannotFetch):
            raise CannotFetch(str(rules), status=rules.status, temporary=rules.temporary)
        if not rules.can_fetch(str(url), PRODUCT):
            raise CannotFetch(
                f"{url} is not read: the site's robots.txt forbids it. If the site is yours, allow {PRODUCT} there."
            )
        await self._pace.turn(host_of(url), rules.crawl_delay(PRODUCT))

    async def _rules(self, origin: str) -> Protego | CannotFetch:
        if origin not in self._kept:
            if len(self._kept) >= _MAX_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[origin] = await self._ask(origin)
        return self._kept[origin]

    async def _ask(self, origin: str) -> Protego | CannotFetch:
        try:
            page = await self._fetcher.fetch(f"{origin}robots.txt", before=self._in_turn, max_bytes=_MAX_BYTES)
        except CannotFetch as error:
            # 2.3.1.3: without the file everything is allowed. 2.3.1.4: while it cannot be had, nothing is.
            if error.status is not None and 400 <= error.status < 500 and not error.temporary:
                return Protego.parse("")
            return CannotFetch(
                f"{origin} is not read: its robots.txt could not be had. {error}",
                status=error.status,
                temporary=error.temporary,
            )
        return Protego.parse(page.data.decode("utf-8-sig", "replace") if isinstance(page, Page) else "")

    async def _in_turn(self, url: httpx.URL) -> None:
        await self._pace.turn(host_of(url))
