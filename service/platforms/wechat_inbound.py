"""The XML in which WeChat Official Accounts and WeCom apps tell what a person sent: the same names on both.

https://developers.weixin.qq.com/doc/service/guide/product/message/Receiving_standard_messages.html and
https://developer.work.weixin.qq.com/document/path/90239; names checked against wechatpy's `messages` and `events`.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from service.channel.errors import Malformed
from service.channel.interface import OPENED, Attachment, Inbound, Kind

_LAST_SECOND = 253_402_300_799  # of the year 9999
_MEDIA: Mapping[str, tuple[Kind, str | None]] = {
    "image": ("image", None),
    "voice": ("voice", "audio/amr"),
    "video": ("file", "video/mp4"),
    "shortvideo": ("file", "video/mp4"),
}
_SCENE = "qrscene_"
_WORDS = re.compile(r"[\u3400-\u9fff]|[^\W\d_]+ [^\W\d_]+")
"""A Chinese character, or two words: nobody writes keys for programs like that."""


class Delivery(BaseModel):
    """A message or, with the `kind` "event", what somebody did. The fields of other kinds are empty."""

    model_config = ConfigDict(extra="allow", frozen=True)

    sender: Annotated[str, Field(alias="FromUserName", max_length=128)] = ""
    sent_at: Annotated[int, Field(alias="CreateTime", ge=0, le=_LAST_SECOND)]
    kind: Annotated[str, Field(alias="MsgType", min_length=1)]
    id: str | None = Field(default=None, alias="MsgId", pattern=r"^[0-9]{1,20}$")
    event: Annotated[str, Field(alias="Event", max_length=64)] = ""
    event_key: str = Field(default="", alias="EventKey")
    agent_id: str = Field(default="", alias="AgentID")
    media_id: str = Field(default="", alias="MediaId")
    content: str = Field(default="", alias="Content")
    recognition: str = Field(default="", alias="Recognition")
    latitude: str = Field(default="", alias="Location_X")
    longitude: str = Field(default="", alias="Location_Y")
    label: str = Field(default="", alias="Label")
    title: str = Field(default="", alias="Title")
    description: str = Field(default="", alias="Description")
    url: str = Field(default="", alias="Url")

    @property
    def at(self) -> datetime:
        """When it was sent."""
        return datetime.fromtimestamp(self.sent_at, UTC)


def read_delivery(content: bytes) -> Delivery:
    """What a verified delivery says. Raises Malformed."""
    try:
        return Delivery.model_validate(read_xml(content))
    except ValidationError as error:
        raise Malformed from error


def read_xml(content: bytes) -> Mapping[str, str]:
    """The texts of `<xml>`'s children by their names, what is nested left out. Raises Malformed, for any DTD too."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Malformed from error
    if root.tag != "xml":
        raise Malformed
    return {child.tag: child.text or "" for child in root}


def message_in(delivery: Delivery) -> Inbound:
    """A message, whose key is its MsgId. Raises Malformed where it has none, or no sender."""
    if delivery.id is None or not delivery.sender:
        raise Malformed("A message needs a MsgId and a FromUserName.")
    kind, text, attachments = _content(delivery)
    return Inbound(delivery.id, delivery.sender, None, text, delivery.at, kind, attachments=attachments)


def event_in(delivery: Delivery) -> Inbound | None:
    """What a person did, None where that says nothing. Raises Malformed where it matters and nobody did it.

    Followed, or scanned a code: `started`. A menu's CLICK is its key where that reads as words, else `started`.
    """
    key = delivery.event_key
    match delivery.event.lower():
        case "subscribe" | "scan":
            scene = key.removeprefix(_SCENE)
            return _done(delivery, "started", OPENED["zh"], {"campaign": scene} if scene else {})
        case "click" if _WORDS.search(key):
            return _done(delivery, "text", key, {})
        case "click":
            return _done(delivery, "started", OPENED["zh"], {"referrer": f"menu:{key}"})
    return None


def _done(delivery: Delivery, kind: Kind, text: str, source: Mapping[str, str]) -> Inbound:
    """An event has no id: its key is who, when and what, as documented."""
    if not delivery.sender:
        raise Malformed("An event needs a FromUserName.")
    key = f"{delivery.sender}:{delivery.sent_at}:{delivery.event}"
    return Inbound(key, delivery.sender, None, text, delivery.at, kind, source=source)


def _content(delivery: Delivery) -> tuple[Kind, str, tuple[Attachment, ...]]:
    match delivery.kind:
        case "text" if delivery.content.strip():
            return "text", delivery.content, ()
        case "location":
            return "location", f"{delivery.latitude}, {delivery.longitude} {delivery.label}".strip(), ()
        case "link" if words := "\n".join(filter(None, (delivery.title, delivery.description, delivery.url))).strip():
            return "text", words, ()
        case media if media in _MEDIA and delivery.media_id:
            kind, media_type = _MEDIA[media]
            return kind, delivery.recognition, (Attachment(delivery.media_id, media_type=media_type),)
    return "unsupported", delivery.title, ()
