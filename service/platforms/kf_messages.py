"""What `kf/sync_msg` tells of 微信客服 (https://developer.work.weixin.qq.com/document/path/94670), read item by item.

`origin` says who: 3 the customer, 4 the system (events), 5 a member of the enterprise who answers in WeCom. Replies by
the API are not told at all. What the service does not show (a recall, a session's changes) is no message, and a
message of ours that failed is told by `failures_in`; nor is what somebody answered in WeCom.

Entering the chat is `started` only with a `welcome_code`: without one (the account has a welcome text of its own, or
the customer was welcomed within 48 h) nothing may be said before the customer writes. Where the customer came from
then goes with what they write in the same news.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from service.channel.interface import OPENED, Attachment, Inbound, Kind, LateFailure

log = logging.getLogger(__name__)

_LAST_SECOND = 253_402_300_799  # of the year 9999
_CUSTOMER, _SYSTEM = 3, 4
_MEDIA: Mapping[str, tuple[Kind, str | None]] = {
    "image": ("image", None),
    "voice": ("voice", "audio/amr"),
    "video": ("file", "video/mp4"),
    "file": ("file", None),
}
_WORDS: Mapping[str, tuple[str, ...]] = {
    "link": ("title", "desc", "url"),
    "channels_shop_product": ("title", "product_id"),
    "channels_shop_order": ("product_titles", "order_id"),
}
"""Kinds that say something in words, and where: a product or an order that the customer asks about."""


class _Event(BaseModel):
    event_type: str
    external_userid: str = ""
    open_kfid: str = ""
    scene: str = ""
    scene_param: str = ""
    welcome_code: str = ""


class _Item(BaseModel):
    model_config = ConfigDict(extra="allow")

    msgid: Annotated[str, Field(min_length=1, max_length=255)]
    external_userid: Annotated[str, Field(max_length=128)] = ""
    send_time: Annotated[int, Field(ge=0, le=_LAST_SECOND)]
    origin: int
    msgtype: str
    event: _Event | None = None


_FAILED: Mapping[int, str] = {
    1: "the 客服账号 was deleted",
    2: "the app is switched off",
    4: "the session has expired: more than 48 hours have passed since the customer's last message",
    5: "the session is closed: the customer must write first",
    6: "more than 5 messages were sent since the customer's last one",
    8: "the enterprise is not verified",
    10: "the customer does not want messages",
    11: "no member of the enterprise has logged in to the WeCom app",
    12: "messages of this kind are forbidden to 微信客服",
}


@dataclass(frozen=True, slots=True)
class Profile:
    """Who a customer is, as `kf/customer/batchget` tells."""

    name: str | None = None
    unionid: str | None = None


def messages_in(items: Iterable[Any], open_kfid: str, since: float) -> list[Inbound]:
    """What customers of that 客服账号 sent from `since` on (seconds), in order; `thread_of` makes their thread.

    An item without an id, a customer or a time cannot be kept: it is logged and left out, the others are not.
    """
    found = []
    arrivals: dict[str, Mapping[str, str]] = {}
    for raw in items:
        try:
            item = _Item.model_validate(raw)
        except ValidationError:
            log.warning("an item of kf/sync_msg could not be read and was left out")
            continue
        if item.origin == _SYSTEM and item.event and item.event.event_type == "enter_session":
            arrivals[item.event.external_userid] = _source(item.event)
        message = _read(item, open_kfid)
        if message and item.send_time >= since:
            found.append(replace(message, source=arrivals.pop(message.contact, {})))
    return found


def with_profiles(messages: Iterable[Inbound], profiles: Mapping[str, Profile]) -> tuple[Inbound, ...]:
    """The messages with their customers' names and unionids, where they are known."""
    return tuple(_known(message, profiles.get(message.contact, Profile())) for message in messages)


def thread_of(open_kfid: str, welcome_code: str = "") -> str:
    """What a reply needs to know: through which 客服账号 it goes, and by which code it may welcome, once."""
    return f"{open_kfid}:{welcome_code}"


def parse_thread(thread: str | None) -> tuple[str, str]:
    """The 客服账号 and the welcome code of a thread, each may be empty."""
    open_kfid, _, welcome_code = (thread or "").partition(":")
    return open_kfid, welcome_code


def failures_in(items: Iterable[Any]) -> tuple[LateFailure, ...]:
    """Our messages that WeCom took and did not deliver: the event `msg_send_fail`."""
    told = [one.get("event") for one in items if isinstance(one, dict) and one.get("origin") == _SYSTEM]
    failed = [one for one in told if isinstance(one, dict) and one.get("event_type") == "msg_send_fail"]
    return tuple(
        LateFailure(one["fail_msgid"], _why(one.get("fail_type")))
        for one in failed
        if isinstance(one.get("fail_msgid"), str) and one["fail_msgid"]
    )


def _why(kind: object) -> str:
    words = _FAILED.get(kind, "WeCom tells no reason") if isinstance(kind, int) else "WeCom tells no reason"
    return f"WeCom took the message, but did not deliver it: {words} (fail_type {kind})."


def _read(item: _Item, open_kfid: str) -> Inbound | None:
    at = datetime.fromtimestamp(item.send_time, UTC)
    if item.origin == _CUSTOMER and item.external_userid:
        kind, text, attachments = _content(item)
        contact = item.external_userid
        thread = thread_of(open_kfid)
        return Inbound(item.msgid, contact, None, text, at, kind, thread=thread, attachments=attachments)
    event = item.event
    if item.origin == _SYSTEM and event and event.welcome_code and event.external_userid:
        thread = thread_of(open_kfid, event.welcome_code)
        return Inbound(item.msgid, event.external_userid, None, OPENED["zh"], at, "started", thread=thread)
    return None


def _content(item: _Item) -> tuple[Kind, str, tuple[Attachment, ...]]:
    raw = (item.model_extra or {}).get(item.msgtype)
    said = {name: value for name, value in raw.items() if isinstance(value, str)} if isinstance(raw, dict) else {}
    match item.msgtype:
        case "text" if said.get("content", "").strip():
            return "text", said["content"], ()
        case "location" if isinstance(raw, dict):
            place = " ".join(filter(None, (said.get("name"), said.get("address"))))
            return "location", f"{raw.get('latitude')}, {raw.get('longitude')} {place}".strip(), ()
        case media if media in _MEDIA and said.get("media_id"):
            kind, media_type = _MEDIA[media]
            return kind, "", (Attachment(said["media_id"], media_type=media_type),)
        case words if text := "\n".join(filter(None, (said.get(name) for name in _WORDS.get(words, ())))):
            return "text", text, ()
    return "unsupported", said.get("title", ""), ()


def _source(event: _Event) -> Mapping[str, str]:
    told = {"campaign": event.scene, "referrer": event.scene_param}
    return {name: value for name, value in told.items() if value}


def _known(message: Inbound, profile: Profile) -> Inbound:
    person = f"wechat:{profile.unionid}" if profile.unionid else None
    return replace(message, contact_name=profile.name or None, person=person)
