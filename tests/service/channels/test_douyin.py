"""What only Douyin promises."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest

from service.channel.errors import ChannelError, DeliveryUncertain, Malformed
from service.channel.facts import forbidden_contacts
from service.channel.interface import Reply
from service.channel.line import Line


@pytest.fixture
def platform(platforms: Any) -> Any:
    return platforms["douyin"]


@pytest.fixture
def reply(platform: Any) -> Reply:
    return Reply("reply-1", "aaa-8a0b", "hi", platform.now, thread="@m-1 @c-1 im_enter_direct_msg")


async def test_what_can_be_appended_to_a_signed_body_is_no_message(platform: Any) -> None:
    body = platform.content(platform.fixtures()["text"])
    padding = b"\x80" + b"\x00" * 11 + (8 * len(body)).to_bytes(8, "big")

    with pytest.raises(Malformed):
        await platform.receive(platform.request(body + padding + b'{"event":"im_receive_msg"}'))


async def test_a_redelivery_with_another_header_is_recognised(platform: Any) -> None:
    first = platform.request(platform.content(platform.fixtures()["text"]))
    again = replace(first, headers={**first.headers, "msg-id": "msg-2"})

    one, two = await platform.receive(first), await platform.receive(again)

    assert one.messages[0].key == two.messages[0].key


@pytest.mark.parametrize("challenge", [2**64, -(2**63) - 1])
async def test_a_challenge_that_cannot_be_given_back_is_malformed(platform: Any, challenge: int) -> None:
    body = {"event": "verify_webhook", "content": {"challenge": challenge}}

    with pytest.raises(Malformed):
        await platform.receive(platform.request(platform.encode(body)))


async def test_opening_the_chat_greets_once_a_day(platform: Any) -> None:
    body = platform.fixtures()["entered"]["body"]
    keys = []
    for hours in (0, 1, 24):
        later = int((platform.now + timedelta(hours=hours)).timestamp() * 1000)
        changed = body["content"].replace("1769846400000", str(later))
        (message,) = (await platform.receive(platform.request(platform.encode(body | {"content": changed})))).messages
        keys.append(message.key)

    assert keys[0] == keys[1] != keys[2]


async def test_an_answer_names_message_conversation_and_scene(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    api.answer = platform.driver.ACCEPTED

    await platform.channel.send(reply, platform.account(api.url), line)

    sent = api.sent[0].json()
    assert (sent["msg_id"], sent["conversation_id"], sent["scene"]) == ("@m-1", "@c-1", "im_enter_direct_msg")


async def test_nothing_is_sent_where_there_is_nothing_to_answer(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    with pytest.raises(ChannelError, match="only answers") as caught:
        await platform.channel.send(replace(reply, thread=None), platform.account(api.url), line)

    assert caught.value.permanent
    assert not api.sent


async def test_an_expired_token_is_refreshed_within_the_attempt(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    api.answer = platform.driver.refused(28001008, "access_token过期,请刷新或重新授权")

    with pytest.raises(ChannelError, match="28001008") as caught:
        await platform.channel.send(reply, platform.account(api.url), line)

    assert caught.value.permanent
    assert [sent.path for sent in api.asked] == [platform.driver.TOKENS] * 2
    assert parse_qs(api.asked[0].body.decode()) == {
        "client_key": ["abc"],
        "grant_type": ["refresh_token"],
        "refresh_token": ["rft.1"],
    }
    assert api.asked[0].headers["content-type"] == "application/x-www-form-urlencoded"


async def test_an_authorisation_that_has_ended_is_told_to_the_operator(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    api.side = {platform.driver.TOKENS: platform.driver.told(error_code=10010, description="refresh_token 过期")}

    with pytest.raises(ChannelError, match="10010 refresh_token 过期") as caught:
        await platform.channel.send(reply, platform.account(api.url), line)

    assert caught.value.permanent
    assert not api.sent


@pytest.mark.parametrize("body", [b"", b"<html>log in to the hotel</html>", b"[]", b"{}"])
async def test_an_answer_that_is_not_douyins_leaves_the_reply_uncertain(
    platform: Any, api: Any, line: Line, reply: Reply, body: bytes
) -> None:
    api.answer = (200, {}, body)

    with pytest.raises(DeliveryUncertain):
        await platform.channel.send(reply, platform.account(api.url), line)


async def test_check_tells_whose_authorisation_it_is(platform: Any, api: Any, line: Line) -> None:
    assert await platform.channel.check(platform.account(api.url), line) == "shop-1"

    with pytest.raises(ChannelError, match="another account"):
        await platform.channel.check(platform.account(api.url, open_id="shop-2"), line)


def test_contact_details_and_links_are_forbidden_and_answers_are_for_a_day(platform: Any) -> None:
    assert {"phone", "wechat", "link"} <= forbidden_contacts(platform.channel)
    assert not platform.channel.window.allows(platform.now, platform.now + timedelta(hours=24, seconds=1), 0)


@pytest.mark.parametrize("length", [1, 100, 255])
async def test_an_answer_names_the_message_however_long_its_ids_are(
    platform: Any, api: Any, line: Line, reply: Reply, length: int
) -> None:
    body = json.loads(json.dumps(platform.fixtures()["text"]["body"]))
    content = body["content"] if isinstance(body["content"], dict) else json.loads(body["content"])
    body["content"] = content | {"server_message_id": "m" * length, "conversation_short_id": "c" * length}
    (message,) = (await platform.receive(platform.request(platform.encode(body)))).messages
    assert len(message.thread) <= 400
    api.answer, api.side = platform.driver.ACCEPTED, platform.driver.SIDE

    await platform.channel.send(replace(reply, thread=message.thread), platform.account(api.url), line)

    sent = api.sent[0].json()
    assert (sent["msg_id"], sent["scene"]) == ("m" * length, "im_reply_msg")
    assert sent.get("conversation_id") == ("c" * length if length < 255 else None)
