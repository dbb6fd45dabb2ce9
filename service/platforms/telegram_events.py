"""What Telegram's updates say (https://core.telegram.org/bots/api#update): a customer's message of a private chat.

Acknowledged without a message: groups and channels, other bots, service notices, and edits. An edit is not one because
Telegram announces edits, too, for changes that the customer did not make, and each would be answered a second time.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from service.channel.errors import Malformed
from service.channel.interface import Attachment, Inbound, Kind

_START = re.compile(r"/start( [A-Za-z0-9_-]{1,64})?")
_MAX_ID = 2**63 - 1
_LAST_SECOND = 253_402_300_799  # of the year 9999

_MEDIA: Mapping[str, Kind] = {
    "photo": "image",
    "voice": "voice",
    "audio": "voice",
    "video_note": "voice",
    "animation": "file",
    "video": "file",
    "document": "file",
}
# Messages of a private chat that nobody wrote.
_NOTICES = frozenset(
    (
        *("pinned_message", "message_auto_delete_timer_changed", "connected_website", "write_access_allowed"),
        *("chat_background_set", "boost_added", "users_shared", "chat_shared", "passport_data", "web_app_data"),
        *("proximity_alert_triggered", "successful_payment", "refunded_payment", "gift", "unique_gift"),
    )
)


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow")


class _Chat(_Strict):
    id: Annotated[int, Field(ge=-_MAX_ID, le=_MAX_ID)]
    type: str


class _User(_Strict):
    id: int | None = None
    is_bot: bool = False
    first_name: str = ""
    last_name: str = ""
    username: str | None = None


class _Sticker(_Strict):
    emoji: str = ""


class _Card(_Strict):
    phone_number: str
    first_name: str
    last_name: str = ""
    user_id: int | None = None


class _Location(_Strict):
    latitude: float
    longitude: float


class _Message(_Strict):
    date: Annotated[int, Field(ge=0, le=_LAST_SECOND)]
    chat: _Chat
    sender: _User | None = Field(default=None, alias="from")
    text: str | None = None
    caption: str = ""
    contact: _Card | None = None
    sticker: _Sticker | None = None
    location: _Location | None = None


class _File(_Strict):
    """Of any kind: what they share of their fields (https://core.telegram.org/bots/api#document, #voice, ...)."""

    file_id: str
    file_name: str | None = None
    mime_type: str | None = None


class _Update(_Strict):
    update_id: Annotated[int, Field(ge=0, le=_MAX_ID)]
    message: _Message | None = None


def message_of(body: bytes) -> Inbound | None:
    """What the customer sent, None where the update is no customer's message. Raises Malformed."""
    try:
        return _read(_Update.model_validate_json(body))
    except ValidationError as error:
        raise Malformed from error


def _read(update: _Update) -> Inbound | None:
    """What the customer sent, None where the update is no customer's message."""
    message = update.message
    if message is None or message.chat.type != "private" or (message.sender and message.sender.is_bot):
        return None
    content = _content(message)
    if content is None:
        return None
    kind, text = content
    return Inbound(
        key=str(update.update_id),
        contact=str(message.chat.id),
        contact_name=_name(message.sender),
        text=text,
        at=datetime.fromtimestamp(message.date, UTC),
        kind=kind,
        attachments=_attached(message),
    )


def _attached(message: _Message) -> tuple[Attachment, ...]:
    """The file of a message; of a photo, which comes in several sizes, the last and largest one.

    Nothing where the file's description is not as documented: the message counts all the same.
    """
    fields = message.model_extra or {}
    given = next((fields[name] for name in _MEDIA if name in fields), None)
    try:
        file = _File.model_validate(given[-1] if isinstance(given, list) and given else given)
    except ValidationError:
        return ()
    return (Attachment(file.file_id, file.file_name, file.mime_type),)


def _content(message: _Message) -> tuple[Kind, str] | None:
    """Kind and text; None for a notice of the platform. A kind that we have not heard of is the customer's."""
    if message.text is not None:
        return ("started", "") if _START.fullmatch(message.text) else ("text", message.text)
    if card := message.contact:
        if card.user_id is not None and message.sender and card.user_id == message.sender.id:
            return "text", _international(card.phone_number)
        return "text", f"{card.first_name} {card.last_name}".strip() + f" {card.phone_number}"
    if message.sticker:
        return "sticker", message.sticker.emoji
    if message.location:
        return "location", f"{message.location.latitude}, {message.location.longitude}"
    fields = message.model_extra or {}
    for name, kind in _MEDIA.items():
        if name in fields:
            return kind, message.caption
    return None if _NOTICES & fields.keys() else ("unsupported", message.caption)


def _international(number: str) -> str:
    """The customer's own number, as shared: it has its country's code, often without the sign that says so."""
    return f"+{number}" if number.isdecimal() else number


def _name(user: _User | None) -> str | None:
    if user is None:
        return None
    return f"{user.first_name} {user.last_name}".strip() or user.username
