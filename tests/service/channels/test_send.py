"""Every channel's reply, on the wire against a fake of its platform: taken, refused, put off, and left unanswered."""

import socket
from datetime import UTC, datetime
from typing import Any

import pytest

from service.channel.errors import ChannelError, DeliveryUncertain
from service.channel.interface import Reply
from service.channel.line import Line

REPLY = Reply(
    "reply-1", "42", '你好 👋 – it ships today.\n"Really"', datetime(2026, 1, 31, 8, tzinfo=UTC), thread="their-7"
)


async def test_a_reply_arrives_as_the_platform_documents_it(platform: Any, api: Any, line: Line) -> None:
    api.answer = platform.driver.ACCEPTED

    delivered = await platform.channel.send(REPLY, platform.account(api.url), line)

    assert delivered.external_id == platform.driver.EXTERNAL_ID
    assert len(api.sent) == 1
    platform.driver.check(api.sent[0], REPLY)


async def test_a_refusal_is_permanent_or_temporary_as_the_platform_means_it(
    platform: Any, api: Any, line: Line
) -> None:
    for name, (answer, permanent, retry_after_s) in platform.driver.REFUSED.items():
        api.answer = answer
        with pytest.raises(ChannelError) as caught:
            await platform.channel.send(REPLY, platform.account(api.url), line)
        error = caught.value
        assert not isinstance(error, DeliveryUncertain), name
        assert (name, error.permanent, error.retry_after_s) == (name, permanent, retry_after_s)
    assert len(api.sent) == len(platform.driver.REFUSED)


BROKEN = {
    "hangs up": None,
    "fails": (500, {}, b'{"message":"Internal Server Error"}'),
    "a gateway without a platform behind it": (502, {}, b"<html>Bad Gateway</html>"),
    "a gateway gives up": (504, {}, b""),
    "a proxy gives up": (524, {}, b""),
}


@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN)
async def test_a_reply_on_which_the_platform_may_have_acted_is_uncertain(
    platform: Any, api: Any, line: Line, answer: Any
) -> None:
    api.answer = answer

    with pytest.raises(DeliveryUncertain):
        await platform.channel.send(REPLY, platform.account(api.url), line)

    assert len(api.sent) == 1


async def test_a_platform_that_cannot_be_reached_is_a_temporary_error(platform: Any, line: Line) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        account = platform.account(f"http://127.0.0.1:{unused.getsockname()[1]}")

        with pytest.raises(ChannelError) as caught:
            await platform.channel.send(REPLY, account, line)

    assert not isinstance(caught.value, DeliveryUncertain)
    assert not caught.value.permanent


async def test_no_error_shows_a_secret(platform: Any, api: Any, line: Line) -> None:
    account = platform.account(api.url)
    secrets = [value for name, value in platform.driver.fields("").items() if name in ("token", platform.driver.SECRET)]

    for answer in (None, *(answer for answer, *_ in platform.driver.REFUSED.values())):
        api.answer = answer
        with pytest.raises(ChannelError) as caught:
            await platform.channel.send(REPLY, account, line)
        assert not [secret for secret in secrets if secret in f"{caught.value} {caught.value.sentence} {account}"]
