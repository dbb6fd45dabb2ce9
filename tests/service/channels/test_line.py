"""What only LINE promises."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from linebot.v3.messaging import FlexContainer, QuickReply

from graphs.choices import choice_meant
from service.channel.cards import Card
from service.channel.errors import ChannelError, DeliveryUncertain
from service.channel.interface import Attachment, Reply
from service.channel.line import Line

USED = (400, {}, b'{"message":"Invalid reply token"}')


@pytest.fixture
def platform(platforms: Any) -> Any:
    return platforms["line"]


@pytest.fixture
def reply(platform: Any) -> Reply:
    return Reply("reply-1", "U42", "hi", platform.now)


def thread(age: timedelta) -> str:
    return f"{int((datetime.now(UTC) - age).timestamp() * 1000)}:0f3779fb"


async def test_a_fresh_reply_token_is_used_free_of_charge(platform: Any, api: Any, line: Line, reply: Reply) -> None:
    api.answer = platform.driver.ACCEPTED

    delivered = await platform.channel.send(
        replace(reply, thread=thread(timedelta(seconds=5))), platform.account(api.url), line
    )

    assert delivered.external_id == platform.driver.EXTERNAL_ID
    assert [sent.path for sent in api.sent] == ["/v2/bot/message/reply"]
    assert api.sent[0].json() == {"replyToken": "0f3779fb", "messages": [{"type": "text", "text": "hi"}]}
    assert "x-line-retry-key" not in api.sent[0].headers


async def test_an_old_reply_token_is_not_tried(platform: Any, api: Any, line: Line, reply: Reply) -> None:
    api.answer = platform.driver.ACCEPTED

    await platform.channel.send(replace(reply, thread=thread(timedelta(minutes=2))), platform.account(api.url), line)

    assert [sent.path for sent in api.sent] == ["/v2/bot/message/push"]


async def test_a_used_reply_token_gives_way_to_a_push(platform: Any, api: Any, line: Line, reply: Reply) -> None:
    api.answer = platform.driver.ACCEPTED
    api.side = {"/v2/bot/message/reply": USED}

    await platform.channel.send(replace(reply, thread=thread(timedelta(seconds=5))), platform.account(api.url), line)

    assert [sent.path for sent in api.asked + api.sent] == ["/v2/bot/message/reply", "/v2/bot/message/push"]


@pytest.mark.parametrize("answer", [None, (500, {}, b""), (504, {}, b"")], ids=["hangs up", "broken", "gateway"])
async def test_a_reply_token_that_may_have_been_taken_is_never_followed_by_a_second_message(
    platform: Any, api: Any, line: Line, reply: Reply, answer: Any
) -> None:
    api.answer = answer

    with pytest.raises(ChannelError, match="may have arrived") as caught:
        await platform.channel.send(
            replace(reply, thread=thread(timedelta(seconds=5))), platform.account(api.url), line
        )

    assert caught.value.permanent
    assert not isinstance(caught.value, DeliveryUncertain)  # which the outbox would send again, as a push
    assert len(api.sent) == 1


async def test_a_push_that_line_took_before_counts_as_delivered(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    api.answer = platform.driver.ACCEPTED
    await platform.channel.send(reply, platform.account(api.url), line)
    api.answer = (
        409,
        {"x-line-request-id": "r-2", "x-line-accepted-request-id": "r-1"},
        b'{"message":"The retry key is already accepted","sentMessages":[{"id":"461230966842064897"}]}',
    )

    delivered = await platform.channel.send(reply, platform.account(api.url), line)
    await platform.channel.send(replace(reply, id="reply-2"), platform.account(api.url), line)

    assert delivered.external_id == "461230966842064897"
    keys = [sent.headers["x-line-retry-key"] for sent in api.sent]
    assert keys[0] == keys[1] != keys[2]


async def test_choices_are_quick_replies_and_a_card_is_a_flex_message_that_the_sdk_knows(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    api.answer = platform.driver.ACCEPTED
    choices = ("是", "Please tell me more about that", *(f"{number}" for number in range(3, 16)))
    card = Card("退换货规则", "https://example.com/returns", "7 天无理由", "https://example.com/a.png")

    await platform.channel.send(replace(reply, choices=choices, card=card), platform.account(api.url), line)

    text, flex = api.sent[0].json()["messages"]
    assert text == {"type": "text", "text": "hi\n14\n15"}
    bubble = FlexContainer.from_dict(flex["contents"])
    assert bubble.footer.contents[0].action.uri == card.url
    assert bubble.hero.url == card.image_url
    items = QuickReply.from_dict(flex["quickReply"]).items
    assert len(items) == 13
    assert (items[1].action.label, items[1].action.text) == ("Please tell me more…", choices[1])


async def test_a_choice_longer_than_line_takes_is_cut_and_understood_when_it_is_tapped(
    platform: Any, api: Any, line: Line, reply: Reply
) -> None:
    api.answer = platform.driver.ACCEPTED
    choices = ("How long do I have to return something that I bought " + "so long ago " * 30, "No, thanks")

    await platform.channel.send(replace(reply, choices=choices), platform.account(api.url), line)

    tapped = api.sent[0].json()["messages"][-1]["quickReply"]["items"][0]["action"]["text"]
    assert len(tapped.encode("utf-16-le")) // 2 <= 300
    assert choice_meant(tapped, choices) == choices[0]


async def test_a_file_is_fetched_from_lines_data_address(platform: Any, api: Any, line: Line) -> None:
    api.answer = (200, {"content-type": "image/jpeg"}, b"\xff\xd8")

    fetched = await platform.channel.fetch(Attachment("444", "a.jpg"), platform.account(api.url), line)

    assert (fetched.body, fetched.name, fetched.media_type) == (b"\xff\xd8", "a.jpg", "image/jpeg")
    assert api.sent[0].path == "/v2/bot/message/444/content"


async def test_a_file_that_line_still_prepares_is_asked_for_again_later(platform: Any, api: Any, line: Line) -> None:
    api.answer = (202, {}, b"")

    with pytest.raises(ChannelError) as caught:
        await platform.channel.fetch(Attachment("444"), platform.account(api.url), line)

    assert not caught.value.permanent


async def test_check_tells_the_accounts_name(platform: Any, api: Any, line: Line) -> None:
    api.answer = (200, {}, '{"userId":"Ub1","basicId":"@216ru","displayName":"小店"}'.encode())

    assert await platform.channel.check(platform.account(api.url), line) == "小店 (@216ru)"
    assert (api.sent[0].method, api.sent[0].path) == ("GET", "/v2/bot/info")
