"""What a Feishu message holds, by its type: a JSON text of its own within the event.

https://open.feishu.cn/document/server-docs/im-v1/message/events/message_content
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from service.channel.errors import Malformed
from service.channel.interface import Attachment, Kind

_KEY = re.compile(r"[0-9A-Za-z_.-]{1,256}")
_MEDIA: Mapping[str, tuple[Kind, str]] = {
    "image": ("image", "image_key"),
    "file": ("file", "file_key"),
    "audio": ("voice", "file_key"),
    "media": ("file", "file_key"),
}
_SHOWN: Mapping[str, str] = {"img": "image_key", "media": "file_key"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A person or bot that is mentioned: `key` stands for it in the text."""

    key: str
    name: str
    open_id: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a message says, and what is attached to it (fetched by message, type and key)."""

    kind: Kind
    text: str = ""
    attachments: tuple[Attachment, ...] = ()


def read_content(
    kind: str, content: str | Mapping[str, Any], message_id: str, mentions: Sequence[Mention], bot: str
) -> Content:
    """The content of a message of that type. Raises Malformed; a type that is not known is `unsupported`."""
    fields = _object(content) if isinstance(content, str) else content
    if kind == "text":
        text = _named(_text(fields, "text"), mentions, bot)
        return Content("text" if text else "started", text)  # only called: greet them
    if kind == "post":
        return _post(fields, message_id, mentions, bot)
    if kind in _MEDIA:
        shown, key = _MEDIA[kind]
        name = fields.get("file_name")
        attachment = _attachment(message_id, key, fields.get(key), name if isinstance(name, str) else None)
        return Content(shown, "", attachment)
    if kind == "sticker":
        return Content("sticker")
    if kind == "location":
        place = [fields.get("name"), f"{fields.get('latitude')}, {fields.get('longitude')}"]
        return Content("location", "; ".join(str(part) for part in place if part))
    return Content("unsupported")


def _post(fields: Mapping[str, Any], message_id: str, mentions: Sequence[Mention], bot: str) -> Content:
    """Rich text as lines of text; its pictures and videos are attached."""
    lines: list[str] = [title] if isinstance(title := fields.get("title"), str) and title else []
    attachments: list[Attachment] = []
    paragraphs = fields.get("content", [])
    if not isinstance(paragraphs, list):
        raise Malformed
    for paragraph in paragraphs:
        parts = [part for part in paragraph if isinstance(part, dict)] if isinstance(paragraph, list) else []
        for part in parts:
            if key := _SHOWN.get(str(part.get("tag"))):
                attachments += _attachment(message_id, key, part.get(key), None)
        lines.append("".join(_said(part) for part in parts))
    text = _named("\n".join(lines).strip("\n"), mentions, bot)
    if text or not attachments:
        return Content("text" if text else "unsupported", text, tuple(attachments))
    return Content("image", "", tuple(attachments))


def _said(part: Mapping[str, Any]) -> str:
    """An element of a paragraph as text: words, the address of a link, the key of a mention."""
    said = part.get("text")
    text = said if isinstance(said, str) else ""
    match part.get("tag"):
        case "a" if isinstance(part.get("href"), str):
            return text if part["href"] == text else f"{text} ({part['href']})"
        case "at" if isinstance(part.get("user_id"), str):
            return str(part["user_id"])
        case "emotion" if isinstance(part.get("emoji_type"), str):
            return f"[{part['emoji_type']}]"
    return text


def _named(text: str, mentions: Sequence[Mention], bot: str) -> str:
    """The text with names for keys, and without the bot's: that is how a group calls it, not what it is asked."""
    text = text.strip()
    if not bot:
        for one in mentions:
            text = text.removeprefix(one.key).lstrip()
    for one in sorted(mentions, key=lambda one: -len(one.key)):  # "@_user_1" begins "@_user_10"
        text = text.replace(one.key, "" if bot and one.open_id == bot else f"@{one.name}") if one.key else text
    return text.strip()


def _attachment(message_id: str, kind: str, key: object, name: str | None) -> tuple[Attachment, ...]:
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise Malformed
    return (Attachment(f"{message_id}/{'image' if kind == 'image_key' else 'file'}/{key}", name),)


def _object(content: str) -> Mapping[str, Any]:
    try:
        fields = orjson.loads(content)
    except (orjson.JSONDecodeError, UnicodeEncodeError) as error:
        raise Malformed from error
    if not isinstance(fields, dict):
        raise Malformed
    return fields


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise Malformed
    return value
