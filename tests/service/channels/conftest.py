"""What the conformance suite runs on: every channel with its driver, its fixtures, and a fake of its platform's API."""

import asyncio
import importlib.util
import json
from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from service.channel.credentials import parse_credentials
from service.channel.interface import Account, Channel, Inbound, Received, Request
from service.channel.line import Line
from service.channel.plugins import load_channels

HERE = Path(__file__).parent
FIXTURES = HERE.parents[1] / "fixtures" / "channels"
NOW = datetime(2026, 1, 31, 8, 0, 0, tzinfo=UTC)

Answer = tuple[int, Mapping[str, str], bytes]


@dataclass(frozen=True)
class Platform:
    """A channel with its driver, `drive_<name>.py`, which plays the platform:

    - `fields(api)`: an account's credentials, the platform's API being at `api`; `SECRET`: the field that
      verifies, `OTHER_SECRET`: a valid value of it, not this account's;
    - `deliver(body, at)`: the headers of a genuine delivery, signed by the official library where there is one; a
      platform that signs in the query or encrypts has `request(body, at)` instead: the whole genuine delivery;
    - `forgeries(headers, body, at)`: names of forgeries, each with headers that must not let that body in; with
      `request` it is `forged(request, body, at)`: names and whole requests;
    - `encode(content)`: what the platform makes of a fixture's content, unless that is JSON;
    - `fetch(platform, state)`: where a delivery only announces, what `poll` makes of the news that the announced
      fixture's `fetched` holds;
    - `HANDSHAKES`: for each name a function of the time that gives a request and what it must be answered, if any;
    - `ACCEPTED`: the API's answer to a good reply, and `EXTERNAL_ID` what is read from it;
    - `SIDE`: answers by the path of what is asked for beside a reply (an access token), if anything is;
    - `REFUSED`: answers with the (permanent, retry_after_s) that they must come to;
    - `check(sent, reply)`: asserts that the request on the wire is what the platform documents.

    A platform without a hook says `HOOK = False` and has `read(platform, content)`, the messages that `poll` makes of a
    fixture; it speaks no HTTP, so that what goes out is its own tests' business.
    """

    channel: Channel[Any]
    driver: Any
    now: datetime = NOW

    @property
    def hook(self) -> bool:
        return getattr(self.driver, "HOOK", True)

    def forgeries(self, body: bytes) -> dict[str, Request]:
        genuine = self.request(body)
        if hasattr(self.driver, "forged"):
            return self.driver.forged(genuine, body, NOW)
        return {
            name: replace(genuine, headers=httpx.Headers(headers, encoding="utf-8"))
            for name, headers in self.driver.forgeries(self.driver.deliver(body, NOW), body, NOW).items()
        }

    def account(self, api: str = "http://127.0.0.1:9", **changed: object) -> Account[Any]:
        fields = self.driver.fields(api) | changed
        return Account("account-1", self.channel.name, "Shop", parse_credentials(self.channel.credentials, fields))

    def unconfigured(self) -> Account[Any]:
        """An account whose secret is empty, as no validated one can be."""
        account = self.account()
        return replace(account, credentials=account.credentials.model_copy(update={self.driver.SECRET: SecretStr("")}))

    def content(self, case: Any) -> bytes:
        """What a fixture's delivery says, before it is signed and encrypted."""
        return self.encode(case["body"])

    def encode(self, content: Any) -> bytes:
        encode = getattr(self.driver, "encode", None)
        return encode(content) if encode else json.dumps(content).encode()

    def request(self, body: bytes, at: datetime = NOW) -> Request:
        if not self.hook:
            return Request("POST", httpx.Headers(), {}, body, at)
        if hasattr(self.driver, "request"):
            return self.driver.request(body, at)
        return Request("POST", httpx.Headers(self.driver.deliver(body, at)), {}, body, at)

    async def receive(self, request: Request) -> Received:
        """What a delivery comes to, with the messages that it announces."""
        if not self.hook:
            return Received(messages=await self.driver.read(self, request.body))
        received = await self.channel.receive(request, self.account(), {})
        if received.poll and hasattr(self.driver, "fetch"):
            return replace(received, messages=await self.driver.fetch(self, received.state))
        return received

    @staticmethod
    def shown(message: Inbound) -> dict[str, Any]:
        """A message as the fixtures write it down: what only some messages have, only where they have it.

        The `body` of an attachment is in base64.
        """
        shown = asdict(message) | {"at": message.at.isoformat()}
        attached = [
            {
                name: b64encode(value).decode() if name == "body" else value
                for name, value in one.items()
                if name != "body" or value
            }
            for one in shown["attachments"]
        ]
        rare = {"attachments": attached, "person": shown["person"], "source": shown["source"]}
        return {name: value for name, value in (shown | rare).items() if name not in rare or value}

    def fixtures(self) -> dict[str, Any]:
        paths = sorted((FIXTURES / self.channel.name).glob("*.json"))
        return {path.stem: json.loads(path.read_text()) for path in paths}


