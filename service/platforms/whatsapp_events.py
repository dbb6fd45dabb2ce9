"""What WhatsApp's hook delivers, read into messages: entries x changes x messages.

The forms are those of documentation/business-messaging/whatsapp/webhooks/reference/messages/* on
developers.facebook.com. The envelope must have them; a message whose content has another form is `unsupported`, so that
one that changes holds up no others.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from service.channel.errors import Malformed
from service.channel.interface import Inbound, LateFailure
from service.platforms.whatsapp_contents import content_of, valid
from service.platforms.whatsapp_statuses import failures_in

_NO_MESSAGE = frozenset(("reaction", "system", "edit", "revoke"))


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow")


class _Referral(_Strict):
    source_url: str | None = None
    source_type: str | None = None
    source_id: str | None = None
    headline: str | None = None
    ctwa_clid: str | None = None


class _Message(_Strict):
    """Its content is the extra field that is named as its `type`."""

    id: Annotated[str, Field(min_length=1, max_length=350)]
    timestamp: Annotated[str, Field(pattern=r"^[0-9]{1,11}$")]
    type: str
    phone: Annotated[str | None, Field(alias="from", max_length=200)] = None
    from_user_id: Annotated[str | None, Field(max_length=200)] = None
    group_id: str | None = None
    referral: Any = None


class _Profile(_Strict):
    name: str | None = None
    username: str | None = None


class _Contact(_Strict):
    profile: _Profile = _Profile()
    wa_id: str | None = None
    user_id: Annotated[str | None, Field(max_length=200)] = None


class _Metadata(_Strict):
    phone_number_id: str


class _Value(_Strict):
    metadata: _Metadata
    contacts: list[_Contact] = []
    messages: list[_Message] = []
    statuses: list[Any] = []


class _Change(_Strict):
    field: str
    value: Any


class _Entry(_Strict):
    changes: list[_Change]


class _Delivery(_Strict):
    object: str
    entry: list[_Entry]


def read_delivery(body: bytes, phone_number_id: str) -> tuple[tuple[Inbound, ...], tuple[LateFailure, ...]]:
    """The customers' messages to that number, in the order sent, and which of ours failed. Raises Malformed."""
    try:
        delivery = _Delivery.model_validate_json(body)
        values = [
            _Value.model_validate(change.value)
            for entry in delivery.entry
            for change in entry.changes
            if delivery.object == "whatsapp_business_account" and change.field == "messages"
        ]
    except ValidationError as error:
        raise Malformed from error
    own = [value for value in values if value.metadata.phone_number_id == phone_number_id]
    read = [_read(message, value.contacts) for value in own for message in value.messages]
    failed = failures_in([status for value in own for status in value.statuses])
    return tuple(message for message in read if message), failed


def _read(message: _Message, contacts: Sequence[_Contact]) -> Inbound | None:
    """What the customer sent, None where it is no message to answer."""
    if message.group_id or message.type in _NO_MESSAGE or _is_edit(message):
        return None
    sender = _sender(message, contacts)
    user_id = message.from_user_id or sender.user_id
    contact = message.phone or user_id
    if not contact:  # nobody who could be answered
        return None
    kind, text, attachment = content_of(message.type, message.model_extra or {})
    return Inbound(
        key=message.id,
        contact=contact,
        contact_name=sender.profile.name or sender.profile.username,
        text=text,
        at=datetime.fromtimestamp(int(message.timestamp), UTC),
        kind=kind,
        attachments=(attachment,) if attachment else (),
        person=f"whatsapp:{user_id}" if user_id else None,
        source=_source(message),
    )


def _sender(message: _Message, contacts: Sequence[_Contact]) -> _Contact:
    """The record of the sender; a batch has one for each."""
    ids = {message.phone, message.from_user_id} - {None}
    known = [contact for contact in contacts if ids & {contact.wa_id, contact.user_id}]
    # A number may be written otherwise than its wa_id (Brazil, Mexico, Argentina).
    return known[0] if known else contacts[0] if len(contacts) == 1 else _Contact()


def _is_edit(message: _Message) -> bool:
    """Edits may also come as what the API does not support."""
    content = (message.model_extra or {}).get("unsupported")
    return message.type == "unsupported" and isinstance(content, dict) and content.get("type") == "edit"


def _source(message: _Message) -> Mapping[str, str]:
    """The ad or post that brought the customer."""
    if not (referral := valid(_Referral, message.referral)):
        return {}
    source = {
        "post" if referral.source_type == "post" else "ad": referral.source_id,
        "headline": referral.headline,
        "referrer": referral.source_url,
        "ctwa_clid": referral.ctwa_clid,
    }
    return {name: value for name, value in source.items() if value}
