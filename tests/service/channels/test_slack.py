"""What only Slack promises."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_sdk.models.blocks import Block

from service.channel.cards import Card
from service.channel.errors import ChannelError, DeliveryUncertain, Malformed
from service.channel.interface import Attachment, Reply
from service.channel.line import Line

CARD = Card("Track it", "https://shop.example/track?a=1&b=2", "Order <7>", "https://shop.example/7.png")


@pytest.fixture
def platform(platforms: Any) -> Any:
    return platforms["slack"]


@pytest.fixture
def reply(platform: Any) -> Reply:
    return Reply("reply-1", "U061F7AUR", "What next?", platform.now, thread="D024BE91L")


@pytest.fixture
def send(platform: Any, api: Any, line: Line) -> Any:
    """Sends a reply and gives back what was on the wire, its blocks checked by the official library."""

    async def sent(reply: Reply) -> Any:
        api.answer = platform.driver.ACCEPTED
        await platform.channel.send(reply, platform.account(api.url), line)
        message = api.sent[-1].json()
        for block in Block.parse_all(message.get("blocks", [])):
            block.validate_json()
        return message

    return sent


@pytest.mark.parametrize(
    ("contact", "thread", "place"),
    [
        ("U1", "D1", {"channel": "D1"}),
        ("U1", "D1:1769846000.000200", {"channel": "D1", "thread_ts": "1769846000.000200"}),
        ("U1", None, {"channel": "U1"}),
        ("U1@C1", "C1:1769846000.000200", {"channel": "C1", "thread_ts": "1769846000.000200"}),
        ("U1@C1", None, {"channel": "C1"}),
    ],
)
async def test_a_reply_goes_where_the_customer_wrote(
    send: Any, reply: Reply, contact: str, thread: str | None, place: dict[str, str]
) -> None:
    assert await send(replace(reply, contact=contact, thread=thread)) == place | {"text": "What next?"}


async def test_a_reply_can_neither_call_everybody_nor_hide_an_address(send: Any, reply: Reply) -> None:
    message = await send(replace(reply, text="<!channel> <https://evil.example|bank> & more"))

    assert message["text"] == "&lt;!channel&gt; &lt;https://evil.example|bank&gt; &amp; more"


async def test_choices_are_buttons_and_come_back_whole(platform: Any, send: Any, reply: Reply) -> None:
    long = "I want to change the delivery address of every order that has not left the shop yet, please"

    message = await send(replace(reply, choices=("Track it", long)))

    section, actions = message["blocks"]
    assert section["text"] == {"type": "mrkdwn", "text": "What next?"}
    first, second = actions["elements"]
    assert (first["text"]["text"], first["value"], first["action_id"]) == ("Track it", "choice:Track it", "choice-0")
    tapped = platform.fixtures()["button"]
    tapped["body"]["actions"] = [second | {"action_ts": "1769846400.000100"}]
    received = await platform.receive(platform.request(platform.content(tapped)))
    assert received.messages[0].text == long


async def test_a_card_is_a_section_with_its_link_and_picture(send: Any, reply: Reply) -> None:
    message = await send(replace(reply, card=CARD))

    card = message["blocks"][1]
    assert card["text"]["text"] == "*<https://shop.example/track?a=1&amp;b=2|Track it>*\nOrder &lt;7&gt;"
    assert card["accessory"]["image_url"] == CARD.image_url


@pytest.mark.parametrize(("text", "count"), [("What next?", 26), ("x" * 3001, 2)])
async def test_choices_that_fit_no_block_are_in_the_text(send: Any, reply: Reply, text: str, count: int) -> None:
    message = await send(replace(reply, text=text, choices=tuple(f"choice {n}" for n in range(1, count + 1))))

    assert "blocks" not in message
    assert message["text"].endswith(f"\n{count}. choice {count}")


@pytest.mark.parametrize("error", ["internal_error", "fatal_error"])
async def test_an_error_after_which_it_may_have_been_posted_is_uncertain(
    platform: Any, api: Any, line: Line, reply: Reply, error: str
) -> None:
    api.answer = platform.driver.refused(error)

    with pytest.raises(DeliveryUncertain, match=error):
        await platform.channel.send(reply, platform.account(api.url), line)


@pytest.mark.parametrize("body", [b"", b"<html>log in to the hotel</html>", b"[]"])
async def test_an_answer_that_is_not_slacks_leaves_the_reply_uncertain(
    platform: Any, api: Any, line: Line, reply: Reply, body: bytes
) -> None:
    api.answer = (200, {}, body)

    with pytest.raises(DeliveryUncertain):
        await platform.channel.send(reply, platform.account(api.url), line)


async def test_a_mention_that_is_edited_is_not_answered_again(platform: Any) -> None:
    body = platform.fixtures()["mention"]["body"]
    edit = {"text": "<@U0LAN0Z89> is it?", "edited": {"user": "U061F7AUR", "ts": "1769846500.000000"}}
    edited = body | {"event_id": "Ev2", "event": body["event"] | edit}

    first, again = [await platform.receive(platform.request(json.dumps(one).encode())) for one in (body, edited)]

    assert again.messages[0].key == first.messages[0].key


@pytest.mark.parametrize(("team_id", "count"), [("", 1), ("T123ABC456", 1), ("T999", 0)])
@pytest.mark.parametrize("name", ["text", "button"])
async def test_an_account_reads_its_own_workspace(platform: Any, name: str, team_id: str, count: int) -> None:
    request = platform.request(platform.content(platform.fixtures()[name]))

    received = await platform.channel.receive(request, platform.account(team_id=team_id), {})

    assert len(received.messages) == count


@pytest.mark.parametrize(
    "body",
    [
        b"payload=",
        b"payload=%FF",
        b"payload=\xff",
        b"payload=%7B",
        b"command=%2Fhelp&text=hi",
        urlencode([("payload", "{}")] * 20).encode(),
    ],
)
async def test_a_form_of_another_kind_is_malformed(platform: Any, body: bytes) -> None:
    with pytest.raises(Malformed):
        await platform.receive(platform.request(body))


def told(api: Any, **file: str) -> dict[str, Any]:
    return {"/api/files.info": (200, {}, json.dumps({"ok": True, "file": file}).encode())}


async def test_a_file_is_fetched_by_its_id_with_the_token(platform: Any, api: Any, line: Line) -> None:
    url = f"{api.url}/files-pri/T1-F1/download/contract.pdf"
    api.side = told(api, name="contract.pdf", mimetype="application/pdf", url_private_download=url)
    api.answer = (200, {"content-type": "application/octet-stream"}, b"%PDF")

    fetched = await platform.channel.fetch(Attachment("F1"), platform.account(api.url), line)

    assert (fetched.body, fetched.name, fetched.media_type) == (b"%PDF", "contract.pdf", "application/pdf")
    assert api.asked[0].path == "/api/files.info?file=F1"
    for request in (*api.asked, *api.sent):
        assert request.headers["authorization"] == f"Bearer {platform.driver.TOKEN}"


async def test_the_token_is_shown_to_no_other_host(platform: Any, api: Any, line: Line) -> None:
    api.side = told(api, name="a", mimetype="text/plain", url_private="https://docs.example/external")

    with pytest.raises(ChannelError, match="not at an address of Slack"):
        await platform.channel.fetch(Attachment("F1"), platform.account(api.url), line)


async def test_a_page_to_log_in_is_no_file(platform: Any, api: Any, line: Line) -> None:
    api.side = told(api, name="a.pdf", mimetype="application/pdf", url_private=f"{api.url}/a.pdf")
    api.answer = (200, {"content-type": "text/html; charset=utf-8"}, b"<html>Sign in</html>")

    with pytest.raises(ChannelError, match="log in"):
        await platform.channel.fetch(Attachment("F1"), platform.account(api.url), line)


async def test_check_tells_who_the_app_is_and_what_it_may_not(platform: Any, api: Any, line: Line) -> None:
    scopes = "chat:write,im:history,app_mentions:read,files:read"
    body = b'{"ok":true,"url":"https://shop.slack.com/","team":"Shop","user":"helper","team_id":"T1","user_id":"U1"}'
    api.answer = (200, {"x-oauth-scopes": scopes}, body)
    assert await platform.channel.check(platform.account(api.url), line) == "@helper, Shop"

    api.answer = (200, {"x-oauth-scopes": "chat:write,im:history"}, body)
    with pytest.raises(ChannelError, match="app_mentions:read, files:read"):
        await platform.channel.check(platform.account(api.url), line)

    api.answer = platform.driver.refused("invalid_auth")
    with pytest.raises(ChannelError, match="bot token"):
        await platform.channel.check(platform.account(api.url), line)