@dataclass(frozen=True)
class Sent:
    """One request that reached the fake API."""

    method: str
    path: str
    headers: httpx.Headers
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class FakeApi:
    """A real HTTP server on a free port: `answer` is (status, headers, body), None to hang up after reading.

    What is asked for at a path of `side` is answered from there and kept apart, in `asked`.
    """

    url: str = ""
    answer: Answer | None = (200, {}, b"")
    sent: list[Sent] = field(default_factory=list)
    side: Mapping[str, Answer] = field(default_factory=dict)
    asked: list[Sent] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = head[0].split(" ")
        headers = httpx.Headers([tuple(line.split(": ", 1)) for line in head[1:] if line])
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        answer = self.side.get(path.partition("?")[0])
        (self.sent if answer is None else self.asked).append(Sent(method, path, headers, body))
        if answer := answer or self.answer:
            status, extra, content = answer
            lines = [f"HTTP/1.1 {status} Said", f"content-length: {len(content)}", "connection: close"]
            lines += [f"{name}: {value}" for name, value in extra.items()]
            writer.write("\r\n".join([*lines, "", ""]).encode() + content)
            await writer.drain()
        writer.close()


def _driver(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(f"drive_{name}", HERE / f"drive_{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PLATFORMS = {name: Platform(channel, _driver(name)) for name, channel in load_channels().items()}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`platform` runs a test over every channel with a hook, `hookless` over the others, `case` over every fixture."""
    if "case" in metafunc.fixturenames:
        cases = [
            (platform, case, name) for platform in PLATFORMS.values() for name, case in platform.fixtures().items()
        ]
        ids = [f"{platform.channel.name}-{name}" for platform, _, name in cases]
        metafunc.parametrize(("platform", "case"), [(platform, case) for platform, case, _ in cases], ids=ids)
    elif "platform" in metafunc.fixturenames and "platforms" not in metafunc.fixturenames:
        hooked = {name: platform for name, platform in PLATFORMS.items() if platform.hook}
        metafunc.parametrize("platform", list(hooked.values()), ids=list(hooked))
    elif "hookless" in metafunc.fixturenames:
        hookless = {name: platform for name, platform in PLATFORMS.items() if not platform.hook}
        metafunc.parametrize("hookless", list(hookless.values()), ids=list(hookless))


@pytest.fixture
def platforms() -> Mapping[str, Platform]:
    return PLATFORMS


@pytest.fixture
async def api(request: pytest.FixtureRequest) -> AsyncIterator[FakeApi]:
    fake = FakeApi()
    if "platform" in request.fixturenames:
        fake.side = getattr(request.getfixturevalue("platform").driver, "SIDE", {})
    server = await asyncio.start_server(fake.serve, "127.0.0.1", 0)
    fake.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield fake


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    async with httpx.AsyncClient() as client:
        yield Line(client)
