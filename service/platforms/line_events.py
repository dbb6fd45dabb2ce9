"""LINE's webhook events as messages (https://developers.line.biz/en/reference/messaging-api/#webhook-event-objects).

No messages are: groups and rooms, events in standby (another system answers), unfollowing, edits, and messages taken
back. A tap on a rich menu that is a postback brings its data, as kind "unsupported": nobody wrote it.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from service.channel.errors import Malformed
from service.channel.interface import Attachment, Inbound, Kind

LAST_MS = 253_402_300_799_999
"""Of the year 9999."""
_MEDIA: Mapping[str, Kind] = {"image": "image", "video": "file", "audio": "voice", "file": "file"}


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow", alias_generator=to_camel)


class _Source(_Strict):
    type: str
    user_id: Annotated[str, Field(min_length=1)] | None = None


class _Provider(_Strict):
    type: str
    original_content_url: str = ""


class _Message(_Strict):
    id: Annotated[str, Field(pattern=r"^[0-9A-Za-z_-]{1,64}$")]
    type: str
    text: str | None = None
    title: str | None = None
    address: str | None = None
    latitude: float = 0.0
    longitude: float = 0.0
    file_name: str | None = None
    keywords: list[str] = []
    content_provider: _Provider = _Provider(type="line")


class _Postback(_Strict):
    data: str


class _Event(_Strict):
    type: str
    mode: str = "active"
    timestamp: Annotated[int, Field(ge=0, le=LAST_MS)]
    webhook_event_id: Annotated[str, Field(min_length=1)]
    source: _Source | None = None
    reply_token: str | None = None
    message: _Message | None = None
    postback: _Postback | None = None


class _Body(_Strict):
    events: list[_Event]


def read_events(body: bytes) -> tuple[Inbound, ...]:
    """The messages of a verified delivery, in order; `thread` is `<milliseconds>:<reply token>`. Raises Malformed."""
    try:
        events = _Body.model_validate_json(body).events
    except ValidationError as error:
        raise Malformed from error
    return tuple(message for event in events if (message := _read(event)))


def _read(event: _Event) -> Inbound | None:
    """What a person sent, None for what is no message."""
    if event.mode == "standby" or not event.source or event.source.type != "user" or not event.source.user_id:
        return None
    content = _content(event)
    if content is None:
        return None
    kind, text, attachments = content
    return Inbound(
        key=event.webhook_event_id,
        contact=event.source.user_id,
        contact_name=None,
        text=text,
        at=datetime.fromtimestamp(event.timestamp / 1000, UTC),
        kind=kind,
        thread=f"{event.timestamp}:{event.reply_token}" if event.reply_token else None,
        attachments=attachments,
    )


def _content(event: _Event) -> tuple[Kind, str, tuple[Attachment, ...]] | None:
    if event.type == "follow":
        return "started", "", ()
    if event.type == "postback" and event.postback:
        return "unsupported", event.postback.data, ()
    message = event.message
    if event.type != "message" or message is None:
        return None
    if message.type in _MEDIA:
        if message.content_provider.type != "line":  # not kept by LINE: the address is the sender's
            return _MEDIA[message.type], message.content_provider.original_content_url, ()
        return _MEDIA[message.type], "", (Attachment(message.id, message.file_name),)
    if message.type == "text" and message.text is not None:
        return "text", message.text, ()
    if message.type == "sticker":
        return "sticker", message.text or ", ".join(message.keywords), ()
    if message.type == "location":
        named = [part for part in (message.title, message.address) if part]
        return "location", "; ".join([*named, f"{message.latitude}, {message.longitude}"]), ()
    return "unsupported", "", ()
