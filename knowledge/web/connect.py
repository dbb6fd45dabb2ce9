"""Connecting to an address that was checked: no name can change where it points in between."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from ipaddress import ip_address

import httpcore

from knowledge.web.addresses import Address
from knowledge.web.page import CannotFetch

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""A host name's IP addresses; raises `OSError` when it has none."""
Permits = Callable[[str, int, Address], bool]
"""Whether a connection to a host and port may go to this address."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]) for item in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Resolves once, checks every address, and connects to one of these.

    The pool above knows the host by its name only: the Host header, the TLS server name and the certificate's check
    stay those of the name.
    """

    def __init__(self, permits: Permits, resolve: Resolve) -> None:
        self._permits = permits
        self._resolve = resolve
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's signature)
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Raises `CannotFetch` for a host without address or with a forbidden one."""
        failed: Exception = OSError("no address")
        for address in await self._addresses(host, port):
            try:
                return await self._network.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    async def sleep(self, seconds: float) -> None:
        """As httpcore asks for it."""
        await self._network.sleep(seconds)

    async def _addresses(self, host: str, port: int) -> list[Address]:
        try:
            addresses = [ip_address(text) for text in await self._resolve(host, port)]
        except (OSError, ValueError) as error:  # UnicodeError, of names that cannot be asked for, is a ValueError
            raise CannotFetch(f"{host} was not found; check its spelling.", temporary=True) from error
        if not addresses:
            raise CannotFetch(f"{host} was not found; check its spelling.", temporary=True)
        # One forbidden address among public ones is an attack or a mistake: the host is refused as a whole.
        if not all(self._permits(host, port, address) for address in addresses):
            raise CannotFetch(
                f"{host} is not fetched: its address is not on the public internet. "
                f"If it is your own, add {host} to TURNWISE_WEB_ALLOWED_HOSTS."
            )
        return addresses
