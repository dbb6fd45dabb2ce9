"""What a WhatsApp message holds, by its type: words, media, a place, contact cards.

Whatever is of another form than documented is `unsupported`: the message counts all the same.
"""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from service.channel.choices import chosen
from service.channel.interface import Attachment, Kind

_MEDIA: Mapping[str, Kind] = {
    "image": "image",
    "audio": "voice",
    "video": "file",
    "document": "file",
    "sticker": "sticker",
}

M = TypeVar("M", bound=BaseModel)


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow")


class _Text(_Strict):
    body: str


class _Media(_Strict):
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,200}$")]
    mime_type: str | None = None
    caption: str | None = None
    filename: str | None = None


class _Location(_Strict):
    latitude: float
    longitude: float
    name: str | None = None
    address: str | None = None


class _Name(_Strict):
    formatted_name: str | None = None


class _Phone(_Strict):
    phone: str | None = None


class _Card(_Strict):
    origin: str | None = None
    name: _Name = _Name()
    phones: list[_Phone] = []


class _Cards(_Strict):
    contacts: list[_Card]


class _Tapped(_Strict):
    id: str
    title: str


class _Interactive(_Strict):
    button_reply: _Tapped | None = None
    list_reply: _Tapped | None = None


class _Button(_Strict):
    text: str


def content_of(of_type: str, fields: Mapping[str, Any]) -> tuple[Kind, str, Attachment | None]:
    """Kind, text and attachment of a message of that type, whose content is the field of that name."""
    content = fields.get(of_type)
    if of_type == "request_welcome":
        return "started", "", None
    if (kind := _MEDIA.get(of_type)) and (media := valid(_Media, content)):
        return kind, media.caption or "", Attachment(media.id, media.filename, media.mime_type)
    if of_type == "location" and (location := valid(_Location, content)):
        place = (f"{location.latitude}, {location.longitude}", location.name, location.address)
        return "location", " ".join(filter(None, place)), None
    if said := _said(of_type, content):
        return "text", said, None
    return "unsupported", "", None


def valid(model: type[M], content: object) -> M | None:
    """The content, None where it is not of the documented form."""
    try:
        return model.model_validate(content)
    except ValidationError:
        return None


def _said(of_type: str, content: object) -> str:
    """What a message says in words: written, tapped, or a contact card's name and numbers."""
    if of_type == "text" and (text := valid(_Text, content)):
        return text.body
    if of_type == "button" and (button := valid(_Button, content)):
        return button.text
    if of_type == "interactive" and (interactive := valid(_Interactive, content)):
        tapped = interactive.button_reply or interactive.list_reply
        return chosen(tapped.id, tapped.title) if tapped else ""
    if of_type == "contacts" and (cards := valid(_Cards, {"contacts": content})):
        return "\n".join(map(_shown, cards.contacts))
    return ""


def _shown(card: _Card) -> str:
    """Name and numbers; of the customer's own card, which they were asked for, the number alone."""
    if card.origin == "contact_request" and (own := next((one.phone for one in card.phones if one.phone), None)):
        return own
    return " ".join(filter(None, (card.name.formatted_name, *(phone.phone for phone in card.phones))))
