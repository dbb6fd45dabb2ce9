"""Douyin's webhook events as messages.

https://developer.open-douyin.com/docs/resource/zh-CN/dop/develop/openapi/search-management/private-message/private-msg-webhook
and, for `im_enter_direct_msg`, .../mini-app/develop/server/instant-message/private-message/enter-direct-msg-webhook.
`content` is an object or the JSON of one. Pictures and videos come without an address: they are seen in the app alone.

No messages are: what the account itself sent (`im_send_msg`), what was taken back, groups, and other events.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

import orjson
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from service.channel.errors import Malformed
from service.channel.interface import Inbound, Kind

REPLY, ENTERED = "im_reply_msg", "im_enter_direct_msg"
"""The scenes in which a person may be written to: to answer a message, and as they open the chat."""
_LAST_MS = 253_402_300_799_999  # of the year 9999
_PRIVATE = 1
_FILLED_IN = 2  # 1 is an empty card
_MAX_THREAD_CHARS = 400
_KINDS: Mapping[str, Kind] = {"image": "image", "video": "file", "emoji": "sticker"}


def _opened(value: object) -> object:
    """An object that is written as the JSON of one."""
    if not isinstance(value, str):
        return value
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError as error:
        raise ValueError("is no JSON") from error


Id = Annotated[str, Field(pattern=r"^[^\s\x00-\x1f]{1,255}$")]
Milliseconds = Annotated[int, Field(ge=0, le=_LAST_MS)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow")


class _Event(_Strict):
    event: str


class _Verification(_Strict):
    challenge: Annotated[int, Field(ge=-(2**63), lt=2**64)]  # what JSON is written with takes no longer ones


class _VerificationEvent(_Event):
    content: Annotated[_Verification, BeforeValidator(_opened)]


class _User(_Strict):
    open_id: str
    nick_name: str = ""


class _Filled(_Strict):
    label: str
    value: str


class _Message(_Strict):
    conversation_short_id: Id
    server_message_id: Id
    conversation_type: int = _PRIVATE
    create_time: Milliseconds
    message_type: str = ""
    text: str | None = None
    card_status: int | None = None
    card_data: list[_Filled] | None = None
    user_infos: list[_User] | None = None
    object_id: str | None = Field(default=None, alias="objectId")
    ad_info: object = None


class _MessageEvent(_Event):
    from_user_id: Id
    content: Annotated[_Message, BeforeValidator(_opened)]


def challenge_of(body: bytes) -> int | None:
    """What a handshake asks to be answered with, None for another event. Raises Malformed."""
    try:
        if _Event.model_validate_json(body).event != "verify_webhook":
            return None
        return _VerificationEvent.model_validate_json(body).content.challenge
    except ValidationError as error:
        raise Malformed from error


def read_event(body: bytes) -> Inbound | None:
    """The message of a verified delivery, None where it is none. Raises Malformed.

    `thread` is what an answer must name: the message's id, the conversation's and the scene.
    """
    try:
        event = _Event.model_validate_json(body).event
        if event not in ("im_receive_msg", ENTERED):
            return None
        said = _MessageEvent.model_validate_json(body)
    except ValidationError as error:
        raise Malformed from error
    message = said.content
    if message.conversation_type != _PRIVATE:
        return None
    at = datetime.fromtimestamp(message.create_time / 1000, UTC)
    entered = event == ENTERED
    kind, text = _content(message, entered)
    # Whoever opens the chat several times a day is greeted once.
    key = f"enter:{message.conversation_short_id}:{at:%Y-%m-%d}" if entered else message.server_message_id
    names = {user.open_id: user.nick_name for user in message.user_infos or ()}
    return Inbound(
        key=key,
        contact=said.from_user_id,
        contact_name=names.get(said.from_user_id) or None,
        text=text,
        at=at,
        kind=kind,
        thread=_thread(message, ENTERED if entered else REPLY),
        source=_source(message) if entered else {},
    )


def _thread(message: _Message, scene: str) -> str:
    """What an answer names, as far as it can be kept: without the conversation, which a message's id implies."""
    whole = f"{message.server_message_id} {message.conversation_short_id} {scene}"
    return whole if len(whole) <= _MAX_THREAD_CHARS else f"{message.server_message_id}  {scene}"


def _content(message: _Message, entered: bool) -> tuple[Kind, str]:
    if entered:
        return "started", ""
    if message.message_type == "text":
        if message.text is None:
            raise Malformed
        return "text", message.text
    if message.message_type == "retain_consult_card":
        return _card(message)
    return _KINDS.get(message.message_type, "unsupported"), ""


def _card(message: _Message) -> tuple[Kind, str]:
    """A lead card that the customer has filled in; one that is still empty says nothing."""
    filled = message.card_data or [] if message.card_status == _FILLED_IN else []
    told = "\n".join(f"{one.label}：{one.value}" for one in filled if one.value)
    return ("text", told) if told else ("unsupported", "")


def _source(message: _Message) -> dict[str, str]:
    """The video and the advertisement that brought somebody here; what cannot be read of them is left out."""
    ad: Any = message.ad_info
    if isinstance(ad, str):
        try:
            ad = orjson.loads(ad)
        except orjson.JSONDecodeError:
            ad = {}
    told = ad if isinstance(ad, dict) else {}
    found = {"referrer": message.object_id, "ad": told.get("promotion_id"), "campaign": told.get("ad_name")}
    return {name: str(value) for name, value in found.items() if value and isinstance(value, str | int)}
