"""What a robot of DingTalk receives in HTTP mode, as messages.

https://open.dingtalk.com/document/orgapp/receive-message; the names of the fields were compared with ChatbotMessage of
dingtalk-stream, the official SDK, which gets the same object by another way. Taken are chats with the robot and a
group's messages that mention it. A recording comes with DingTalk's own transcript.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, HttpUrl, ValidationError
from pydantic.alias_generators import to_camel

from service.channel.errors import Malformed
from service.channel.interface import Attachment, Inbound, Kind
from service.platforms.dingtalk.sessions import LAST_MS, session_of

_MEDIA: Mapping[str, Kind] = {"picture": "image", "audio": "voice", "video": "file", "file": "file"}
_GROUP = "2"


def _number(value: object) -> object:
    """Times come as numbers or, from some senders, as decimal strings."""
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 16 else value


Milliseconds = Annotated[int, BeforeValidator(_number), Field(ge=0, le=LAST_MS)]
Name = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow", alias_generator=to_camel)


class _Text(_Strict):
    content: str


class _Message(_Strict):
    msg_id: Name
    msgtype: str
    create_at: Milliseconds
    conversation_id: Name
    conversation_type: str
    sender_id: Name
    sender_staff_id: Name | None = None
    sender_nick: str = ""
    is_in_at_list: bool = True
    session_webhook: str = ""
    session_webhook_expired_time: Milliseconds = 0
    text: _Text | None = None
    content: dict[str, Any] = Field(default_factory=dict)


def read_message(body: bytes, api_url: HttpUrl) -> Inbound | None:
    """The message of a verified delivery; None for a group's that does not mention the robot. Raises Malformed."""
    try:
        message = _Message.model_validate_json(body)
    except ValidationError as error:
        raise Malformed from error
    in_group = message.conversation_type == _GROUP
    if in_group and not message.is_in_at_list:
        return None
    kind, text, attachments = _content(message)
    sender = message.sender_staff_id or message.sender_id
    session = session_of(message.session_webhook, message.session_webhook_expired_time, api_url)
    return Inbound(
        key=message.msg_id,
        contact=f"{message.conversation_id}|{sender}" if in_group else sender,
        contact_name=message.sender_nick or None,
        text=text,
        at=datetime.fromtimestamp(message.create_at / 1000, UTC),
        kind=kind,
        thread=session.thread() if session else None,
        attachments=attachments,
    )


def _content(message: _Message) -> tuple[Kind, str, tuple[Attachment, ...]]:
    if message.msgtype == "text" and message.text:
        text = message.text.content.strip()
        return ("text" if text else "started"), text, ()  # only called: greet them
    if message.msgtype == "richText":
        return _rich(message.content.get("richText"))
    if message.msgtype in _MEDIA:
        name, said = message.content.get("fileName"), message.content.get("recognition")
        attachments = _attachments([message.content], name if isinstance(name, str) else None)
        return _MEDIA[message.msgtype], said if isinstance(said, str) else "", attachments
    return "unsupported", "", ()


def _rich(parts: object) -> tuple[Kind, str, tuple[Attachment, ...]]:
    """Pieces of text and pictures between them."""
    if not isinstance(parts, list):
        raise Malformed
    pieces = [part for part in parts if isinstance(part, dict)]
    text = "".join(said for part in pieces if isinstance(said := part.get("text"), str)).strip()
    attachments = _attachments(pieces, None)
    if text:
        return "text", text, attachments
    return ("image" if attachments else "unsupported"), "", attachments


def _attachments(pieces: list[dict[str, Any]], name: str | None) -> tuple[Attachment, ...]:
    codes = (piece.get("downloadCode") for piece in pieces)
    return tuple(Attachment(code, name) for code in codes if isinstance(code, str) and code)
