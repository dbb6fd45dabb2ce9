"""Messages as Messenger and Instagram deliver and take them: entries x `messaging` events, `message` objects.

From documentation/business-messaging/messenger-platform (webhooks/webhook-events/*, send-messages/*), .../instagram-
messaging and documentation/instagram-platform/webhooks/examples on developers.facebook.com.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from service.channel.cards import Card
from service.channel.choices import chosen, fits, in_words, payload_of, shortened, with_card
from service.channel.errors import Malformed
from service.channel.interface import Attachment, Inbound, Kind, Reply
from service.channel.split import TextLimit

START = "GET_STARTED"
"""The payload that a Page's start button must have: its postback is somebody who opened the chat."""

_MAX_CHOICES, _MAX_TITLE, _MAX_PAYLOAD = 13, 20, 1000
_MAX_SUBTITLE, _MAX_TEMPLATE_TEXT = 80, 640
_LAST_MILLISECOND = 253_402_300_799_999  # of the year 9999
_MEDIA: Mapping[str, Kind] = {"image": "image", "audio": "voice", "video": "file", "file": "file"}


_SHARES = {"phone": "user_phone_number", "email": "user_email"}


def _or_none(value: object, parse: ValidatorFunctionWrapHandler) -> object:
    try:
        return parse(value)
    except ValidationError:
        return None


