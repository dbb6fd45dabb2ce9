"""What only Telegram promises."""

import json
from typing import Any

import pytest

from service.channel.errors import ChannelError, DeliveryUncertain, Malformed
from service.channel.interface import Attachment, Reply
from service.channel.line import Line
from service.channel.split import split


@pytest.fixture
def platform(platforms: Any) -> Any:
    return platforms["telegram"]


@pytest.fixture
def reply(platform: Any) -> Reply:
    return Reply("reply-1", "42", "hi", platform.now)


@pytest.mark.parametrize("body", [b"", b"<html>log in to the hotel</html>", b'{"ok": false}', b"[]"])
async def test_an_answer_that_is_not_telegrams_leaves_the_reply_uncertain(
    platform: Any, api: Any, line: Line, reply: Reply, body: bytes
) -> None:
    api.answer = (200, {}, body)

    with pytest.raises(DeliveryUncertain):
        await platform.channel.send(reply, platform.account(api.url), line)


async def test_an_operator_reads_why_telegram_refused(platform: Any, api: Any, line: Line, reply: Reply) -> None:
    api.answer = platform.driver.REFUSED["blocked"][0]

    with pytest.raises(ChannelError, match="bot was blocked by the user"):
        await platform.channel.send(reply, platform.account(api.url), line)


async def test_another_bot_api_server_may_live_under_a_path(platform: Any, api: Any, line: Line, reply: Reply) -> None:
    api.answer = platform.driver.ACCEPTED

    await platform.channel.send(reply, platform.account(f"{api.url}/telegram/"), line)

    assert api.sent[0].path == "/telegram/bot123456:ABC-DEF/sendMessage"


async def test_check_tells_the_bots_name_or_why_its_token_is_not_taken(platform: Any, api: Any, line: Line) -> None:
    bot = {"id": 1, "is_bot": True, "first_name": "小店", "username": "shop_bot"}
    api.answer = (200, {}, json.dumps({"ok": True, "result": bot}).encode())
    assert await platform.channel.check(platform.account(api.url), line) == "小店 (@shop_bot)"
    assert api.sent[0].path == "/bot123456:ABC-DEF/getMe"

    api.answer = (401, {}, b'{"ok": false, "error_code": 401, "description": "Unauthorized"}')
    with pytest.raises(ChannelError, match="Unauthorized"):
        await platform.channel.check(platform.account(api.url), line)
    api.answer = (200, {}, b"<html>log in to the hotel</html>")
    with pytest.raises(ChannelError, match="could not be read"):
        await platform.channel.check(platform.account(api.url), line)


@pytest.mark.parametrize("changed", [{"update_id": -1}, {"update_id": 2**63}, {"update_id": 1.5}, {"update_id": True}])
async def test_an_update_without_a_usable_key_is_malformed(platform: Any, changed: dict[str, object]) -> None:
    body = platform.fixtures()["text"]["body"] | changed

    with pytest.raises(Malformed):
        await platform.receive(platform.request(json.dumps(body).encode()))


def test_a_reply_of_emoji_is_split_by_what_telegram_counts(platform: Any) -> None:
    parts = split("👍" * 4096, platform.channel.text_limit)

    assert [len(part) for part in parts] == [2048, 2048]


FILE_OF = {"file_id": "BQAD", "file_path": "documents/file_7.pdf"}


async def test_a_file_is_fetched_by_the_path_that_getfile_gives(platform: Any, api: Any, line: Line) -> None:
    named = json.dumps({"ok": True, "result": FILE_OF}).encode()
    api.side = {
        "/bot123456:ABC-DEF/getFile": (200, {}, named),
        "/file/bot123456:ABC-DEF/documents/file_7.pdf": (200, {"content-type": "application/octet-stream"}, b"%PDF-"),
    }
    wanted = Attachment("BQAD", "receipt.pdf", "application/pdf")
    fetched = await platform.channel.fetch(wanted, platform.account(api.url), line)

    assert (fetched.body, fetched.name, fetched.media_type) == (b"%PDF-", "receipt.pdf", "application/pdf")
    assert api.asked[0].json() == {"file_id": "BQAD"}


async def test_a_file_that_is_too_big_for_telegram_is_not_asked_for_again(platform: Any, api: Any, line: Line) -> None:
    api.answer = (400, {}, b'{"ok":false,"error_code":400,"description":"Bad Request: file is too big"}')

    with pytest.raises(ChannelError, match="file is too big") as refused:
        await platform.channel.fetch(Attachment("BQAD"), platform.account(api.url), line)
    assert refused.value.permanent


@pytest.mark.parametrize("path", ["../../etc/passwd", "a?b=c", "documents/../x", "", None, 7])
async def test_a_path_that_leads_elsewhere_is_not_followed(platform: Any, api: Any, line: Line, path: Any) -> None:
    api.answer = (200, {}, json.dumps({"ok": True, "result": {"file_path": path}}).encode())

    with pytest.raises(ChannelError, match="names no file"):
        await platform.channel.fetch(Attachment("BQAD"), platform.account(api.url), line)
    assert len(api.sent) == 1
