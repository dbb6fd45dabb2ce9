"""What only 微信客服 promises about replies and sessions; how its news are read is in test_wecom_service_news."""

from dataclasses import replace
from typing import Any

import pytest

from service.channel.cards import Card
from service.channel.errors import ChannelError, DeliveryUncertain
from service.channel.interface import Attachment, Reply
from service.channel.line import Line
from tests.service.channels.play_bizcrypt import Script, refused, said

SEND = "/cgi-bin/kf/send_msg"
WELCOME = "/cgi-bin/kf/send_msg_on_event"
STATE = "/cgi-bin/kf/service_state/get"
TAKE_OVER = "/cgi-bin/kf/service_state/trans"
TOKEN = "/cgi-bin/gettoken"
OK = said(errcode=0, errmsg="ok", msgid="message-1")
NOT_OURS = refused(95018, "send msg session status invalid")


@pytest.fixture
def platform(platforms: Any) -> Any:
    return platforms["wecom_service"]


@pytest.fixture
def reply(platform: Any) -> Reply:
    return Reply("reply-1", "wmAda", "您好", platform.now, thread="wk1:")


def asked(api: Any) -> list[tuple[str, Any]]:
    return [(sent.path.partition("?")[0], sent.json()) for sent in api.asked if TOKEN not in sent.path]


async def test_choices_and_a_card_are_one_menu(platform: Any, api: Any, line: Line, reply: Reply) -> None:
    api.answer = OK
    shown = replace(reply, choices=("退货", "换货"), card=Card("退货流程", "https://example.com/r", "三步完成"))

    await platform.channel.send(shown, platform.account(api.url), line)

    items = [
        {"type": "view", "view": {"url": "https://example.com/r", "content": "退货流程"}},
        {"type": "click", "click": {"id": "1", "content": "退货"}},
        {"type": "click", "click": {"id": "2", "content": "换货"}},
    ]
    menu = {"head_content": "您好\n三步完成", "list": items}
    to = {"touser": "wmAda", "open_kfid": "wk1"}
    assert [sent.json() for sent in api.sent] == [to | {"msgtype": "msgmenu", "msgmenu": menu}]


@pytest.mark.parametrize("count", [10, 11])
async def test_ten_choices_are_a_menu_and_what_is_more_is_written_out(
    platform: Any, api: Any, line: Line, reply: Reply, count: int
) -> None:
    api.answer = OK
    choices = tuple(f"第{number}项" for number in range(count))

    await platform.channel.send(replace(reply, choices=choices), platform.account(api.url), line)

    sent = api.sent[0].json()
    if count == 10:
        assert [item["click"]["content"] for item in sent["msgmenu"]["list"]] == list(choices)
    else:
        assert all(choice in sent["text"]["content"] for choice in choices)


async def test_a_greeting_goes_by_its_welcome_code(platform: Any, api: Any, line: Line, reply: Reply) -> None:
    api.answer = OK

    delivered = await platform.channel.send(replace(reply, thread="wk1:WC-1"), platform.account(api.url), line)

    assert api.sent[0].path == f"{WELCOME}?access_token=token-1"
    assert api.sent[0].json() == {"code": "WC-1", "msgtype": "text", "text": {"content": "您好"}}
    assert delivered.external_id == "message-1"


async def test_a_code_that_was_used_or_is_too_old_gives_way_to_a_plain_reply(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    api.side = {**api.side, WELCOME: refused(40029, "invalid code"), SEND: OK}

    await platform.channel.send(replace(reply, thread="wk1:WC-1"), platform.account(api.url), line)

    assert [path for path, _ in asked(api)] == [WELCOME, SEND]


async def test_a_greeting_that_may_have_arrived_is_not_said_again(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    api.side = {**api.side, WELCOME: (200, {}, b"<html>")}

    with pytest.raises(DeliveryUncertain):
        await platform.channel.send(replace(reply, thread="wk1:WC-1"), platform.account(api.url), line)

    assert [path for path, _ in asked(api)] == [WELCOME]


@pytest.mark.parametrize("state", [0, 2])
async def test_a_session_that_waits_for_anybody_is_taken_over(
    platform: Any, api: Any, line: Line, reply: Reply, state: int
) -> None:
    answers = {SEND: [NOT_OURS, OK], STATE: [said(errcode=0, service_state=state)], TAKE_OVER: [said(errcode=0)]}
    api.side = Script({TOKEN: [api.side[TOKEN]], **answers})

    delivered = await platform.channel.send(reply, platform.account(api.url), line)

    session = {"open_kfid": "wk1", "external_userid": "wmAda"}
    assert [path for path, _ in asked(api)] == [SEND, STATE, TAKE_OVER, SEND]
    assert asked(api)[1:3] == [(STATE, session), (TAKE_OVER, session | {"service_state": 1})]
    assert delivered.external_id == "message-1"


@pytest.mark.parametrize(("state", "told"), [(3, "a member of the enterprise"), (4, "has ended")])
async def test_a_session_that_a_person_holds_or_that_is_over_is_left_alone(
    platform: Any, api: Any, line: Line, reply: Reply, state: int, told: str
) -> None:
    api.side = {**api.side, SEND: NOT_OURS, STATE: said(errcode=0, service_state=state)}

    with pytest.raises(ChannelError, match=told) as caught:
        await platform.channel.send(reply, platform.account(api.url), line)

    assert caught.value.permanent
    assert [path for path, _ in asked(api)] == [SEND, STATE]


async def test_a_session_that_cannot_be_taken_over_is_not_tried_for_ever(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    api.side = {**api.side, SEND: NOT_OURS, STATE: said(errcode=0, service_state=2), TAKE_OVER: said(errcode=0)}

    with pytest.raises(ChannelError, match="95018"):
        await platform.channel.send(reply, platform.account(api.url), line)

    assert [path for path, _ in asked(api)] == [SEND, STATE, TAKE_OVER, SEND]


async def test_without_a_thread_a_reply_goes_through_the_accounts_only_one(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    api.answer = OK
    nowhere = replace(reply, thread=None)

    await platform.channel.send(nowhere, platform.account(api.url, open_kfid="wk9"), line)

    assert api.sent[0].json()["open_kfid"] == "wk9"
    with pytest.raises(ChannelError, match="not known"):
        await platform.channel.send(nowhere, platform.account(api.url), line)


async def test_a_file_is_fetched_with_the_name_that_wecom_gives_it(platform: Any, api: Any, line: Line) -> None:
    headers = {"content-type": "application/json", "content-disposition": "attachment; filename*=UTF-8''%E5%8F%91.json"}
    api.answer = (200, headers, b'{"errcode": 1}')

    fetched = await platform.channel.fetch(Attachment("media-4"), platform.account(api.url), line)

    assert (fetched.body, fetched.name) == (b'{"errcode": 1}', "发.json")


async def test_a_check_names_the_accounts_that_may_be_answered_for(platform: Any, api: Any, line: Line) -> None:
    listed = [
        {"open_kfid": "wk1", "name": "售前", "manage_privilege": True},
        {"open_kfid": "wk2", "name": "售后", "manage_privilege": True},
        {"open_kfid": "wk3", "name": "投诉", "manage_privilege": False},
    ]
    api.answer = said(errcode=0, errmsg="ok", account_list=listed)

    assert await platform.channel.check(platform.account(api.url), line) == "售前 (wk1), 售后 (wk2)"
    assert await platform.channel.check(platform.account(api.url, open_kfid="wk2"), line) == "售后 (wk2)"
    with pytest.raises(ChannelError, match="grant it"):
        await platform.channel.check(platform.account(api.url, open_kfid="wk3"), line)
