"""Telegram bots (https://core.telegram.org/bots/api), private chats.

To set one up: make a bot with @BotFather, add the account with its `token` and a `secret_token` of your choice, then
    curl https://api.telegram.org/bot<token>/setWebhook -d url=<the account's hook> -d secret_token=<the secret>

Telegram repeats the secret in a header and signs nothing: whoever learns it can forge updates, so the hook must be
https. `update_id` is the key: a non-2xx answer makes Telegram deliver the same update again.

Acknowledged without a message: groups and channels, other bots, service notices, and edits. An edit is not one because
Telegram announces edits, too, for changes that the customer did not make, and each would be answered a second time.
"""

import hmac
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated

import orjson
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, SecretStr, ValidationError

from service.channel import Account, Channel, Delivered, Inbound, Kind, Received, Reply, Request
from service.channel_errors import DeliveryUncertain, Malformed, Refused
from service.credentials import Credentials, matching, secret_of
from service.line import Line
from service.split import TextLimit
from service.wire import Answer, call, ensure_accepted

_START = re.compile(r"/start( [A-Za-z0-9_-]{1,64})?")
_MAX_ID = 2**63 - 1
_LAST_SECOND = 253_402_300_799  # of the year 9999
_MAX_REASON_CHARS = 200

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


class TelegramCredentials(Credentials):
    """`token` is @BotFather's, `secret_token` what `setWebhook` was given; `api_url` the Bot API server's address."""

    token: Annotated[SecretStr, matching(r"[0-9]+:[A-Za-z0-9_-]+", "is no bot token, which looks like 123456:ABC-DEF")]
    secret_token: Annotated[SecretStr, matching(r"[A-Za-z0-9_-]{1,256}", "needs 1 to 256 of A-Z a-z 0-9 _ -")]
    api_url: HttpUrl = HttpUrl("https://api.telegram.org")


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow")


class _Chat(_Strict):
    id: Annotated[int, Field(ge=-_MAX_ID, le=_MAX_ID)]
    type: str


class _User(_Strict):
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


class _Update(_Strict):
    update_id: Annotated[int, Field(ge=0, le=_MAX_ID)]
    message: _Message | None = None


class _Parameters(BaseModel):
    retry_after: float | None = None


class _Said(BaseModel):
    ok: bool = False
    description: str = ""
    parameters: _Parameters = _Parameters()
    result: object = None


class TelegramChannel:
    """One bot an account; its customers are the people in private chats with it."""

    name = "telegram"
    credentials = TelegramCredentials
    # The Bot API server counts code points (TDLib's utf8_length) but entities are measured in UTF-16 units: the
    # stricter of the two fits either way.
    text_limit = TextLimit(4096, "utf16")
    window = None
    idempotent = False

    async def receive(
        self, request: Request, account: Account[TelegramCredentials], state: Mapping[str, str]
    ) -> Received:
        """One message at most; its key is the `update_id`."""
        expected = secret_of(account.credentials.secret_token).encode()
        given = request.headers.get("x-telegram-bot-api-secret-token", "").encode()
        if not hmac.compare_digest(given, expected):
            raise Refused
        try:
            update = _Update.model_validate_json(request.body)
        except ValidationError as error:
            raise Malformed from error
        message = _read(update)
        return Received(messages=(message,) if message else ())

    async def send(self, reply: Reply, account: Account[TelegramCredentials], line: Line) -> Delivered:
        """`sendMessage`, as plain text."""
        credentials = account.credentials
        url = f"{str(credentials.api_url).rstrip('/')}/bot{secret_of(credentials.token)}/sendMessage"
        body = orjson.dumps({"chat_id": int(reply.contact), "text": reply.text})
        answer = await call(line.http, "Telegram", url, body)
        said = _said(answer)
        ensure_accepted(answer, "Telegram", said.description[:_MAX_REASON_CHARS], said.parameters.retry_after)
        if not said.ok:
            raise DeliveryUncertain("Telegram's answer could not be read: the message may have arrived.")
        message_id = said.result.get("message_id") if isinstance(said.result, dict) else None
        return Delivered(None if message_id is None else str(message_id))


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
    )


def _content(message: _Message) -> tuple[Kind, str] | None:
    """Kind and text; None for a notice of the platform. A kind that we have not heard of is the customer's."""
    if message.text is not None:
        return ("started", "") if _START.fullmatch(message.text) else ("text", message.text)
    if card := message.contact:
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


def _name(user: _User | None) -> str | None:
    if user is None:
        return None
    return f"{user.first_name} {user.last_name}".strip() or user.username


def _said(answer: Answer) -> _Said:
    """Telegram's body, or an empty one where something else answered in its place."""
    try:
        return _Said.model_validate_json(answer.body)
    except ValidationError:
        return _Said()


channel: Channel[TelegramCredentials] = TelegramChannel()
