"""A file that an operator sends, on the wire of each platform that shows it; on others it is a link."""

import json
from email import message_from_bytes
from typing import Any

import pytest

from service.channel.cards import Card
from service.channel.errors import ChannelError
from service.channel.interface import Reply
from service.channel.line import Line
from service.channel.plugins import load_channels
from service.channel.sent_files import FileChannel, NoFilesThere, SentFile, ensure_sendable, shows_file
from service.outgoing.files import as_link

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 30
PDF = b"%PDF-1.7 invoice"
URL = "https://chat.example.com/api/files/abc"
PICTURE = SentFile("lamp.png", "image/png", PNG, URL)
INVOICE = SentFile("Rechnung 发票.pdf", "application/pdf", PDF, URL)
NO_FILES = ("dingtalk", "douyin")


@pytest.fixture
def send(platforms: Any, api: Any, line: Line) -> Any:
    """What a platform gets for this file: all of its calls, `answers` being given to those paths that hold the key."""

    async def sent(name: str, file: SentFile, answers: dict[str, Any] | None = None, **about: Any) -> list[Any]:
        platform = platforms[name]
        api.side = {**getattr(platform.driver, "SIDE", {}), **(answers or {})}
        api.answer = platform.driver.ACCEPTED
        api.sent.clear()
        api.asked.clear()
        reply = Reply(
            "reply-1", about.get("contact", "42"), file.name, platform.now, thread=about.get("thread", "om_1")
        )
        await platform.channel.send_file(file, reply, platform.account(api.url), line)
        return [*api.asked, *api.sent]

    return sent


def form(sent: Any) -> dict[str, Any]:
    """The parts of a form, files with their names, by an independent reader."""
    head = b"content-type: " + sent.headers["content-type"].encode() + b"\r\n\r\n"
    parts = message_from_bytes(head + sent.body).get_payload()
    found = {}
    for part in parts:
        name = part.get_param("name", header="content-disposition")
        body = part.get_payload(decode=True)
        file = part.get_param("filename", header="content-disposition")
        found[name] = (file, part.get_content_type(), body) if file else body.decode()
    return found


def told(**answer: object) -> tuple[int, dict[str, str], bytes]:
    return 200, {}, json.dumps(answer).encode()


def test_these_platforms_show_files() -> None:
    channels = load_channels()
    assert sorted(name for name, one in channels.items() if not isinstance(one, FileChannel)) == sorted(NO_FILES)


async def test_telegram_shows_photos_and_takes_documents(send: Any) -> None:
    (photo,) = await send("telegram", PICTURE)
    assert photo.path.endswith("/sendPhoto")
    assert form(photo) == {"chat_id": "42", "photo": ("lamp.png", "image/png", PNG)}
    (document,) = await send("telegram", INVOICE)
    assert document.path.endswith("/sendDocument")
    assert form(document)["document"][1:] == ("application/pdf", PDF)


async def test_whatsapp_gets_the_file_first_and_then_its_id(send: Any) -> None:
    media = {"/v25.0/106540352242922/media": told(id="media-7")}
    uploaded, message = await send("whatsapp", INVOICE, media, contact="447700900123")
    assert form(uploaded)["messaging_product"] == "whatsapp"
    assert message.json()["document"] == {"id": "media-7", "filename": INVOICE.name}
    *_, message = await send("whatsapp", PICTURE, media, contact="447700900123")
    assert (message.json()["type"], message.json()["image"]) == ("image", {"id": "media-7"})


async def test_messenger_takes_it_within_the_message(send: Any) -> None:
    (sent,) = await send("messenger", PICTURE)
    parts = form(sent)
    assert json.loads(parts["recipient"]) == {"id": "42"}
    assert json.loads(parts["message"]) == {"attachment": {"type": "image", "payload": {}}}
    assert parts["filedata"] == ("lamp.png", "image/png", PNG)


async def test_instagram_and_line_fetch_pictures(send: Any) -> None:
    (sent,) = await send("instagram", PICTURE)
    assert sent.json()["message"] == {"attachment": {"type": "image", "payload": {"url": URL}}}
    (sent,) = await send("line", PICTURE, thread=None)
    assert sent.json()["messages"] == [{"type": "image", "originalContentUrl": URL, "previewImageUrl": URL}]
    with pytest.raises(ChannelError, match="TURNWISE_PUBLIC_URL"):
        await send("line", SentFile("lamp.png", "image/png", PNG), thread=None)


async def test_slack_gets_the_file_and_then_the_message(send: Any, api: Any) -> None:
    answers = {
        "/api/files.getUploadURLExternal": told(ok=True, upload_url=f"{api.url}/upload/v1/7", file_id="F7"),
        "/upload/v1/7": (200, {}, b"OK - 16"),
    }
    *_, shown = await send("slack", INVOICE, answers, contact="U061F7AUR", thread="D024BE91L")
    assert shown.path == "/api/files.completeUploadExternal"
    assert shown.json() == {"files": [{"id": "F7", "title": INVOICE.name}], "channel_id": "D024BE91L"}


async def test_feishu_gets_the_file_and_then_its_key(send: Any) -> None:
    answers = {
        "/open-apis/im/v1/files": told(code=0, data={"file_key": "file_1"}),
        "/open-apis/im/v1/images": told(code=0, data={"image_key": "img_1"}),
    }
    *_, message = await send("feishu", INVOICE, answers)
    assert (message.json()["msg_type"], json.loads(message.json()["content"])) == ("file", {"file_key": "file_1"})
    *_, message = await send("feishu", PICTURE, answers)
    assert json.loads(message.json()["content"]) == {"image_key": "img_1"}


@pytest.mark.parametrize("name", ["wecom", "wechat"])
async def test_wecom_and_wechat_get_media_and_then_its_id(send: Any, name: str) -> None:
    answers = {"/cgi-bin/media/upload": told(type="image", media_id="M1", created_at=1)}
    *_, message = await send(name, PICTURE, answers)
    assert (message.json()["msgtype"], message.json()["image"]) == ("image", {"media_id": "M1"})


async def test_another_system_gets_it_as_it_would_bring_one(send: Any) -> None:
    (sent,) = await send("webhook", INVOICE)
    message = sent.json()["message"]
    assert message["kind"] == "file"
    assert message["attachments"][0]["name"] == INVOICE.name


def test_where_the_platform_shows_no_files_there_is_a_link() -> None:
    channels, reply = load_channels(), Reply("r", "42", "", None, thread=None)  # type: ignore[arg-type]
    assert as_link(reply, INVOICE, channels["dingtalk"]).card == Card("Open the file", URL)
    assert as_link(reply, INVOICE, channels["webhook"]).text == f"{INVOICE.name}\n{URL}"
    assert not shows_file(channels["line"], "application/pdf", 10)


def test_what_cannot_reach_the_customer_is_refused_when_it_is_sent() -> None:
    channels = load_channels()
    with pytest.raises(NoFilesThere, match="neither"):
        ensure_sendable(channels["douyin"], "image/png", 10, links=True)
    for name, media_type in (("dingtalk", "application/pdf"), ("line", "image/png"), ("wechat", "application/pdf")):
        with pytest.raises(NoFilesThere, match="TURNWISE_PUBLIC_URL"):
            ensure_sendable(channels[name], media_type, 10, links=False)
        ensure_sendable(channels[name], media_type, 10, links=True)
    ensure_sendable(channels["telegram"], "application/pdf", 10, links=False)
    ensure_sendable(None, "application/pdf", 10, links=False)
