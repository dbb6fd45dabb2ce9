"""What only WeCom apps promise; what they share with Official Accounts is tested there."""

from dataclasses import replace
from typing import Any

import pytest

from service.channel.cards import Card
from service.channel.errors import ChannelError, Malformed, Refused
from service.channel.interface import Attachment, Reply
from service.channel.line import Line
from tests.service.channels.play_bizcrypt import Script, encode, refused, said

SEND = "/cgi-bin/message/send"
TOKEN = "/cgi-bin/gettoken"


@pytest.fixture
def platform(platforms: Any) -> Any:
    return platforms["wecom"]


@pytest.fixture
def reply(platform: Any) -> Reply:
    return Reply("reply-1", "ZhangSan", "您好", platform.now)


async def test_a_handshake_that_the_token_did_not_sign_is_refused(platform: Any) -> None:
    request, _ = platform.driver.HANDSHAKES["the callback's address is saved"](platform.now)

    for changed in ({"nonce": "1"}, {"echostr": "AAAA"}, {"echostr": ""}):
        with pytest.raises(Refused):
            await platform.receive(replace(request, query={**request.query, **changed}))


async def test_a_delivery_of_another_app_is_not_taken_for_this_ones(platform: Any) -> None:
    body = encode(platform.fixtures()["text"]["body"] | {"AgentID": "1000003"})

    with pytest.raises(Malformed, match="agent_id"):
        await platform.receive(platform.request(body))


async def test_a_message_by_nobody_is_malformed(platform: Any) -> None:
    for fixture in ("text", "subscribe"):
        body = encode(platform.fixtures()[fixture]["body"] | {"FromUserName": ""})
        with pytest.raises(Malformed, match="FromUserName"):
            await platform.receive(platform.request(body))


async def test_an_expired_token_is_fetched_anew_with_the_apps_secret(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    answers = [refused(42001, "access_token expired"), platform.driver.ACCEPTED]
    api.side = Script({TOKEN: [api.side[TOKEN]], SEND: answers})

    delivered = await platform.channel.send(reply, platform.account(api.url), line)

    secret = platform.driver.fields("")["secret"]
    asked = [sent.path for sent in api.asked if sent.path.startswith(TOKEN)]
    assert asked == [f"{TOKEN}?corpid=ww5823bf96d3bd56c7&corpsecret={secret}"] * 2
    assert delivered.external_id == "message-1"


async def test_a_wrong_secret_is_told_and_not_shown(platform: Any, api: Any, line: Line, reply: Reply) -> None:
    api.side = {TOKEN: refused(40001, "invalid credential")}

    with pytest.raises(ChannelError, match="the secret is wrong") as caught:
        await platform.channel.send(reply, platform.account(api.url), line)

    assert caught.value.permanent
    assert str(platform.driver.fields("")["secret"]) not in str(caught.value)


async def test_a_card_is_news_and_a_long_text_goes_before_it(platform: Any, api: Any, line: Line, reply: Reply) -> None:
    api.answer = platform.driver.ACCEPTED
    long = replace(reply, text="请先登录。" * 60, card=Card("制度", "https://example.com/rules"))

    await platform.channel.send(long, platform.account(api.url), line)

    text, card = (sent.json() for sent in api.sent)
    article = card["news"]["articles"][0]
    assert text["text"]["content"] + article["description"] == long.text
    assert (article["title"], article["url"], article["picurl"]) == ("制度", "https://example.com/rules", "")
    assert len(article["description"].encode()) <= 512


async def test_media_is_fetched_by_its_id(platform: Any, api: Any, line: Line) -> None:
    api.answer = (200, {"content-type": "audio/amr", "content-disposition": "attachment"}, b"#!AMR")

    fetched = await platform.channel.fetch(Attachment("media-2"), platform.account(api.url), line)

    assert (fetched.body, fetched.name, fetched.media_type) == (b"#!AMR", None, "audio/amr")
    assert api.sent[0].path == "/cgi-bin/media/get?access_token=token-1&media_id=media-2"


async def test_a_check_tells_the_apps_name(platform: Any, api: Any, line: Line) -> None:
    api.answer = said(errcode=0, errmsg="ok", agentid=1000002, name="员工服务台")

    told = await platform.channel.check(platform.account(api.url), line)

    assert told == "员工服务台 (ww5823bf96d3bd56c7, 1000002)"
    assert (api.sent[0].method, api.sent[0].path) == (
        "GET",
        "/cgi-bin/agent/get?access_token=token-1&agentid=1000002",
    )
