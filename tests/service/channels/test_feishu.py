"""What only Feishu promises."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from service.channel.cards import Card
from service.channel.errors import ChannelError, DeliveryUncertain, Malformed
from service.channel.interface import Attachment, Reply
from service.channel.line import Line
from tests.service.channels.lark import EventDispatcherHandler, P2ImMessageReceiveV1, RawRequest

TOKENS = "/open-apis/auth/v3/tenant_access_token/internal"


@pytest.fixture
def platform(platforms: Any) -> Any:
    return platforms["feishu"]


@pytest.fixture
def reply(platform: Any) -> Reply:
    return Reply("reply-1", "ou_42", "hi", platform.now, thread="om_1")


def sdk(platform: Any, taken: Callable[[P2ImMessageReceiveV1], None]) -> Any:
    builder = EventDispatcherHandler.builder(platform.driver.KEY, platform.driver.TOKEN)
    return builder.register_p2_im_message_receive_v1(taken).build()


def raw(request: Any) -> RawRequest:
    made = RawRequest()
    made.uri, made.body, made.headers = (
        "/",
        request.body,
        {name.title(): value for name, value in request.headers.items()},
    )
    return made


async def test_the_official_sdk_takes_the_same_delivery_and_reads_the_same_message(platform: Any) -> None:
    request = platform.request(platform.content(platform.fixtures()["text"]))
    read: list[P2ImMessageReceiveV1] = []

    answer = sdk(platform, read.append).do(raw(request))
    (ours,) = (await platform.receive(request)).messages

    assert answer.status_code == 200
    (theirs,) = read
    assert (theirs.header.event_id, theirs.event.message.message_id) == (ours.key, ours.thread)
    assert json.loads(theirs.event.message.content)["text"] == ours.text


async def test_the_official_sdk_answers_the_handshake_with_the_same_challenge(platform: Any) -> None:
    request, _ = platform.driver.HANDSHAKES["unsigned"](platform.now)

    answer = sdk(platform, lambda _: None).do(raw(request))
    ours = await platform.receive(request)

    assert json.loads(answer.content) == json.loads(ours.response.body)


async def test_an_app_that_knows_its_bot_hears_only_what_mentions_it(platform: Any) -> None:
    request = platform.request(platform.content(platform.fixtures()["group_mention"]))

    (message,) = (await platform.channel.receive(request, platform.account(bot_open_id="ou_b07"), {})).messages
    other = await platform.channel.receive(request, platform.account(bot_open_id="ou_else"), {})

    assert message.text == "is @Tom right?"
    assert other.messages == ()


async def test_an_expired_token_is_fetched_anew_within_the_attempt(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    account = platform.account(api.url)
    api.answer = platform.driver.ACCEPTED
    await platform.channel.send(reply, account, line)
    api.answer = platform.driver.said(400, 99991663, "Invalid access token for authorization.")

    with pytest.raises(ChannelError) as caught:
        await platform.channel.send(reply, account, line)

    assert caught.value.permanent
    assert [sent.path for sent in api.asked] == [TOKENS, TOKENS]
    assert [json.loads(sent.body)["uuid"] for sent in api.sent] == ["reply-1"] * 3


async def test_wrong_app_credentials_are_told_to_the_operator(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    api.side = {TOKENS: platform.driver.said(200, 10014, "app secret invalid")}

    with pytest.raises(ChannelError, match="app secret invalid") as caught:
        await platform.channel.send(reply, platform.account(api.url), line)

    assert caught.value.permanent
    assert not isinstance(caught.value, DeliveryUncertain)
    assert not api.sent


async def test_a_token_that_cannot_be_read_is_asked_for_again_later(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    api.side = {TOKENS: (200, {}, b"<html>log in to the hotel</html>")}

    with pytest.raises(ChannelError) as caught:
        await platform.channel.send(reply, platform.account(api.url), line)

    assert not caught.value.permanent


@pytest.mark.parametrize("body", [b"", b"<html>log in to the hotel</html>", b"[]"])
async def test_an_answer_that_is_not_feishus_leaves_the_reply_uncertain(
    platform: Any, api: Any, line: Line, reply: Reply, body: bytes
) -> None:
    api.answer = (200, {}, body)

    with pytest.raises(DeliveryUncertain):
        await platform.channel.send(reply, platform.account(api.url), line)


@pytest.mark.parametrize(
    ("contact", "kind", "receiver"), [("ou_42", "open_id", "ou_42"), ("oc_7/ou_42", "chat_id", "oc_7")]
)
async def test_without_a_message_to_reply_to_the_chat_gets_one(
    platform: Any, api: Any, line: Line, reply: Reply, contact: str, kind: str, receiver: str
) -> None:
    api.answer = platform.driver.ACCEPTED

    await platform.channel.send(replace(reply, contact=contact, thread=None), platform.account(api.url), line)

    assert api.sent[0].path == f"/open-apis/im/v1/messages?receive_id_type={kind}"
    assert api.sent[0].json()["receive_id"] == receiver


async def test_a_reply_never_mentions_everybody(platform: Any, api: Any, line: Line, reply: Reply) -> None:
    api.answer = platform.driver.ACCEPTED
    said = 'You wrote <at user_id="all"></at>, and 1 <attic> 2'

    await platform.channel.send(replace(reply, text=said), platform.account(api.url), line)

    text = json.loads(api.sent[0].json()["content"])["text"]
    assert "<at " not in text
    assert "</at>" not in text
    assert text.replace("\u200b", "") == said
    assert "<attic>" in text


async def test_a_choice_that_is_tapped_comes_back_as_the_customers_text(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    api.answer = platform.driver.ACCEPTED
    card = Card("退换货规则", "https://example.com/returns", "7 天无理由")
    shown = replace(reply, contact="oc_7/ou_42", choices=("退货", "换货"), card=card)

    await platform.channel.send(shown, platform.account(api.url), line)

    body = api.sent[0].json()
    content = json.loads(body["content"])
    assert body["msg_type"] == "interactive"
    assert content["header"]["title"]["content"] == card.title
    link, choices = [element["actions"] for element in content["elements"] if element["tag"] == "action"]
    assert [button["url"] for button in link] == [card.url]
    tap = platform.fixtures()["choice"]["body"]
    tap["event"]["action"]["value"] = choices[1]["value"]
    (message,) = (await platform.receive(platform.request(platform.encode(tap)))).messages
    assert (message.text, message.contact.partition("/")[0]) == ("换货", "oc_7")


async def test_a_file_is_fetched_by_its_message(platform: Any, api: Any, line: Line) -> None:
    api.answer = (200, {"content-type": "application/pdf"}, b"%PDF")

    fetched = await platform.channel.fetch(Attachment("om_1/file/k_1", "a.pdf"), platform.account(api.url), line)

    assert (fetched.body, fetched.name, fetched.media_type) == (b"%PDF", "a.pdf", "application/pdf")
    assert api.sent[0].path == "/open-apis/im/v1/messages/om_1/resources/k_1?type=file"
    assert api.sent[0].headers["authorization"] == "Bearer t-g1"


async def test_check_tells_the_bots_name_and_id(platform: Any, api: Any, line: Line) -> None:
    api.answer = (200, {}, '{"code":0,"msg":"ok","bot":{"app_name":"小店","open_id":"ou_b07"}}'.encode())

    assert await platform.channel.check(platform.account(api.url), line) == "小店 (ou_b07)"
    assert (api.sent[0].method, api.sent[0].path) == ("GET", "/open-apis/bot/v3/info")


async def test_an_event_without_an_id_is_malformed_and_not_taken_for_another(platform: Any) -> None:
    body = platform.fixtures()["text"]["body"]
    nameless = body | {"header": body["header"] | {"event_id": ""}}

    with pytest.raises(Malformed):
        await platform.receive(platform.request(platform.encode(nameless)))
