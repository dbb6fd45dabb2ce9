"""A platform for benchmarks: it signs what customers write, as Standard Webhooks has it, and takes the replies.

It answers 200 to a reply and keeps it, also one that it has had already: how often each came is what is measured.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import Self

SECRET = "whsec_" + base64.b64encode(b"of a benchmark, kept from nobody").decode()
_KEY = base64.b64decode(SECRET.removeprefix("whsec_"))
_ANSWER = b"HTTP/1.1 %d \r\ncontent-length: 0\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A reply that came in: `id` is the same in every attempt to send it."""

    id: str
    contact: str


class WebhookPlatform:
    """Listens while it is open; `arrived` is what came in, in order."""

    def __init__(self) -> None:
        self.arrived: list[Arrival] = []
        self.forged = 0
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server:
            self._server.close()

    @property
    def url(self) -> str:
        """Where replies are to be sent."""
        if self._server is None:
            raise RuntimeError("the platform is not open")
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/replies"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                lines = [line.split(":", 1) for line in head.split("\r\n")[1:] if ":" in line]
                headers = {name.lower(): value.strip() for name, value in lines}
                body = await reader.readexactly(int(headers["content-length"]))
                writer.write(_ANSWER % self._take(headers, body))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the other side has hung up, or was killed
        finally:
            writer.close()

    def _take(self, headers: dict[str, str], body: bytes) -> int:
        """Keep a genuine reply; return the status to answer with."""
        expected = signature(headers["webhook-id"], headers["webhook-timestamp"], body)
        if not hmac.compare_digest(expected, headers["webhook-signature"]):
            self.forged += 1
            return 401
        self.arrived.append(Arrival(headers["webhook-id"], json.loads(body)["contact"]["id"]))
        return 200


def signature(message_id: str, timestamp: str, body: bytes) -> str:
    """`v1,` + base64 HMAC-SHA256(secret, `{id}.{timestamp}.{body}`): https://www.standardwebhooks.com."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(_KEY, signed, hashlib.sha256).digest()).decode()


def signed_headers(message_id: str, body: bytes) -> str:
    """The header lines of a delivery that leaves now, each ending in CRLF."""
    timestamp = str(int(time.time()))
    lines = {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": signature(message_id, timestamp, body),
    }
    return "".join(f"{name}: {value}\r\n" for name, value in lines.items())
