"""What WhatsApp, Messenger and Instagram promise alike."""

from dataclasses import replace
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from service.channel.credentials import BadCredentials, NotConfigured
from service.channel.errors import ChannelError, DeliveryUncertain, Refused
from service.channel.interface import Attachment, Reply
from service.channel.line import Line

# printf '%s' '{"object":"x","entry":[]}' | openssl dgst -sha256 -hmac 5d41402abc4b2a76b9719d911017c592
BODY = b'{"object":"x","entry":[]}'
BY_OPENSSL = "sha256=6608349965a278b926080d29113555b12dc7d7c14d85247d84c46c496e8b64cb"


@pytest.fixture(params=["whatsapp", "messenger", "instagram"])
def platform(platforms: Any, request: pytest.FixtureRequest) -> Any:
    return platforms[request.param]


@pytest.fixture
def reply(platform: Any) -> Reply:
    return Reply("reply-1", "42", "hi", platform.now)


async def test_a_signature_made_by_openssl_is_right(platform: Any) -> None:
    headers = httpx.Headers({"X-Hub-Signature-256": BY_OPENSSL})

    received = await platform.receive(replace(platform.request(BODY), headers=headers))

    assert (received.response.status, received.messages) == (200, ())


@pytest.mark.parametrize(
    "changed", [{"hub.verify_token": "guess"}, {"hub.verify_token": ""}, {"hub.mode": "unsubscribe"}, {"hub.mode": ""}]
)
async def test_a_handshake_without_the_token_is_refused(platform: Any, changed: dict[str, str]) -> None:
    request, _ = platform.driver.shake(platform.now, **changed)

    with pytest.raises(Refused):
        await platform.receive(request)


async def test_a_handshake_is_refused_where_there_is_no_token_to_compare_with(platform: Any) -> None:
    account = platform.account()
    credentials = account.credentials.model_copy(update={"verify_token": SecretStr("")})
    request, _ = platform.driver.shake(platform.now, **{"hub.verify_token": ""})

    with pytest.raises(NotConfigured):
        await platform.channel.receive(request, replace(account, credentials=credentials), {})


async def test_a_closed_window_is_said_in_words(platform: Any, api: Any, line: Line, reply: Reply) -> None:
    api.answer = platform.driver.REFUSED["the window is closed"][0]

    with pytest.raises(ChannelError, match="24 hours of the customer's last message") as caught:
        await platform.channel.send(reply, platform.account(api.url), line)

    assert caught.value.permanent


@pytest.mark.parametrize("status", [400, 401, 500])
async def test_a_refused_token_is_not_repeated(platform: Any, api: Any, line: Line, reply: Reply, status: int) -> None:
    api.answer = platform.driver.refused(status, 190, f"Malformed access token {platform.driver.TOKEN}")

    with pytest.raises(ChannelError, match=r"code 190") as caught:
        await platform.channel.send(reply, platform.account(api.url), line)

    assert platform.driver.TOKEN not in caught.value.sentence


async def test_an_operator_reads_why_meta_refused(platform: Any, api: Any, line: Line, reply: Reply) -> None:
    details = {"details": "Recipient is not a valid user"}
    api.answer = platform.driver.refused(400, 100, "(#100) Invalid parameter", error_data=details)

    with pytest.raises(ChannelError, match="code 100: Recipient is not a valid user"):
        await platform.channel.send(reply, platform.account(api.url), line)


@pytest.mark.parametrize("body", [b"", b"<html>log in to the hotel</html>", b"[]"])
async def test_an_answer_that_is_not_metas_leaves_the_reply_uncertain(
    platform: Any, api: Any, line: Line, reply: Reply, body: bytes
) -> None:
    api.answer = (200, {}, body)

    with pytest.raises(DeliveryUncertain):
        await platform.channel.send(reply, platform.account(api.url), line)


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/a.jpg",
        "https://fbcdn.net.evil.example/a.jpg",
        "https://evilfbcdn.net/a.jpg",
        "http://scontent.fbcdn.net/a.jpg",
        "https://scontent.fbcdn.net:8443/a.jpg",
        "https://127.0.0.1/a.jpg",
        "file:///etc/passwd",
        "https://[",
    ],
)
async def test_no_file_is_fetched_from_elsewhere(platform: Any, api: Any, line: Line, url: str) -> None:
    if platform.channel.name == "whatsapp":
        api.answer = (200, {}, b'{"url": "%s"}' % url.encode())

    attachment = Attachment("17" if platform.channel.name == "whatsapp" else url)
    with pytest.raises(ChannelError) as caught:
        await platform.channel.fetch(attachment, platform.account(api.url), line)

    assert caught.value.permanent
    assert len(api.sent) == (platform.channel.name == "whatsapp")  # it asks for the address first


async def test_check_says_when_the_token_is_not_taken(platform: Any, api: Any, line: Line) -> None:
    api.answer = platform.driver.REFUSED["the token has expired"][0]

    with pytest.raises(ChannelError, match="access token"):
        await platform.channel.check(platform.account(api.url), line)


@pytest.mark.parametrize(
    "wrong",
    [{"app_secret": "1234567890"}, {"verify_token": "short"}, {"verify_token": "with a space"}, {"access_token": ""}],
)
def test_what_cannot_be_right_is_refused_when_it_is_typed_in(platform: Any, wrong: dict[str, str]) -> None:
    with pytest.raises(BadCredentials, match=next(iter(wrong))):
        platform.account(**wrong)
