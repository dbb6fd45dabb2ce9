"""The real service behind a real server, on each database; tests of the API speak HTTP to it."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import orjson
import pytest
import pytest_asyncio
import uvicorn
from pydantic import SecretStr

from service.app import create_app
from service.resources import Resources
from service.server import Server
from service.settings import Settings
from tests.models import lend_models

EMAIL, PASSWORD = "admin@example.com", "correct horse battery staple"
START_TIMEOUT_S = 240.0
PATIENCE_S = 15.0
SseEvent = tuple[str, Any]

FAQ = b"""# Returns

## How long may I return an item?

You may return any item within 30 days of delivery, unused and in its original packaging.

## Do you ship to France?

Yes, we ship to France. Delivery takes three to five working days.
"""


@dataclass
class Visitor:
    """A visitor with a session, and an address of their own."""

    http: httpx.AsyncClient
    session: dict[str, Any]

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.session['token']}"}

    @property
    def conversation_id(self) -> str:
        return str(self.session["conversation_id"])

    async def post(self, text: str, client_id: str | None = None, **headers: str) -> httpx.Response:
        body = {"text": text, "client_id": client_id or uuid4().hex}
        return await self.http.post("/api/widget/messages", json=body, headers=self.headers | headers)

    async def ask(self, text: str) -> dict[str, Any]:
        """Send a message and wait for its replies."""
        response = await self.post(text, Prefer="wait=20")
        assert response.status_code == 200, response.text
        answered: dict[str, Any] = response.json()
        return answered

    async def history(self, after: int = 0) -> dict[str, Any]:
        response = await self.http.get("/api/widget/messages", params={"after": after}, headers=self.headers)
        assert response.status_code == 200, response.text
        said: dict[str, Any] = response.json()
        return said


@dataclass
class Service:
    """A running service."""

    url: str
    resources: Resources
    server: Server
    http: httpx.AsyncClient
    admin: httpx.AsyncClient

    async def visitor(self, **opening: Any) -> Visitor:
        response = await self.http.post("/api/widget/sessions", json=opening)
        assert response.status_code in (200, 201), response.text
        return Visitor(self.http, response.json())


def event_of(block: str) -> tuple[str, Any]:
    """(name, data) of one server-sent event."""
    fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
    return fields["event"], orjson.loads(fields["data"])


@asynccontextmanager
async def listening(http: httpx.AsyncClient, path: str, **headers: str) -> AsyncIterator[AsyncIterator[SseEvent]]:
    """The events of a stream, as they come; comments are left out."""
    async with http.stream("GET", path, headers=headers) as response:
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")

        async def events() -> AsyncIterator[SseEvent]:
            buffer = ""
            async for text in response.aiter_text():
                buffer += text
                while "\n\n" in buffer:
                    block, buffer = buffer.split("\n\n", 1)
                    if not block.startswith(":"):
                        yield event_of(block)

        yield events()


@pytest.fixture(scope="session")
def listen() -> Any:
    """`listening`, for tests."""
    return listening


async def until(events: AsyncIterator[SseEvent], wanted: Callable[[str, Any], bool]) -> list[tuple[str, Any]]:
    """Events up to and with the one that is wanted."""
    seen: list[tuple[str, Any]] = []
    async with asyncio.timeout(PATIENCE_S):
        async for name, data in events:
            seen.append((name, data))
            if wanted(name, data):
                return seen
    raise AssertionError(f"the stream ended with {seen}")


@pytest.fixture(scope="session")
def stream_until() -> Any:
    """`until`, for tests."""
    return until


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[Service]:
    """The service, from its start to its orderly end."""
    lend_models(settings.data)
    config = uvicorn.Config(create_app(settings), port=0, log_level="warning", ws="none")
    server = Server(config)
    task = asyncio.create_task(server.serve())
    async with asyncio.timeout(START_TIMEOUT_S):
        while not server.started:
            assert not task.done(), "the server did not start"
            await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    async with (
        httpx.AsyncClient(base_url=url, timeout=30) as http,
        httpx.AsyncClient(base_url=url, timeout=30) as admin,
    ):
        response = await admin.post("/api/auth/login", json={"email": EMAIL, "password": PASSWORD})
        assert response.status_code == 200, response.text
        yield Service(url, server.lifespan.state["site"].resources, server, http, admin)
    server.should_exit = True
    await task


def settings_for(data: Path, database_url: str = "") -> Settings:
    return Settings(
        data=data,
        database_url=database_url,
        admin_email=EMAIL,
        admin_password=SecretStr(PASSWORD),
        address_rate="100000/minute",
        session_rate="100000/minute",
        max_document_bytes=300_000,
        public_url="https://chat.example.com",
        evaluation_niceness=0,
    )


@asynccontextmanager
async def knowing(settings: Settings) -> AsyncIterator[Service]:
    """A service that knows the FAQ."""
    async with serving(settings) as running:
        await running.resources.knowledge.ingester.ingest("faq.md", FAQ)
        yield running


class Shared:
    """Services that run until the tests of this process end, one for each database."""

    def __init__(self, stack: AsyncExitStack) -> None:
        self.settings: dict[str, Settings] = {}
        self._stack = stack
        self._running: dict[str, Service] = {}

    async def service(self, kind: str) -> Service:
        """The one on this kind of database, which the first to ask starts."""
        if kind not in self._running:
            self._running[kind] = await self._stack.enter_async_context(knowing(self.settings[kind]))
        return self._running[kind]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared() -> AsyncIterator[Shared]:
    """What `service` takes its services from."""
    async with AsyncExitStack() as stack:
        yield Shared(stack)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def api_settings(
    request: pytest.FixtureRequest, shared: Shared, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Settings | None]:
    """The kind of database, and settings on one that no other file uses, for a file that is marked `own_service`."""
    own = request.node.get_closest_marker("own_service") is not None
    if not own and request.param in shared.settings:
        return request.param, None
    data, url = tmp_path_factory.mktemp("data"), ""
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_copy")()
    else:
        shutil.copy(request.getfixturevalue("sqlite_template"), data / "turnwise.db")
    settings = settings_for(data, url)
    if not own:
        shared.settings[request.param] = settings
    return request.param, settings if own else None


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def service(api_settings: tuple[str, Settings | None], shared: Shared) -> AsyncIterator[Service]:
    """A running service that knows the FAQ.

    To start one takes seconds: tests find what other files have left in it, unless theirs is marked `own_service`,
    because they count or change what holds for everybody.
    """
    kind, own = api_settings
    if own is None:
        yield await shared.service(kind)
    else:
        async with knowing(own) as service:
            yield service


@pytest.fixture(scope="session")
def serve() -> Any:
    """`serving`, for tests that start a service of their own."""
    return serving


@pytest.fixture(scope="session")
def make_settings() -> Any:
    """`settings_for`, for tests that start a service of their own."""
    return settings_for