_OrNone = WrapValidator(_or_none)
"""For what may change its form without holding up the message, nor the others of its delivery."""
_Milliseconds = Annotated[int, Field(ge=0, le=_LAST_MILLISECOND)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow")


class _Person(_Strict):
    id: Annotated[str | None, Field(max_length=255)] = None


class _Coordinates(_Strict):
    lat: float
    long: float


class _Payload(_Strict):
    url: str | None = None
    title: str | None = None
    sticker_id: int | None = None
    coordinates: _Coordinates | None = None


class _Attached(_Strict):
    type: str
    title: str | None = None
    url: str | None = None
    payload: Annotated[_Payload | None, _OrNone] = None


class _Ad(_Strict):
    ad_title: str | None = None


class _Referral(_Strict):
    ref: str | None = None
    ad_id: str | None = None
    source: str | None = None
    referer_uri: str | None = None
    ads_context_data: Annotated[_Ad | None, _OrNone] = None


class _QuickReply(_Strict):
    payload: str | None = None


class _Message(_Strict):
    mid: Annotated[str, Field(min_length=1, max_length=350)]
    text: str | None = None
    is_echo: bool = False
    is_deleted: bool = False
    quick_reply: Annotated[_QuickReply | None, _OrNone] = None
    attachments: list[_Attached] = []
    referral: Annotated[_Referral | None, _OrNone] = None


class _Postback(_Strict):
    mid: Annotated[str | None, Field(min_length=1, max_length=350)] = None
    title: str | None = None
    payload: str | None = None
    referral: Annotated[_Referral | None, _OrNone] = None


class _Event(_Strict):
    sender: _Person = _Person()
    timestamp: _Milliseconds | None = None  # receipts may have none
    message: _Message | None = None
    postback: _Postback | None = None
    referral: Annotated[_Referral | None, _OrNone] = None


class _Entry(_Strict):
    id: str
    time: _Milliseconds
    messaging: list[_Event] = []


class _Delivery(_Strict):
    object: str
    entry: list[_Entry]


class Sent(BaseModel):
    """What the platform answers to a message that it took."""

    message_id: str | None = None


def read_delivery(body: bytes, of_object: str, account_id: str) -> tuple[Inbound, ...]:
    """The customers' messages to that Page or account, in the order sent. Raises Malformed.

    A hook serves all accounts of an app. Events of `standby` belong to a conversation that another app holds.
    """
    try:
        delivery = _Delivery.model_validate_json(body)
    except ValidationError as error:
        raise Malformed from error
    own = [entry for entry in delivery.entry if delivery.object == of_object and entry.id == account_id]
    read = [_read(event, account_id, event.timestamp or entry.time) for entry in own for event in entry.messaging]
    return tuple(message for message in read if message)


def message_of(reply: Reply, limit: TextLimit) -> dict[str, Any]:
    """The `message` that shows a reply: a text, with quick replies where it has choices, or a template with a link.

    Those that share a detail of the customer's profile are Messenger's alone.
    """
    asked = reply.lead.fields if reply.lead else ()
    sharing = [{"content_type": _SHARES[field]} for field in asked if field in _SHARES]
    if sharing and not reply.choices:
        return {"text": with_card(reply, limit), "quick_replies": sharing}
    choices = tuple(dict.fromkeys(reply.choices))
    if reply.card and not choices and (template := _template(reply.text, reply.card)):
        return {"attachment": {"type": "template", "payload": template}}
    if not choices or len(choices) > _MAX_CHOICES:
        return {"text": in_words(reply, limit)}
    return {"text": with_card(reply, limit), "quick_replies": [_quick_reply(choice) for choice in choices]}


def _read(event: _Event, account_id: str, at_ms: int) -> Inbound | None:
    """What the customer sent, None where it is an echo, a receipt, a reaction, a withdrawal."""
    contact = event.sender.id
    if not contact or contact == account_id:
        return None
    if message := event.message:
        if message.is_echo or message.is_deleted:
            return None
        kind, text = _content(message)
        key, referral, attachments = message.mid, message.referral, _attachments(message)
    elif postback := event.postback:
        kind, text = _tapped(postback)
        key, referral, attachments = postback.mid or f"{contact}:{at_ms}", postback.referral, ()
    elif referral := event.referral:  # back in the chat by a link or an ad, and nothing said yet
        kind, text, key, attachments = "started", "", f"{contact}:{at_ms}", ()
    else:
        return None
    at = datetime.fromtimestamp(at_ms / 1000, UTC)
    return Inbound(
        key, contact, None, text, at, kind, attachments=attachments, source=_source(referral or event.referral)
    )


def _content(message: _Message) -> tuple[Kind, str]:
    """Kind and text. A shared post, reel or story, and what is not known, is `unsupported`."""
    said = message.text or ""
    if message.quick_reply and said:
        return "text", chosen(message.quick_reply.payload or "", said)
    for attached in message.attachments:
        payload = attached.payload or _Payload()
        if kind := _MEDIA.get(attached.type):
            return ("sticker" if payload.sticker_id else kind), said
        if place := payload.coordinates:
            return "location", f"{place.lat}, {place.long}"
        if attached.type == "fallback" and not said:  # a link, shared
            said = " ".join(filter(None, (attached.title or payload.title, attached.url or payload.url)))
    if said:
        return "text", said
    titles = [attached.payload.title for attached in message.attachments if attached.payload]
    return "unsupported", " ".join(filter(None, titles))


def _attachments(message: _Message) -> tuple[Attachment, ...]:
    """Media by their addresses, which is all that there is of them."""
    media = [attached.payload for attached in message.attachments if attached.type in _MEDIA]
    return tuple(Attachment(payload.url) for payload in media if payload and payload.url)


def _tapped(postback: _Postback) -> tuple[Kind, str]:
    """The start button opens a chat; any other button says what stands on it."""
    said = chosen(postback.payload or "", postback.title or "")
    return ("started", "") if postback.payload == START or not said else ("text", said)


def _source(referral: _Referral | None) -> Mapping[str, str]:
    """The ad or link that brought the customer."""
    if referral is None:
        return {}
    source = {
        "ad": referral.ad_id,
        "headline": referral.ads_context_data.ad_title if referral.ads_context_data else None,
        "ref": referral.ref,
        "referrer": referral.referer_uri,
        "via": referral.source,
    }
    return {name: value for name, value in source.items() if value}


def _quick_reply(choice: str) -> dict[str, str]:
    title = shortened(choice, _MAX_TITLE)
    return {"content_type": "text", "title": title, "payload": payload_of(choice, _MAX_PAYLOAD)}


def _template(text: str, card: Card) -> dict[str, Any] | None:
    """A picture with a link where text and title are short enough, else a text with one, else none."""
    button = {"type": "web_url", "url": card.url, "title": shortened(card.title, _MAX_TITLE)}
    if card.image_url and fits(text, _MAX_SUBTITLE) and fits(card.title, _MAX_SUBTITLE):
        link = {"type": "web_url", "url": card.url}
        shown = {"title": card.title, "subtitle": text, "image_url": card.image_url, "default_action": link}
        return {"template_type": "generic", "elements": [shown | {"buttons": [button]}]}
    title = "" if fits(card.title, _MAX_TITLE) else card.title
    body = "\n".join(filter(None, (text, title, card.text)))
    return {"template_type": "button", "text": body, "buttons": [button]} if fits(body, _MAX_TEMPLATE_TEXT) else None
