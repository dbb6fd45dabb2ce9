"""Fetching one address over HTTP, with limits on where it goes, how much it takes and how long."""

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable
from importlib.metadata import version
from types import TracebackType
from typing import Self

import httpcore
import httpx

from knowledge.web.answer import Head
from knowledge.web.body import Damaged, TooLarge, gunzip, read_plain
from knowledge.web.connect import GuardedBackend, Permits, Resolve, resolve
from knowledge.web.guard import Guard
from knowledge.web.page import CannotFetch, Page, Seen, Unchanged
from knowledge.web.settings import WebSettings
from knowledge.web.urls import normal, shown

PRODUCT = "Turnwise"
Before = Callable[[httpx.URL], Awaitable[None]]
"""Called ahead of each request, redirects too; waits as long as it likes, raises `CannotFetch` to prevent it."""

_MAX_REDIRECTS = 5
_CONNECT_TIMEOUT_S = 10.0


def user_agent() -> str:
    """How Turnwise introduces itself to servers."""
    return f"{PRODUCT}/{version('turnwise')} (+https://github.com/turnwise/turnwise)"


async def _at_once(url: httpx.URL) -> None:
    """Prevent nothing."""


class Fetcher:
    """Fetches public pages, and those of the hosts that the settings name. Use as an async context manager.

    Proxies of the environment are not used: a proxy would connect where nothing checks the address. Cookies are not
    kept. Certificates are checked against the usual authorities, or those of SSL_CERT_FILE where that is set.
    """

    def __init__(
        self,
        settings: WebSettings,
        *,
        resolve: Resolve = resolve,
        permits: Permits | None = None,
        ssl_context: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.guard = Guard(settings.web_allowed_hosts, settings.web_allowed_ports)
        self._settings = settings
        self._clock = clock
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=ssl_context or httpx.create_ssl_context(),
            max_connections=8,
            network_backend=GuardedBackend(permits or self.guard.permits, resolve),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._pool.aclose()

    async def fetch(
        self, url: str, seen: Seen | None = None, *, before: Before = _at_once, max_bytes: int | None = None
    ) -> Page | Unchanged:
        """The page, following up to five redirects; Unchanged when it still is what was `seen`.

        Raises `CannotFetch` with a sentence for the user. The time limit counts the requests, not what `before` waits.
        """
        target, left_s = normal(url), self._settings.web_timeout_s
        for _ in range(_MAX_REDIRECTS + 1):
            self.guard.check(target)
            await before(target)
            started = self._clock()
            answer = await self._request(url, target, seen, left_s, max_bytes or self._settings.web_max_bytes)
            if not isinstance(answer, httpx.URL):
                return answer
            target, left_s = answer, left_s - (self._clock() - started)
        raise CannotFetch(f"{shown(url)} redirects more than {_MAX_REDIRECTS} times; give the address it ends at.")

    async def _request(
        self, url: str, target: httpx.URL, seen: Seen | None, left_s: float, max_bytes: int
    ) -> httpx.URL | Page | Unchanged:
        try:
            async with asyncio.timeout(left_s):
                return await self._exchange(url, target, seen, max_bytes)
        except (TimeoutError, httpcore.TimeoutException) as error:
            raise CannotFetch(
                f"{target} did not answer within {self._settings.web_timeout_s:g} s; try again later.", temporary=True
            ) from error
        except (httpcore.NetworkError, OSError) as error:
            raise _unreachable(target, error) from error
        except httpcore.ProtocolError as error:
            raise CannotFetch(f"{target} did not answer in proper HTTP ({error}); tell its owner.") from error
        except TooLarge as error:
            raise CannotFetch(
                f"{target} is larger than {max_bytes} bytes; give a smaller page or raise TURNWISE_WEB_MAX_BYTES."
            ) from error
        except Damaged as error:
            raise CannotFetch(f"{target} arrived damaged: {error}; try again or tell its owner.") from error

    async def _exchange(
        self, url: str, target: httpx.URL, seen: Seen | None, max_bytes: int
    ) -> httpx.URL | Page | Unchanged:
        async with self._pool.stream(
            "GET",
            str(target),
            headers=_request_headers(seen),
            extensions={"timeout": {"connect": min(_CONNECT_TIMEOUT_S, self._settings.web_timeout_s)}},
        ) as response:
            head = Head(url, target, response.status, httpx.Headers(response.headers), conditional=seen is not None)
            if (early := head.early()) is not None:
                return early
            encoding = head.headers.get("content-encoding", "identity").strip().lower()
            if encoding not in ("identity", "", "gzip", "x-gzip"):
                raise CannotFetch(f"{target} is packed as {encoding}, which was not asked for; tell its owner.")
            if (announced := head.headers.get("content-length", "")).isdecimal() and int(announced) > max_bytes:
                raise TooLarge
            data = await read_plain(response.aiter_stream(), max_bytes)
            return head.page(gunzip(data, max_bytes) if "gzip" in encoding and data else data)


def _request_headers(seen: Seen | None) -> list[tuple[bytes, bytes]]:
    headers = {
        "User-Agent": user_agent(),
        "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
        # What unpacks step by step under a limit; nothing else is understood on purpose.
        "Accept-Encoding": "gzip",
        # Each page has its own connection: checked anew, and without what a broken server sent after the last page.
        "Connection": "close",
    }
    if seen is not None and seen.etag:
        headers["If-None-Match"] = seen.etag
    if seen is not None and seen.last_modified:
        headers["If-Modified-Since"] = seen.last_modified
    return httpx.Headers(headers).raw


def _unreachable(target: httpx.URL, error: Exception) -> CannotFetch:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return CannotFetch(f"{target} has no valid certificate ({cause.verify_message}); tell its owner.")
        cause = cause.__cause__ or cause.__context__
    return CannotFetch(f"{target} could not be reached; check the address or try again later.", temporary=True)
