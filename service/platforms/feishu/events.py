"""Feishu's events as messages: schema 2.0 (`im.message.receive_v1`, `card.action.trigger`) and 1.0 (`message`).

https://open.feishu.cn/document/server-docs/im-v1/message/events/receive; the names of the fields were compared with
lark-oapi's models. Taken are people's messages: those of a chat with the bot, and a group's that mention it. What a
button of our card brings (`service.platforms.feishu.messages`) is the customer's text.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from service.channel.cards import CardLanguage, filled_in
from service.channel.errors import Malformed
from service.channel.interface import Inbound
from service.platforms.feishu.contents import Content, Mention, read_content
from service.platforms.feishu.models import Strict

_LAST_MS = 253_402_300_799_999  # of the year 9999
Id = Annotated[str, Field(pattern=r"^[0-9A-Za-z_-]{1,128}$")]

M = TypeVar("M", bound=BaseModel)


def _number(value: object) -> object:
    """Times come as decimal strings."""
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 16 else value


Milliseconds = Annotated[int, BeforeValidator(_number), Field(ge=0, le=_LAST_MS)]


class _Person(Strict):
    open_id: Id
    union_id: str | None = None


class _Sender(Strict):
    sender_type: str = "user"
    sender_id: _Person


class _Mentioned(Strict):
    open_id: str | None = None


class _Mention(Strict):
    key: str
    name: str = ""
    id: _Mentioned = _Mentioned()


class _Message(Strict):
    message_id: Id
    create_time: Milliseconds
    chat_id: Id
    chat_type: str
    message_type: str
    content: str
    mentions: list[_Mention] | None = None


class _Received(Strict):
    sender: _Sender
    message: _Message


class _Action(Strict):
    value: dict[str, Any] | str | None = None
    form_value: dict[str, Any] | None = None


class _Context(Strict):
    open_message_id: Id


class _Tapped(Strict):
    operator: _Person
    action: _Action
    context: _Context


class _Choice(Strict):
    choice: Annotated[str, Field(min_length=1)]
    chat: Id | None = None


class _Form(Strict):
    lead: CardLanguage
    chat: Id | None = None


class _Message1(Strict):
    """Schema 1.0; what depends on `msg_type` (`text_without_at_bot`, `image_key`, ...) is among the extra fields."""

    open_id: Id
    union_id: str | None = None
    open_message_id: Id
    open_chat_id: Id | None = None
    chat_type: str = "private"
    msg_type: str
    is_mention: bool = False


def read_message(key: str, event: Mapping[str, Any], bot: str) -> Inbound | None:
    """Of `im.message.receive_v1`; `bot` is the bot's own open_id, "" where it is not known. Raises Malformed."""
    received = _validated(_Received, event)
    message, sender = received.message, received.sender
    mentions = [Mention(one.key, one.name, one.id.open_id or "") for one in message.mentions or ()]
    in_group = message.chat_type != "p2p"
    # Without knowing itself, a bot takes any mention for its own: by its usual permission it is sent no others.
    named = any(one.open_id == bot for one in mentions) if bot else bool(mentions)
    if sender.sender_type != "user" or (in_group and not named):
        return None
    content = read_content(message.message_type, message.content, message.message_id, mentions, bot)
    at = datetime.fromtimestamp(message.create_time / 1000, UTC)
    chat = message.chat_id if in_group else None
    return _inbound(key, sender.sender_id, chat, message.message_id, content, at)


def read_tap(key: str, event: Mapping[str, Any], at: datetime) -> Inbound | None:
    """Of `card.action.trigger`; None for a button that is not ours. Raises Malformed."""
    tapped = _validated(_Tapped, event)
    for model in (_Choice, _Form):
        try:
            value = model.model_validate(tapped.action.value)
        except ValidationError:
            continue
        text = value.choice if isinstance(value, _Choice) else _filled(tapped.action.form_value or {}, value.lead)
        content = Content("text", text)
        return _inbound(key, tapped.operator, value.chat, tapped.context.open_message_id, content, at) if text else None
    return None


def _filled(form: Mapping[str, Any], language: CardLanguage) -> str:
    """What was filled in, in words."""
    return filled_in({field: value for field, value in form.items() if isinstance(value, str)}, language)


def read_message1(key: str, event: Mapping[str, Any], at: datetime) -> Inbound | None:
    """Of schema 1.0, None for its other events. Raises Malformed."""
    if event.get("type") != "message":
        return None
    message = _validated(_Message1, event)
    in_group = message.chat_type != "private"
    if in_group and not message.is_mention:
        return None
    fields = message.model_extra or {}
    if message.msg_type == "text":
        text = fields.get("text_without_at_bot", fields.get("text"))
        if not isinstance(text, str):
            raise Malformed
        content = Content("text" if text.strip() else "started", text.strip())
    else:
        content = read_content(message.msg_type, fields, message.open_message_id, (), "")
    person = _Person(open_id=message.open_id, union_id=message.union_id)
    return _inbound(key, person, message.open_chat_id if in_group else None, message.open_message_id, content, at)


def _inbound(key: str, person: _Person, chat: str | None, message_id: str, content: Content, at: datetime) -> Inbound:
    """In a group each member has a conversation of their own, apart from their chat with the bot."""
    return Inbound(
        key=key,
        contact=f"{chat}/{person.open_id}" if chat else person.open_id,
        contact_name=None,
        text=content.text,
        at=at,
        kind=content.kind,
        thread=message_id,
        attachments=content.attachments,
        person=f"feishu:{person.union_id}" if person.union_id else None,
    )


def _validated(model: type[M], value: Mapping[str, Any]) -> M:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise Malformed from error
