"""What only Instagram promises."""

from typing import Any

import pytest

from service.channel.credentials import BadCredentials
from service.channel.errors import Refused
from service.channel.line import Line
from service.channel.split import split


@pytest.fixture
def platform(platforms: Any) -> Any:
    return platforms["instagram"]


async def test_a_delivery_may_be_signed_with_either_secret(platform: Any) -> None:
    body = platform.content(platform.fixtures()["text"])
    by_other = platform.request(body)
    account = platform.account(app_secret=platform.driver.OTHER_SECRET, other_app_secret=platform.driver.KEY)

    received = await platform.channel.receive(by_other, account, {})

    assert len(received.messages) == 1


async def test_a_second_secret_that_is_left_empty_lets_nothing_in(platform: Any) -> None:
    body = platform.content(platform.fixtures()["text"])
    account = platform.account(app_secret=platform.driver.OTHER_SECRET, other_app_secret="")

    with pytest.raises(Refused):
        await platform.channel.receive(platform.request(body), account, {})


def test_a_second_secret_must_be_one(platform: Any) -> None:
    with pytest.raises(BadCredentials, match="other_app_secret"):
        platform.account(other_app_secret="short")


def test_a_reply_is_split_by_bytes(platform: Any) -> None:
    parts = split("好" * 1000, platform.channel.text_limit)

    assert [len(part) for part in parts] == [333, 333, 333, 1]


async def test_check_tells_whose_account_it_is(platform: Any, api: Any, line: Line) -> None:
    api.answer = (200, {}, b'{"username":"shop","id":"17841400000000104"}')

    assert await platform.channel.check(platform.account(api.url), line) == "@shop"
    assert api.sent[0].path == f"/v25.0/{platform.driver.ACCOUNT}?fields=username"
