"""What only WeChat Official Accounts promise, and what the API that WeCom shares with them does."""

from dataclasses import replace
from typing import Any

import pytest
from pydantic import SecretStr

from service.channel.cards import Card
from service.channel.credentials import BadCredentials
from service.channel.errors import ChannelError, DeliveryUncertain, Malformed, Refused
from service.channel.interface import Attachment, Reply
from service.channel.line import Line
from tests.service.channels.play_bizcrypt import Script, encode, refused, said

SEND = "/cgi-bin/message/custom/send"
TOKEN = "/cgi-bin/stable_token"
MEDIA = "/cgi-bin/media/get"
CARD = Card("退货流程", "https://example.com/returns", "三步完成", "https://example.com/returns.png")


@pytest.fixture
def platform(platforms: Any) -> Any:
    return platforms["wechat"]


@pytest.fixture
def reply(platform: Any) -> Reply:
    return Reply("reply-1", "openid-1", "您好", platform.now)


def messages(api: Any, path: str = SEND) -> list[Any]:
    return [sent.json() for sent in (*api.sent, *api.asked) if sent.path.startswith(path)]


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE xml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE xml [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE xml SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
async def test_xml_that_brings_entities_is_malformed_even_when_signed(platform: Any, dtd: str) -> None:
    body = encode(platform.fixtures()["text"]["body"] | {"Content": "MARK"}).replace(b"MARK", b"&b;")

    with pytest.raises(Malformed):
        await platform.receive(platform.request(dtd.encode() + body))


async def test_a_handshake_that_the_token_did_not_sign_is_refused(platform: Any) -> None:
    request, _ = platform.driver.HANDSHAKES["the server's address is saved"](platform.now)

    with pytest.raises(Refused):
        await platform.receive(replace(request, query={**request.query, "nonce": "8393"}))


async def test_an_account_without_an_encoding_aes_key_cannot_be_added(platform: Any) -> None:
    with pytest.raises(BadCredentials, match="EncodingAESKey"):
        platform.account(encoding_aes_key="")


async def test_a_message_without_an_id_is_malformed(platform: Any) -> None:
    body = {name: value for name, value in platform.fixtures()["text"]["body"].items() if name != "MsgId"}

    with pytest.raises(Malformed, match="MsgId"):
        await platform.receive(platform.request(encode(body)))


async def test_a_delivery_is_answered_by_success_so_that_wechat_does_not_repeat_it(platform: Any) -> None:
    received = await platform.receive(platform.request(platform.content(platform.fixtures()["text"])))

    assert received.response.body == b"success"


@pytest.mark.parametrize("errcode", [40001, 40014, 42001])
async def test_a_token_that_is_not_taken_any_more_is_fetched_anew_in_the_same_attempt(
    platform: Any, api: Any, line: Line, reply: Reply, errcode: int
) -> None:
    tokens = [said(access_token=token, expires_in=7200) for token in ("old", "new")]
    api.side = Script({TOKEN: tokens, SEND: [refused(errcode, "access_token expired"), said(errcode=0, errmsg="ok")]})

    await platform.channel.send(reply, platform.account(api.url), line)
    await platform.channel.send(reply, platform.account(api.url), line)

    assert [sent.path.partition("access_token=")[2] for sent in api.asked if SEND in sent.path] == ["old", "new", "new"]
    assert [asked["grant_type"] for asked in messages(api, TOKEN)] == ["client_credential"] * 2


async def test_a_token_that_is_never_taken_is_not_asked_for_without_end(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    api.answer = refused(42001, "access_token expired")

    with pytest.raises(ChannelError, match="42001"):
        await platform.channel.send(reply, platform.account(api.url), line)

    assert (len(api.sent), len(messages(api, TOKEN))) == (2, 2)


@pytest.mark.parametrize(
    ("errcode", "permanent", "told"),
    [(40125, True, "secret is wrong"), (40164, True, "IP whitelist"), (-1, False, "system error")],
)
async def test_an_operator_reads_why_there_is_no_token(
    platform: Any, api: Any, line: Line, reply: Reply, errcode: int, permanent: bool, told: str
) -> None:
    api.side = {TOKEN: refused(errcode, "system error")}

    with pytest.raises(ChannelError, match=told) as caught:
        await platform.channel.send(reply, platform.account(api.url), line)

    assert caught.value.permanent is permanent
    assert not api.sent


@pytest.mark.parametrize("body", [b"", b"<html>log in to the hotel</html>", b"[]", b'{"ok": true}'])
async def test_an_answer_that_is_not_wechats_leaves_the_reply_uncertain(
    platform: Any, api: Any, line: Line, reply: Reply, body: bytes
) -> None:
    api.answer = (200, {}, body)

    with pytest.raises(DeliveryUncertain):
        await platform.channel.send(reply, platform.account(api.url), line)


async def test_choices_are_a_menu_below_the_text(platform: Any, api: Any, line: Line, reply: Reply) -> None:
    api.answer = platform.driver.ACCEPTED

    await platform.channel.send(replace(reply, choices=("退货", "换货")), platform.account(api.url), line)

    items = [{"id": "1", "content": "退货"}, {"id": "2", "content": "换货"}]
    menu = {"head_content": "您好", "list": items, "tail_content": ""}
    assert messages(api) == [{"touser": "openid-1", "msgtype": "msgmenu", "msgmenu": menu}]


async def test_a_long_text_goes_before_the_menu_and_nothing_of_it_is_lost(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    api.answer = platform.driver.ACCEPTED
    sentences = [f"第{number}句：请先在订单页申请退货。" for number in range(40)]
    long = replace(reply, text="".join(sentences), choices=("退货", "换货"))

    await platform.channel.send(long, platform.account(api.url), line)

    text, menu = messages(api)
    assert text["text"]["content"] + menu["msgmenu"]["head_content"] == long.text
    assert len(menu["msgmenu"]["head_content"].encode()) <= 1024


@pytest.mark.parametrize("choices", [tuple(map(str, range(11))), ("长" * 43, "短")])
async def test_choices_that_no_menu_takes_are_written_out(
    platform: Any, api: Any, line: Line, reply: Reply, choices: tuple[str, ...]
) -> None:
    api.answer = platform.driver.ACCEPTED

    await platform.channel.send(replace(reply, choices=choices), platform.account(api.url), line)

    lines = [f"{number}. {choice}" for number, choice in enumerate(choices, 1)]
    assert messages(api)[0]["text"]["content"] == "\n".join(["您好", *lines])


async def test_a_card_is_news_with_the_text_in_it(platform: Any, api: Any, line: Line, reply: Reply) -> None:
    api.answer = platform.driver.ACCEPTED

    await platform.channel.send(replace(reply, card=CARD), platform.account(api.url), line)

    article = {"title": CARD.title, "description": "您好\n三步完成", "url": CARD.url, "picurl": CARD.image_url}
    assert messages(api) == [{"touser": "openid-1", "msgtype": "news", "news": {"articles": [article]}}]


async def test_a_reply_whose_end_is_refused_is_uncertain_and_not_begun_again(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    limit = refused(45047, "out of response count limit")
    api.side = Script({TOKEN: [api.side[TOKEN]], SEND: [said(errcode=0, errmsg="ok"), limit]})

    with pytest.raises(DeliveryUncertain, match="45047"):
        await platform.channel.send(replace(reply, text="好。" * 200, card=CARD), platform.account(api.url), line)


async def test_a_picture_is_fetched_with_its_name(platform: Any, api: Any, line: Line) -> None:
    headers = {"content-type": "image/jpeg", "content-disposition": 'attachment; filename="media-1.jpg"'}
    api.answer = (200, headers, b"\xff\xd8\xff")

    fetched = await platform.channel.fetch(Attachment("media-1"), platform.account(api.url), line)

    assert (fetched.body, fetched.name, fetched.media_type) == (b"\xff\xd8\xff", "media-1.jpg", "image/jpeg")
    assert api.sent[0].path == f"{MEDIA}?access_token=token-1&media_id=media-1"


async def test_a_video_is_fetched_from_where_wechat_says_it_is(platform: Any, api: Any, line: Line) -> None:
    video = (200, {"content-type": "video/mp4"}, b"\x00\x00\x00\x18ftyp")
    api.side = {TOKEN: api.side[TOKEN], MEDIA: said(video_url=f"{api.url}/video"), "/video": video}

    fetched = await platform.channel.fetch(Attachment("media-3"), platform.account(api.url), line)

    assert (fetched.body, fetched.media_type) == (video[2], "video/mp4")


@pytest.mark.parametrize(
    "url",
    ["https://evil.example/v", "http://169.254.169.254/latest", "https://qq.com.evil.example/v", "", "file:///etc"],
)
async def test_a_video_elsewhere_is_not_fetched(platform: Any, api: Any, line: Line, url: str) -> None:
    api.side = {TOKEN: api.side[TOKEN], MEDIA: said(video_url=url)}

    with pytest.raises(ChannelError) as caught:
        await platform.channel.fetch(Attachment("media-3"), platform.account(api.url), line)

    assert caught.value.permanent
    assert not api.sent


async def test_media_that_is_gone_or_too_large_is_a_permanent_error(platform: Any, api: Any, line: Line) -> None:
    for answer in (refused(40007, "invalid media_id"), (200, {"content-type": "image/png"}, b"x" * 20_000_001)):
        api.answer = answer
        with pytest.raises(ChannelError) as caught:
            await platform.channel.fetch(Attachment("media-1"), platform.account(api.url), line)
        assert caught.value.permanent


async def test_a_check_tells_what_may_still_be_sent_today(platform: Any, api: Any, line: Line) -> None:
    api.answer = said(errcode=0, errmsg="ok", quota={"daily_limit": 500000, "used": 1, "remain": 499999})

    told = await platform.channel.check(platform.account(api.url), line)

    assert told == "wx5823bf96d3bd56c7 (custom/send 499999/500000)"
    assert messages(api, "/cgi-bin/openapi/quota/get") == [{"cgi_path": SEND}]


async def test_a_check_of_an_account_that_is_not_verified_says_so(platform: Any, api: Any, line: Line) -> None:
    api.answer = refused(76022, "could not use this cgi_path, no permission")

    with pytest.raises(ChannelError, match="must be verified"):
        await platform.channel.check(platform.account(api.url), line)


async def test_accounts_with_new_credentials_fetch_a_token_of_their_own(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    api.answer = platform.driver.ACCEPTED
    account = platform.account(api.url)
    renewed = account.credentials.model_copy(update={"app_secret": SecretStr("f" * 32)})

    for one in (account, account, replace(account, credentials=renewed)):
        await platform.channel.send(reply, one, line)

    secrets = [asked["secret"] for asked in messages(api, TOKEN)]
    assert secrets == [account.credentials.app_secret.get_secret_value(), "f" * 32]
