"""HTTP/1.1 for load tests, on as little CPU as Python allows.

The customers of a benchmark share the machine with the server that they measure. A general client spends more on a
request than the server does, and more the more connections are open; then it measures itself.
"""

import asyncio
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

HEAD_LIMIT = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    body: bytes


class Connections:
    """Keep-alive connections to one server, opened as they are needed; each carries one request at a time."""

    def __init__(self, url: str) -> None:
        """`url` is plain HTTP, such as http://127.0.0.1:8000."""
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80
        self._free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for _reader, writer in self._free:
            writer.close()

    async def post(self, path: str, body: bytes, headers: str = "") -> Answer:
        """Send JSON and read the whole answer. `headers` are further header lines, each ending in CRLF."""
        head = (
            f"POST {path} HTTP/1.1\r\nhost: {self._host}:{self._port}\r\ncontent-type: application/json\r\n"
            f"content-length: {len(body)}\r\n{headers}\r\n"
        )
        reader, writer = await self._connection()
        writer.write(head.encode() + body)
        answer = await _read(reader)
        self._free.append((reader, writer))
        return answer

    async def _connection(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        while self._free:
            reader, writer = self._free.pop()
            if not reader.at_eof():  # servers close what has been idle for some seconds
                return reader, writer
            writer.close()
        return await asyncio.open_connection(self._host, self._port, limit=HEAD_LIMIT)


async def _read(reader: asyncio.StreamReader) -> Answer:
    """One answer with a content length. Raises ConnectionError where the server hangs up instead."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        lines = head.split("\r\n")
        lengths = [line.split(":", 1)[1] for line in lines[1:] if line.lower().startswith("content-length:")]
        return Answer(int(lines[0].split(" ", 2)[1]), await reader.readexactly(int(lengths[0])))
    except asyncio.IncompleteReadError as error:
        raise ConnectionError("the server closed the connection in the middle of an answer") from error
