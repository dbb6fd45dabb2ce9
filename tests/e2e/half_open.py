"""A way to the server on which the console's event streams can die without a word to either end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

_CHUNK = 65_536


@dataclass
class HalfOpen:
    """Hands bytes to and fro. From `cut` on, the streams that are open by then get nothing more, and stay open."""

    to_port: int
    port: int = 0
    streams: list["asyncio.Event"] = field(default_factory=list)

    def cut(self) -> None:
        """Let the streams that are open go silent."""
        for dead in self.streams:
            dead.set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of the browser."""
        back, there = await asyncio.open_connection("127.0.0.1", self.to_port)
        dead = asyncio.Event()

        async def carry(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
            while chunk := await source.read(_CHUNK):
                if chunk.startswith(b"GET /api/events"):
                    self.streams.append(dead)
                if not dead.is_set():
                    sink.write(chunk)
                    await sink.drain()
            sink.close()

        await asyncio.gather(carry(reader, there), carry(back, writer), return_exceptions=True)


@asynccontextmanager
async def half_open(to_port: int) -> AsyncIterator[HalfOpen]:
    """Such a way to the server on that port."""
    way = HalfOpen(to_port)
    listening = await asyncio.start_server(way.serve, "127.0.0.1", 0)
    way.port = listening.sockets[0].getsockname()[1]
    try:
        yield way
    finally:
        listening.close()
