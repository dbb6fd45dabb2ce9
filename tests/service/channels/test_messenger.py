"""What Messenger promises, and Instagram with it: how replies are shown."""

from dataclasses import replace
from typing import Any

import pytest

from service.channel.cards import Card
from service.channel.errors import ChannelError
from service.channel.interface import Attachment, Reply
from service.channel.line import Line

CARD = Card("Track it", "https://shop.example/track/7", "Order 7")
BUTTON = {"type": "web_url", "url": CARD.url, "title": "Track it"}


@pytest.fixture(params=["messenger", "instagram"])
def platform(platforms: Any, request: pytest.FixtureRequest) -> Any:
    return platforms[request.param]


@pytest.fixture
def reply(platform: Any) -> Reply:
    return Reply("reply-1", "42", "What next?", platform.now)


@pytest.fixture
def send(platform: Any, api: Any, line: Line) -> Any:
    """Sends a reply and gives back the `message` that was on the wire."""

    async def sent(reply: Reply) -> Any:
        api.answer = platform.driver.ACCEPTED
        await platform.channel.send(reply, platform.account(api.url), line)
        return api.sent[-1].json()["message"]

    return sent


async def test_choices_are_quick_replies_and_come_back_whole(platform: Any, send: Any, reply: Reply) -> None:
    long = "I want to change the delivery address"

    message = await send(replace(reply, choices=("Track it", long)))

    assert message["text"] == "What next?"
    first, second = message["quick_replies"]
    assert first == {"content_type": "text", "title": "Track it", "payload": "choice:Track it"}
    assert len(second["title"]) == 20
    tapped = platform.fixtures()["quick_reply"]
    said = {"text": second["title"], "quick_reply": {"payload": second["payload"]}}
    tapped["body"]["entry"][0]["messaging"][0]["message"] |= said
    received = await platform.receive(platform.request(platform.content(tapped)))
    assert received.messages[0].text == long


async def test_more_choices_than_quick_replies_are_in_the_text(send: Any, reply: Reply) -> None:
    message = await send(replace(reply, choices=tuple(f"choice {number}" for number in range(1, 15))))

    assert message["text"].endswith("\n14. choice 14")
    assert "quick_replies" not in message


async def test_a_card_with_a_picture_is_a_generic_template(send: Any, reply: Reply) -> None:
    message = await send(replace(reply, card=replace(CARD, image_url="https://shop.example/7.png")))

    assert message["attachment"]["payload"] == {
        "template_type": "generic",
        "elements": [
            {
                "title": "Track it",
                "subtitle": "What next?",
                "image_url": "https://shop.example/7.png",
                "default_action": {"type": "web_url", "url": CARD.url},
                "buttons": [BUTTON],
            }
        ],
    }


async def test_a_card_below_a_longer_text_is_a_button_template(send: Any, reply: Reply) -> None:
    message = await send(replace(reply, text="x" * 100, card=replace(CARD, image_url="https://shop.example/7.png")))

    payload = {"template_type": "button", "text": "x" * 100 + "\nOrder 7", "buttons": [BUTTON]}
    assert message == {"attachment": {"type": "template", "payload": payload}}


async def test_a_card_that_fits_no_template_is_a_link_in_the_text(send: Any, reply: Reply) -> None:
    message = await send(replace(reply, text="x" * 700, card=CARD))

    assert message == {"text": "x" * 700 + "\n\nTrack it\nhttps://shop.example/track/7"}


async def test_a_file_is_fetched_without_showing_the_token(platform: Any, api: Any, line: Line) -> None:
    api.answer = (200, {"content-type": "application/pdf"}, b"%PDF")

    attachment = Attachment(f"{api.url}/v/contract.pdf?oh=a")
    fetched = await platform.channel.fetch(attachment, platform.account(api.url), line)

    assert (fetched.body, fetched.name, fetched.media_type) == (b"%PDF", "contract.pdf", "application/pdf")
    assert "authorization" not in api.sent[0].headers


async def test_check_tells_whose_page_it_is(platforms: Any, api: Any, line: Line) -> None:
    messenger = platforms["messenger"]
    api.answer = (200, {}, b'{"id":"104","name":"Shop"}')

    assert await messenger.channel.check(messenger.account(api.url), line) == "Shop"
    with pytest.raises(ChannelError, match="another Page"):
        await messenger.channel.check(messenger.account(api.url, page_id="105"), line)
