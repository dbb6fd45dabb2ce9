"""What only DingTalk promises."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from dingtalk_stream import ChatbotMessage

from service.channel.cards import Card
from service.channel.errors import ChannelError, DeliveryUncertain
from service.channel.interface import Attachment, Reply
from service.channel.line import Line

TOKENS = "/v1.0/oauth2/accessToken"
API = "/v1.0/robot/oToMessages/batchSend"
TAKEN = (200, {}, b'{"errcode":0,"errmsg":"ok"}')


@pytest.fixture
def platform(platforms: Any) -> Any:
    return platforms["dingtalk"]


@pytest.fixture
def reply(platform: Any) -> Reply:
    return Reply("reply-1", "user123", "hi", platform.now)


def thread(url: str, left: timedelta = timedelta(minutes=5)) -> str:
    return f"{int((datetime.now(UTC) + left).timestamp() * 1000)} {url}"


def test_the_official_sdk_reads_the_same_fields(platform: Any) -> None:
    for name in ("text", "group", "rich", "picture"):
        case = platform.fixtures()[name]
        theirs = ChatbotMessage.from_dict(case["body"])
        (ours,) = case["messages"]
        assert (theirs.message_id, theirs.sender_nick) == (ours["key"], ours["contact_name"])
        assert f"{theirs.session_webhook_expired_time} {theirs.session_webhook}" == ours["thread"]
        if theirs.message_type in ("text", "richText"):
            assert "".join(theirs.get_text_list()).strip() == ours["text"]
        if theirs.message_type in ("picture", "richText"):
            assert theirs.get_image_list() == [one["id"] for one in ours["attachments"]]


async def test_an_hour_old_is_let_in_and_a_second_more_is_not(platform: Any) -> None:
    body = platform.content(platform.fixtures()["text"])
    request = platform.request(body)

    received = await platform.receive(replace(request, received_at=platform.now + timedelta(hours=1)))

    assert received.messages


@pytest.mark.parametrize(
    "url",
    [
        "http://oapi.dingtalk.com/robot/sendBySession?session=1",
        "https://oapi.dingtalk.com.evil.example/",
        "https://evildingtalk.com/",
        "https://evil.example/?.dingtalk.com",
        "https://evil.example#.dingtalk.com",
        "https://evil.example\\.dingtalk.com",
        "https://oapi.dingtalk.com@evil.example/",
        "https://oapi.dingtalk.com:8443/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "//oapi.dingtalk.com/",
        "https://xn--a.dingtalk.com/",
        "file:///etc/passwd",
        "nonsense",
    ],
)
async def test_only_dingtalks_own_hosts_are_ever_called_to_answer(
    platform: Any, api: Any, line: Line, reply: Reply, url: str
) -> None:
    body = platform.fixtures()["text"]["body"] | {"sessionWebhook": url}
    (message,) = (await platform.receive(platform.request(platform.encode(body)))).messages
    assert message.thread is None

    api.answer = platform.driver.ACCEPTED
    await platform.channel.send(replace(reply, thread=thread(url)), platform.account(api.url), line)
    assert [sent.path for sent in api.sent] == [API]


async def test_an_open_session_is_answered_without_a_token(platform: Any, api: Any, line: Line, reply: Reply) -> None:
    api.answer = TAKEN
    there = replace(reply, contact="cid/1==|user123", thread=thread(f"{api.url}/robot/sendBySession?session=1"))

    await platform.channel.send(there, platform.account(api.url), line)

    assert [sent.path for sent in api.sent] == ["/robot/sendBySession?session=1"]
    assert api.sent[0].json() == {
        "msgtype": "text",
        "text": {"content": "hi"},
        "at": {"atUserIds": ["user123"]},
    }
    assert not api.asked


@pytest.mark.parametrize(
    ("left", "answer", "paths"),
    [
        (timedelta(seconds=-1), None, [API]),
        (timedelta(minutes=5), (200, {}, b'{"errcode":300001,"errmsg":"session"}'), ["/s", API]),
        (timedelta(minutes=5), (404, {}, b""), ["/s", API]),
    ],
    ids=["over", "refused", "gone"],
)
async def test_the_api_answers_where_the_session_does_not(
    platform: Any, api: Any, line: Line, reply: Reply, left: timedelta, answer: Any, paths: list[str]
) -> None:
    api.answer = platform.driver.ACCEPTED
    if answer:
        api.side = api.side | {"/s": answer}

    delivered = await platform.channel.send(
        replace(reply, thread=thread(f"{api.url}/s", left)), platform.account(api.url), line
    )

    assert delivered.external_id == "pqk-1"
    assert [sent.path for sent in api.asked + api.sent if sent.path != TOKENS] == paths


@pytest.mark.parametrize("answer", [None, (504, {}, b""), (200, {}, b"<html>")], ids=["hangs up", "gateway", "no JSON"])
async def test_a_session_that_may_have_taken_the_reply_is_not_followed_by_the_api(
    platform: Any, api: Any, line: Line, reply: Reply, answer: Any
) -> None:
    api.answer = answer

    with pytest.raises(DeliveryUncertain):
        await platform.channel.send(replace(reply, thread=thread(f"{api.url}/s")), platform.account(api.url), line)

    assert [sent.path for sent in api.sent] == ["/s"]


async def test_a_session_that_is_asked_too_often_is_asked_again_later(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    api.answer = (200, {}, b'{"errcode":130101,"errmsg":"send too fast"}')

    with pytest.raises(ChannelError, match="send too fast") as caught:
        await platform.channel.send(replace(reply, thread=thread(f"{api.url}/s")), platform.account(api.url), line)

    assert not caught.value.permanent


async def test_an_outsider_without_a_session_cannot_be_answered(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    with pytest.raises(ChannelError, match="outside") as caught:
        await platform.channel.send(replace(reply, contact="$:LWCP_v1:$d"), platform.account(api.url), line)

    assert caught.value.permanent
    assert not api.sent


async def test_a_group_is_answered_by_its_own_call(platform: Any, api: Any, line: Line, reply: Reply) -> None:
    api.answer = platform.driver.ACCEPTED

    await platform.channel.send(replace(reply, contact="cid/1==|user123"), platform.account(api.url), line)

    assert api.sent[0].path == "/v1.0/robot/groupMessages/send"
    assert api.sent[0].json()["openConversationId"] == "cid/1=="


async def test_an_expired_token_is_fetched_anew_within_the_attempt(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    api.answer = platform.driver.refused(401, "InvalidAuthentication", "token expired")

    with pytest.raises(ChannelError):
        await platform.channel.send(reply, platform.account(api.url), line)

    assert [sent.path for sent in api.asked] == [TOKENS, TOKENS]
    assert [sent.path for sent in api.sent] == [API, API]


async def test_choices_and_a_card_are_markdown_whose_links_send_the_choice(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    api.answer = platform.driver.ACCEPTED
    card = Card("退换货规则", "https://example.com/a(1)", "7 天无理由", "https://example.com/a.png")

    await platform.channel.send(replace(reply, choices=("换 [货]", "ok"), card=card), platform.account(api.url), line)

    body = api.sent[0].json()
    assert body["msgKey"] == "sampleMarkdown"
    assert json.loads(body["msgParam"]) == {
        "title": "退换货规则",
        "text": "hi\n\n![](https://example.com/a.png)\n\n**[退换货规则](https://example.com/a%281%29)**\n\n"
        "7 天无理由\n\n"
        "- [换 ［货］](dtmd://dingtalkclient/sendMessage?content=%E6%8D%A2%20%5B%E8%B4%A7%5D)\n"
        "- [ok](dtmd://dingtalkclient/sendMessage?content=ok)",
    }


async def test_a_file_is_fetched_from_where_its_code_leads(platform: Any, api: Any, line: Line) -> None:
    code = "/v1.0/robot/messageFiles/download"
    api.side = api.side | {code: (200, {}, json.dumps({"downloadUrl": f"{api.url}/f?sig=1"}).encode())}
    api.answer = (200, {"content-type": "image/png"}, b"\x89PNG")

    fetched = await platform.channel.fetch(Attachment("c/1+", "a.png"), platform.account(f"{api.url}/"), line)

    assert (fetched.body, fetched.name, fetched.media_type) == (b"\x89PNG", "a.png", "image/png")
    assert [json.loads(sent.body) for sent in api.asked if sent.path == code] == [
        {"robotCode": "robot-1", "downloadCode": "c/1+"}
    ]
    assert "x-acs-dingtalk-access-token" not in api.sent[0].headers


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/f",
        "https://evil.aliyuncs.com/f",
        "http://127.0.0.1/f",
        "https://dingtalk.com@evil.example/f",
        "",
    ],
)
async def test_a_file_elsewhere_is_not_fetched(platform: Any, api: Any, line: Line, url: str) -> None:
    code = "/v1.0/robot/messageFiles/download"
    api.side = api.side | {code: (200, {}, json.dumps({"downloadUrl": url}).encode())}

    with pytest.raises(ChannelError) as caught:
        await platform.channel.fetch(Attachment("c/1+", "a.png"), platform.account(api.url), line)

    assert caught.value.permanent
    assert not api.sent


async def test_check_tells_that_key_and_secret_are_good(platform: Any, api: Any, line: Line) -> None:
    assert await platform.channel.check(platform.account(api.url), line) == "ding1"
    assert [json.loads(sent.body) for sent in api.asked] == [{"appKey": "ding1", "appSecret": platform.driver.KEY}]

    api.side = {TOKENS: platform.driver.refused(400, "invalidClientIdOrSecret", "无效的clientId或者clientSecret")}
    with pytest.raises(ChannelError, match="clientSecret") as caught:
        await platform.channel.check(platform.account(api.url, app_key="ding2"), line)
    assert caught.value.permanent
