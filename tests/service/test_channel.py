"""The seam: what every plug-in exports, and that it is wide enough for platforms that do more than push texts."""

import importlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from graphs.intents import Intents, load_intents
from knowledge.language import detect
from service.channel.credentials import Credentials, secret_of
from service.channel.errors import ChannelError, DeliveryUncertain
from service.channel.interface import (
    OPENED,
    Account,
    Channel,
    Delivered,
    Inbound,
    Polled,
    PollingChannel,
    Received,
    Reply,
    Request,
    Response,
    Window,
)
from service.channel.line import Line
from service.channel.plugins import load_channels

TESTS = Path(__file__).parents[1]
NOW = datetime(2026, 1, 31, 8, tzinfo=UTC)


class CursorCredentials(Credentials):
    """Of a made-up platform."""

    token: SecretStr


class CursorChannel:
    """Announces messages without content, echoes a handshake, keeps a cursor: as WeCom customer service does."""

    name = "cursor"
    credentials = CursorCredentials
    text_limit = None
    window = Window(timedelta(hours=48), max_replies=5)
    idempotent = False

    async def receive(
        self, request: Request, account: Account[CursorCredentials], state: Mapping[str, str]
    ) -> Received:
        if request.query.get("token") == secret_of(account.credentials.token) and "echo" in request.query:
            return Received(Response(body=request.query["echo"].encode()))
        return Received(Response(body=b"success"), state={**state, "ticket": "t-1"}, poll=True)

    async def send(self, reply: Reply, account: Account[CursorCredentials], line: Line) -> Delivered:
        return Delivered()

    async def poll(self, account: Account[CursorCredentials], state: Mapping[str, str], line: Line) -> Polled:
        cursor = int(state.get("cursor", "0")) + 1
        message = Inbound(f"{state['ticket']}-{cursor}", "42", None, "hi", NOW)
        return Polled((message,), {**state, "cursor": str(cursor)}, more=cursor < 2)


def test_every_channel_is_found_under_its_files_name_and_follows_the_interface() -> None:
    channels = load_channels()

    assert {"webhook", "telegram"} <= channels.keys()
    for name, channel in channels.items():
        assert channel.name == name
        assert isinstance(channel, Channel)
        assert issubclass(channel.credentials, Credentials)


def test_every_channel_has_a_docstring_fixtures_and_a_driver_for_the_conformance_suite() -> None:
    for name in load_channels():
        assert importlib.import_module(f"service.channels.{name}").__doc__
        assert list((TESTS / "fixtures" / "channels" / name).glob("*.json"))
        assert (TESTS / "service" / "channels" / f"drive_{name}.py").exists()


async def test_a_channel_with_handshake_cursor_and_polling_fits_the_seam() -> None:
    channel = CursorChannel()
    assert isinstance(channel, PollingChannel)
    account = Account("a", "cursor", "Shop", CursorCredentials(token=SecretStr("s")))

    handshake = await channel.receive(Request("GET", {}, {"token": "s", "echo": "42"}, b"", NOW), account, {})
    announced = await channel.receive(Request("POST", {}, {}, b"", NOW), account, {})
    state, keys, more = announced.state, [], announced.poll
    async with httpx.AsyncClient() as http:
        while more:
            polled = await channel.poll(account, state or {}, Line(http))
            keys += [message.key for message in polled.messages]
            state, more = polled.state, polled.more

    assert handshake.response.body == b"42"
    assert keys == ["t-1-1", "t-1-2"]
    assert state == {"ticket": "t-1", "cursor": "2"}


@pytest.mark.parametrize(("language", "text"), OPENED.items())
def test_a_chat_opened_in_silence_is_taken_for_a_greeting_in_its_language(language: str, text: str) -> None:
    intents = Intents(load_intents().intents)

    assert (intents.recognise(text), detect(text)) == ("greeting", language)


@pytest.mark.parametrize(("hours", "replies", "allowed"), [(47, 4, True), (48, 0, True), (49, 0, False), (1, 5, False)])
def test_a_window_closes_by_time_and_by_count(hours: int, replies: int, allowed: bool) -> None:
    window = Window(timedelta(hours=48), max_replies=5)

    assert window.allows(NOW, NOW + timedelta(hours=hours), replies) is allowed


def test_a_window_without_a_count_closes_by_time_alone() -> None:
    assert Window(timedelta(hours=24)).allows(NOW, NOW + timedelta(hours=23), 1000)


def test_who_handles_only_channel_errors_never_sends_an_uncertain_reply_again() -> None:
    error = DeliveryUncertain("no answer")

    assert isinstance(error, ChannelError)
    assert error.permanent
