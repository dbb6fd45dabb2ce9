"""A server that receives webhooks, checks them by the official library, and answers as the test sets it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import orjson
from sqlalchemy import select
from standardwebhooks import Webhook

from graphs.agent.handoff.document import HandoffPolicy
from prompts.replies import load_replies
from service.in_force import InForce, Policies
from service.integrations.guarded import open_caller
from service.integrations.keeping import Integrations
from service.integrations.sending import EventSending
from service.leads.announcing import Leads
from service.live import Live
from service.secrets import Vault
from service.storage.database import Database
from service.storage.integrations.deliveries import EventDelivery, list_log
from service.storage.tables import integrations
from service.storage.types import now
from tests.service.storage.conftest import World


@dataclass
class Receiver:
    """What came in, verified where there is a `secret`; it answers `status` with `headers` and `body`."""

    url: str = ""
    secret: str | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"stored"
    got: list[tuple[dict[str, str], Any]] = field(default_factory=list)

    @property
    def types(self) -> list[str]:
        return [told["type"] for _, told in self.got]

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.got]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")[1:]
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head if line)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        if self.secret:
            _verify(Webhook(self.secret), body, headers)
        self.got.append((headers, orjson.loads(body)))
        said = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
        writer.write(f"HTTP/1.1 {self.status} x\r\n{said}content-length: {len(self.body)}\r\n".encode())
        writer.write(b"connection: close\r\n\r\n" + self.body)
        await writer.drain()
        writer.close()


def _verify(webhook: Webhook, body: bytes, headers: dict[str, str]) -> None:
    """As the library does; where the test's clock is elsewhere, by the signature alone."""
    at = datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC)
    if abs(at - now()) < timedelta(minutes=5):
        webhook.verify(body, headers)
    else:
        assert webhook.sign(headers["webhook-id"], at, body.decode()) in headers["webhook-signature"].split(" ")


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    receiver.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hooks"
    async with server:
        yield receiver


@dataclass
class Told:
    """Integrations over a database, at a time that the test sets."""

    world: World
    vault: Vault
    offset: timedelta = timedelta()
    allowed: tuple[str, ...] = ("127.0.0.1",)

    def clock(self) -> datetime:
        return self.world.at + self.offset

    @property
    def database(self) -> Database:
        return self.world.database

    @property
    def keeping(self) -> Integrations:
        return Integrations(self.database, self.vault, self.clock)

    def leads(self) -> Leads:
        return Leads(self.database, Policies(InForce(handoff=HandoffPolicy()), load_replies()), Live())

    async def webhook(self, receiver: Receiver, *events: str) -> str:
        made = await self.keeping.add("webhook", "Shop", {"url": receiver.url}, events, None, "ann@example.com")
        receiver.secret = made.secret
        return made.integration.id

    async def send(self, after: timedelta = timedelta(), *, chance: float = 0.5) -> int:
        """Rounds by a process that has just started, until one settles nothing."""
        self.offset += after
        async with httpx.AsyncClient() as http, open_caller(self.allowed) as caller:
            sending = EventSending(self.database, self.vault, self.leads(), caller, http, self.clock, lambda: chance)
            count = 0
            while sent := await sending.round():
                count += sent
        return count

    async def log(self) -> list[EventDelivery]:
        """In the order in which it happened."""
        async with self.database.read() as connection:
            return (await list_log(connection))[::-1]

    async def is_active(self) -> bool:
        async with self.database.read() as connection:
            return bool(await connection.scalar(select(integrations.c.active)))
