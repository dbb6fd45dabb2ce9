"""Calling addresses that users entered: public ones by https, others only where a setting names their host.

The address that a name resolves to is checked when it is connected to, so that no name can lead inside afterwards.
"""

import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import httpcore
import httpx

from knowledge.web.connect import GuardedBackend, Resolve, resolve
from knowledge.web.guard import Guard
from knowledge.web.page import CannotFetch
from service.channel.errors import ChannelError, DeliveryUncertain
from service.channel.wire import Answer, call
from service.notifier import NotTaken

_CONNECTIONS = 16
_KEEP_S = 10.0


class Caller:
    """`allowed_hosts` (`crm.corp`, `crm.corp:8080`, `*.corp`) may have a private address and be called by http."""

    def __init__(self, http: httpx.AsyncClient, allowed_hosts: Sequence[str]) -> None:
        self._http = http
        self._guard = Guard(allowed_hosts, ())

    async def call(self, what: str, url: str, body: bytes, headers: dict[str, str], method: str = "POST") -> Answer:
        """The answer, of any status. Raises NotTaken: permanent where this may not be called at all."""
        try:
            self._check(httpx.URL(url))
            return await call(self._http, what, url, body, headers, method)
        except DeliveryUncertain as error:  # it comes with the same id again, so that twice is no harm
            raise NotTaken(error.sentence) from None
        except ChannelError as error:
            raise NotTaken(error.sentence, permanent=error.permanent) from None
        except httpx.InvalidURL:
            raise NotTaken(f"{what} has no usable address.", permanent=True) from None
        except CannotFetch as error:
            raise NotTaken(
                _refused(what) if not error.temporary else str(error), permanent=not error.temporary
            ) from None

    def _check(self, url: httpx.URL) -> None:
        port = url.port or (443 if url.scheme == "https" else 80)
        if url.scheme != "https" and not self._guard.lists(url.host, port):
            raise NotTaken(
                "It is called by https only; for http add its host to TURNWISE_INTEGRATION_HOSTS.", permanent=True
            )


@asynccontextmanager
async def open_caller(allowed_hosts: Sequence[str], resolve: Resolve = resolve) -> AsyncIterator[Caller]:
    """A caller with connections of its own."""
    guard = Guard(allowed_hosts, ())
    trusted = ssl.create_default_context()
    transport = httpx.AsyncHTTPTransport(verify=trusted)
    await transport.aclose()
    # httpx offers no way to say how a connection is opened, its pool does.
    transport._pool = httpcore.AsyncConnectionPool(
        ssl_context=trusted,
        max_connections=_CONNECTIONS,
        keepalive_expiry=_KEEP_S,
        network_backend=GuardedBackend(guard.permits, resolve),
    )
    async with httpx.AsyncClient(transport=transport) as http:
        yield Caller(http, allowed_hosts)


def _refused(what: str) -> str:
    return (
        f"{what} is not on the public internet, so it is not called. If it is your own, add its host to "
        "TURNWISE_INTEGRATION_HOSTS."
    )
