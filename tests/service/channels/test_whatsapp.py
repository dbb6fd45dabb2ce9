"""What only WhatsApp promises."""

import json
from dataclasses import replace
from typing import Any

import pytest

from service.channel.cards import Card
from service.channel.errors import ChannelError
from service.channel.interface import Attachment, Reply
from service.channel.line import Line

CARD = Card("Track it", "https://shop.example/track/7", "Order 7")


@pytest.fixture
def platform(platforms: Any) -> Any:
    return platforms["whatsapp"]


@pytest.fixture
def reply(platform: Any) -> Reply:
    return Reply("reply-1", "42", "What next?", platform.now)


@pytest.fixture
def send(platform: Any, api: Any, line: Line) -> Any:
    """Sends a reply and gives back the message that was on the wire."""

    async def sent(reply: Reply) -> Any:
        api.answer = platform.driver.ACCEPTED
        await platform.channel.send(reply, platform.account(api.url), line)
        return api.sent[-1].json()

    return sent


async def test_a_customer_without_a_number_is_answered_by_their_user_id(send: Any, reply: Reply) -> None:
    message = await send(replace(reply, contact="US.13491208655302741918"))

    assert message["recipient"] == "US.13491208655302741918"
    assert "to" not in message


async def test_three_short_choices_are_buttons(send: Any, reply: Reply) -> None:
    message = await send(replace(reply, choices=("Track it", "Return it", "Track it", "Else")))

    assert message["type"] == "interactive"
    assert message["interactive"] == {
        "type": "button",
        "body": {"text": "What next?"},
        "action": {
            "buttons": [
                {"type": "reply", "reply": {"id": f"choice:{choice}", "title": choice}}
                for choice in ("Track it", "Return it", "Else")
            ]
        },
    }


async def test_a_choice_too_long_for_a_button_makes_a_list_and_comes_back_whole(
    platform: Any, send: Any, reply: Reply
) -> None:
    long = "I want to change the delivery address"

    message = await send(replace(reply, choices=("Track it", long)))

    assert message["interactive"]["type"] == "list"
    assert message["interactive"]["action"]["button"] == "Choose"
    first, second = message["interactive"]["action"]["sections"][0]["rows"]
    assert first == {"id": "choice:Track it", "title": "Track it"}
    assert len(second["title"]) <= 24
    assert second["description"] == long
    tapped = platform.fixtures()["list_reply"]
    tapped["body"]["entry"][0]["changes"][0]["value"]["messages"][0]["interactive"]["list_reply"] = second
    received = await platform.receive(platform.request(platform.content(tapped)))
    assert received.messages[0].text == long


async def test_a_list_speaks_the_language_of_its_text(send: Any, reply: Reply) -> None:
    message = await send(replace(reply, text="您想做什么？", choices=tuple("甲乙丙丁")))

    assert message["interactive"]["action"]["button"] == "选择"


@pytest.mark.parametrize(("text", "count"), [("What next?", 11), ("x" * 1025, 2)])
async def test_choices_that_fit_no_form_are_in_the_text(send: Any, reply: Reply, text: str, count: int) -> None:
    choices = tuple(f"choice {number}" for number in range(1, count + 1))

    message = await send(replace(reply, text=text, choices=choices))

    assert message["type"] == "text"
    assert message["text"]["body"].startswith(f"{text}\n\n1. choice 1\n2. choice 2")
    assert message["text"]["body"].endswith(f"{count}. choice {count}")


async def test_a_card_is_a_link_button(send: Any, reply: Reply) -> None:
    message = await send(
        replace(reply, text="It ships today.", card=replace(CARD, image_url="https://shop.example/7.png"))
    )

    assert message["interactive"] == {
        "type": "cta_url",
        "header": {"type": "image", "image": {"link": "https://shop.example/7.png"}},
        "body": {"text": "It ships today.\nOrder 7"},
        "action": {"name": "cta_url", "parameters": {"display_text": "Track it", "url": CARD.url}},
    }


async def test_a_card_with_choices_is_a_link_in_the_text_above_the_buttons(send: Any, reply: Reply) -> None:
    message = await send(replace(reply, card=CARD, choices=("Thanks",)))

    assert message["interactive"]["type"] == "button"
    assert message["interactive"]["body"]["text"] == "What next?\n\nTrack it\nhttps://shop.example/track/7"


async def test_a_card_that_fits_no_form_is_a_link_in_the_text(send: Any, reply: Reply) -> None:
    message = await send(replace(reply, text="x" * 1024, card=CARD))

    assert message["text"] == {"body": "x" * 1024 + "\n\nTrack it\nhttps://shop.example/track/7", "preview_url": True}


async def test_a_file_is_fetched_by_its_id_with_the_token(platform: Any, api: Any, line: Line) -> None:
    told = {"url": f"{api.url}/file?ext=1", "mime_type": "application/pdf", "file_size": 4, "id": "1376"}
    api.side = {"/v25.0/1376": (200, {}, json.dumps(told).encode())}
    api.answer = (200, {"content-type": "application/octet-stream"}, b"%PDF")

    fetched = await platform.channel.fetch(Attachment("1376", "contract.pdf"), platform.account(api.url), line)

    assert (fetched.body, fetched.media_type) == (b"%PDF", "application/pdf")
    assert api.asked[0].path == f"/v25.0/1376?phone_number_id={platform.driver.NUMBER}"
    for request in (*api.asked, *api.sent):
        assert request.headers["authorization"] == f"Bearer {platform.driver.TOKEN}"


async def test_a_file_that_is_gone_is_a_permanent_error(platform: Any, api: Any, line: Line) -> None:
    api.answer = platform.driver.refused(400, 100, "Unsupported get request", error_subcode=33)

    with pytest.raises(ChannelError, match="code 100/33") as caught:
        await platform.channel.fetch(Attachment("1376"), platform.account(api.url), line)

    assert caught.value.permanent


async def test_check_tells_whose_number_it_is(platform: Any, api: Any, line: Line) -> None:
    api.answer = (200, {}, b'{"display_phone_number":"+1 555-078-3881","verified_name":"Shop","id":"106540352242922"}')

    assert await platform.channel.check(platform.account(api.url), line) == "Shop +1 555-078-3881"
    assert api.sent[0].path.startswith(f"/v25.0/{platform.driver.NUMBER}?fields=")


async def test_a_batch_keeps_the_order_and_the_account_its_number(platform: Any) -> None:
    body = platform.content(platform.fixtures()["batch"])
    other = platform.account(phone_number_id="999")

    received = await platform.channel.receive(platform.request(body), other, {})

    assert [message.text for message in received.messages] == ["to another number"]
