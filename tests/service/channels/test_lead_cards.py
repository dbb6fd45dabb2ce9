"""The form for contact details on the wire of each platform that has one, and what others make of the same reply."""

from typing import Any

import pytest

from service.channel.cards import LeadCard
from service.channel.interface import Reply, shown_by
from service.channel.line import Line
from service.channel.plugins import load_channels

TEXT = "Would you like to leave your phone number or e-mail address?"
SHOWN = ("douyin", "feishu", "messenger", "slack", "telegram", "webhook", "whatsapp")
FORM = LeadCard(("phone", "email"))
FORM_ZH = LeadCard(("phone", "wechat"), language="zh")


@pytest.fixture
def send(platforms: Any, api: Any, line: Line) -> Any:
    """What a platform gets for the question with this form."""

    async def sent(name: str, lead: LeadCard | None, contact: str = "42", text: str = TEXT) -> Any:
        platform = platforms[name]
        api.side, api.answer = getattr(platform.driver, "SIDE", {}), platform.driver.ACCEPTED
        reply = Reply("reply-1", contact, text, platform.now, thread="om_1", lead=lead)
        await platform.channel.send(reply, platform.account(api.url), line)
        return api.sent[-1].json()

    return sent


def test_these_platforms_show_a_form() -> None:
    channels = load_channels()
    assert tuple(sorted(name for name, channel in channels.items() if "lead" in shown_by(channel))) == SHOWN


async def test_telegram_has_a_button_that_shares_the_number(send: Any) -> None:
    sent = await send("telegram", FORM)
    assert sent["text"] == TEXT
    keyboard = sent["reply_markup"]
    assert keyboard["keyboard"] == [[{"text": "Share my phone number", "request_contact": True}]]
    assert keyboard["one_time_keyboard"]
    assert (await send("telegram", FORM_ZH))["reply_markup"]["keyboard"][0][0]["text"] == "分享我的手机号"
    assert "reply_markup" not in await send("telegram", LeadCard(("email",)))


async def test_messenger_offers_what_the_profile_has(send: Any) -> None:
    message = (await send("messenger", FORM))["message"]
    assert message == {
        "text": TEXT,
        "quick_replies": [{"content_type": "user_phone_number"}, {"content_type": "user_email"}],
    }
    assert (await send("messenger", LeadCard(("name",))))["message"] == {"text": TEXT}


async def test_whatsapp_asks_those_who_hide_their_number(send: Any) -> None:
    sent = await send("whatsapp", FORM, "GB.13491208655302741918")
    assert sent["interactive"] == {
        "type": "request_contact_info",
        "body": {"text": TEXT},
        "action": {"name": "request_contact_info"},
    }
    assert (sent["recipient"], sent["type"]) == ("GB.13491208655302741918", "interactive")
    assert (await send("whatsapp", FORM, "447700900123"))["type"] == "text"


async def test_slack_has_fields_above_a_button(send: Any) -> None:
    from slack_sdk.models.blocks import Block, InputBlock

    sent = await send("slack", FORM_ZH, "U061F7AUR")
    blocks = Block.parse_all(sent["blocks"])
    for block in blocks:
        block.validate_json()
    assert [block.block_id for block in blocks if isinstance(block, InputBlock)] == ["lead-phone", "lead-wechat"]
    assert [one["label"]["text"] for one in sent["blocks"] if one["type"] == "input"] == ["手机号", "微信"]
    assert (sent["text"], sent["blocks"][-1]["elements"][0]["value"]) == (TEXT, "zh")


async def test_feishu_has_a_form_that_names_its_group(send: Any) -> None:
    import json

    card = json.loads((await send("feishu", FORM_ZH, "oc_1/ou_1"))["content"])
    words, form = card["elements"]
    assert words["text"]["content"] == TEXT
    *fields, button = form["elements"]
    assert [(one["tag"], one["name"]) for one in fields] == [("input", "phone"), ("input", "wechat")]
    assert (button["action_type"], button["value"]) == ("form_submit", {"lead": "zh", "chat": "oc_1"})


async def test_douyin_sends_the_card_that_its_owner_made(send: Any) -> None:
    sent = await send("douyin", LeadCard(("phone",), "@card-1", "zh"), text="")
    assert sent["content"] == {"msg_type": 8, "retain_consult_card": {"card_id": "@card-1"}}


async def test_another_system_is_told_which_details_are_asked_for(send: Any) -> None:
    message = (await send("webhook", FORM))["message"]
    assert (message["text"], message["card"]) == (TEXT, {"kind": "lead", "fields": ["phone", "email"]})
    assert "card" not in (await send("webhook", None))["message"]
