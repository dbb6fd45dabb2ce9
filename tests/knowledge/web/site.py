"""A real little web server that says exactly the bytes it is told to, and a resolver that leads names to it."""

import asyncio
import gzip
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import formatdate
from ipaddress import ip_address

from knowledge.web.addresses import Address
from knowledge.web.fetch import Fetcher
from knowledge.web.settings import WebSettings

Handler = Callable[["Asked", asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Asked:
    host: str
    target: str
    headers: Mapping[str, str]


def answer(
    body: str | bytes = b"", status: str = "200 OK", media_type: str | None = "text/html", **headers: str
) -> bytes:
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Date: {formatdate(usegmt=True)}", f"Content-Length: {len(data)}"]
    lines += [f"Content-Type: {media_type}"] if media_type is not None else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + data


def redirect(location: str) -> bytes:
    return answer(status="302 Found", Location=location)


def packed(data: bytes, **headers: str) -> bytes:
    return answer(gzip.compress(data), Content_Encoding="gzip", **headers)


@dataclass
class Site:
    """Answers by `path`, or by `host/path` where two hosts differ; everything else is 404."""

    port: int
    pages: dict[str, bytes | Handler] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0

    def url(self, path: str = "/", host: str = "shop.example", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def targets(self) -> list[str]:
        return [asked.target for asked in self.asked]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                asked = _asked(head.decode())
                self.asked.append(asked)
                name = asked.host.rpartition(":")[0]
                reply = self.pages.get(f"{name}{asked.target}") or self.pages.get(asked.target)
                if callable(reply):
                    await reply(asked, writer)
                    return
                writer.write(reply or answer(status="404 Not Found"))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client hung up
        finally:
            writer.close()


def _asked(head: str) -> Asked:
    first, *lines = head.split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines) if name}
    return Asked(headers["host"], first.split(" ")[1], headers)


async def to_this_machine(host: str, port: int) -> Sequence[str]:
    return ["127.0.0.1"]


def this_machine_only(host: str, port: int, address: Address) -> bool:
    """The tests' rule in place of the guard's."""
    return address == ip_address("127.0.0.1")


def fetcher(
    site: Site,
    *,
    ssl_context: ssl.SSLContext | None = None,
    clock: Callable[[], float] = time.monotonic,
    **settings: object,
) -> Fetcher:
    """Reaches the site under every name."""
    return Fetcher(
        web_settings(site, **settings),
        resolve=to_this_machine,
        permits=this_machine_only,
        ssl_context=ssl_context,
        clock=clock,
    )


def web_settings(site: Site, **settings: object) -> WebSettings:
    return WebSettings.model_validate({"web_allowed_ports": [80, 443, site.port]} | settings)
