"""What can go wrong on the way to a platform comes out as one of three: temporary, permanent, uncertain."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from service.channel import wire
from service.channel.errors import ChannelError, DeliveryUncertain
from service.channel.wire import Answer, ask, call, ensure_accepted, retry_after

NOW = datetime(2026, 1, 31, 8, tzinfo=UTC)
URL = "https://api.example/bot123:SECRET/send"


def failing(error: Exception) -> httpx.AsyncClient:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error

    return httpx.AsyncClient(transport=httpx.MockTransport(fail))


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (httpx.ConnectError("x"), "temporary"),
        (httpx.ConnectTimeout("x"), "temporary"),
        (httpx.PoolTimeout("x"), "temporary"),
        (httpx.ProxyError("x"), "temporary"),
        (httpx.ReadTimeout("x"), "uncertain"),
        (httpx.WriteTimeout("x"), "uncertain"),
        (httpx.ReadError("x"), "uncertain"),
        (httpx.WriteError("x"), "uncertain"),
        (httpx.CloseError("x"), "uncertain"),
        (httpx.RemoteProtocolError("x"), "uncertain"),
        (httpx.DecodingError("x"), "uncertain"),
        (httpx.UnsupportedProtocol("x"), "permanent"),
        (httpx.LocalProtocolError("x"), "permanent"),
        (httpx.InvalidURL("x"), "permanent"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value,
)
async def test_an_error_counts_by_whether_the_platform_can_have_acted(error: Exception, outcome: str) -> None:
    async with failing(error) as http:
        with pytest.raises(ChannelError) as caught:
            await call(http, "Acme", URL, b"{}")

    found = caught.value
    kinds = {True: "permanent", False: "temporary"}
    assert ("uncertain" if isinstance(found, DeliveryUncertain) else kinds[found.permanent]) == outcome
    assert "Acme" in found.sentence
    assert "SECRET" not in found.sentence


async def test_a_server_that_drips_its_answer_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def drip() -> AsyncIterator[bytes]:
        await never.wait()
        yield b""

    never = asyncio.Event()
    monkeypatch.setattr(wire, "DEADLINE_S", 0.01)
    async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(200, content=drip()))) as http:
        with pytest.raises(DeliveryUncertain):
            await call(http, "Acme", URL, b"{}")


async def test_no_more_of_an_answer_is_read_than_anyone_needs() -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 65_536

    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=endless()))
    async with httpx.AsyncClient(transport=transport) as http:
        answer = await call(http, "Acme", URL, b"{}")

    assert len(answer.body) == wire.MAX_ANSWER_BYTES + 1


@pytest.mark.parametrize("coding", ["gzip, gzip", "gzip,deflate", "br , gzip"])
async def test_an_answer_that_is_packed_several_times_is_not_unpacked(coding: str) -> None:
    bomb = gzip.compress(gzip.compress(b"x" * 1_000_000))
    transport = httpx.MockTransport(
        lambda _: httpx.Response(200, headers={"content-encoding": coding}, stream=httpx.ByteStream(bomb))
    )
    async with httpx.AsyncClient(transport=transport) as http:
        with pytest.raises(DeliveryUncertain):
            await call(http, "Acme", URL, b"{}")
        with pytest.raises(ChannelError, match="packed") as caught:
            await ask(http, "Acme", URL)
    assert caught.value.permanent


async def test_an_answer_that_is_packed_once_is_read() -> None:
    packed = httpx.ByteStream(gzip.compress(b"hello"))
    transport = httpx.MockTransport(lambda _: httpx.Response(200, headers={"content-encoding": "gzip"}, stream=packed))
    async with httpx.AsyncClient(transport=transport) as http:
        assert (await call(http, "Acme", URL, b"{}")).body == b"hello"


@pytest.mark.parametrize("status", [500, 502, 504, 520, 524])
def test_a_failure_after_which_the_message_may_have_gone_out_is_uncertain(status: int) -> None:
    with pytest.raises(DeliveryUncertain):
        ensure_accepted(Answer(status, httpx.Headers(), b""), "Acme")


@pytest.mark.parametrize("status", [408, 425, 429, 501, 503, 505, 511])
def test_a_platform_that_says_it_did_nothing_gets_the_message_again(status: int) -> None:
    with pytest.raises(ChannelError) as caught:
        ensure_accepted(Answer(status, httpx.Headers(), b""), "Acme")
    assert not isinstance(caught.value, DeliveryUncertain)
    assert not caught.value.permanent


async def test_a_question_that_fails_did_nothing_and_is_asked_again() -> None:
    async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(500))) as http:
        answer = await ask(http, "Acme", URL)
    with pytest.raises(ChannelError) as caught:
        ensure_accepted(answer, "Acme")
    assert not isinstance(caught.value, DeliveryUncertain)
    assert not caught.value.permanent


async def test_a_redirect_is_not_followed_even_by_a_client_that_would() -> None:
    seen = []

    def moved(request: httpx.Request) -> httpx.Response:
        seen.append(request.url)
        return httpx.Response(307, headers={"location": "http://169.254.169.254/"})

    async with httpx.AsyncClient(transport=httpx.MockTransport(moved), follow_redirects=True) as http:
        answer = await call(http, "Acme", URL, b"{}")

    assert (answer.status, len(seen)) == (307, 1)


@pytest.mark.parametrize(
    ("value", "wait_s"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("1.5", 1.5),
        ("-3", 0.0),
        ("Sat, 31 Jan 2026 08:01:00 GMT", 60.0),
        ("Sat, 31 Jan 2026 07:00:00 GMT", 0.0),
        ("soon", None),
        ("1e300", 86_400.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400.0),
        ("inf", None),
        ("nan", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, wait_s: float | None) -> None:
    assert retry_after({"retry-after": value}, NOW) == wait_s
    assert retry_after({}, NOW) is None


def test_what_the_platforms_body_says_goes_before_the_header() -> None:
    with pytest.raises(ChannelError) as caught:
        ensure_accepted(Answer(429, httpx.Headers({"retry-after": "9"}), b""), "Acme", "slow down", 3.0)

    assert caught.value.retry_after_s == 3.0
    assert "slow down" in caught.value.sentence


@pytest.mark.parametrize(("said_s", "wait_s"), [(1e300, 86_400.0), (-1.0, 0.0), (float("nan"), None)])
def test_an_impossible_wait_in_the_platforms_body_is_bounded(said_s: float, wait_s: float | None) -> None:
    with pytest.raises(ChannelError) as caught:
        ensure_accepted(Answer(429, httpx.Headers(), b""), "Acme", retry_after_s=said_s)

    assert caught.value.retry_after_s == wait_s


@pytest.mark.parametrize(
    ("url", "token"), [("https://xn--a.example/", "t"), ("https://api.example/", "令牌")], ids=["host", "token"]
)
async def test_what_cannot_even_be_written_down_is_permanent_and_quotes_no_secret(url: str, token: str) -> None:
    headers = {"authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(200))) as http:
        for asking in (call(http, "Shop", url, b"{}", headers), ask(http, "Shop", url, b"{}", headers)):
            with pytest.raises(ChannelError) as failed:
                await asking
            assert failed.value.permanent
            assert not isinstance(failed.value, DeliveryUncertain)
            assert "令牌" not in failed.value.sentence
