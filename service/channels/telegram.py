"""Telegram bots (https://core.telegram.org/bots/api), private chats.

To set one up: make a bot with @BotFather, add the account with its `token` and a `secret_token` of your choice, then
    curl https://api.telegram.org/bot<token>/setWebhook -d url=<the account's hook> -d secret_token=<the secret>

Telegram repeats the secret in a header and signs nothing: whoever learns it can forge updates, so the hook must be
https. `update_id` is the key: a non-2xx answer makes Telegram deliver the same update again.
"""

import hmac
import re
from collections.abc import Mapping
from typing import Annotated

import orjson
from pydantic import BaseModel, HttpUrl, SecretStr, ValidationError

from service.channel.cards import LeadCard
from service.channel.credentials import Credentials, matching, secret_of
from service.channel.errors import ChannelError, DeliveryUncertain, Refused
from service.channel.interface import (
    Account,
    Attachment,
    Channel,
    Delivered,
    Fetched,
    Received,
    Reply,
    Request,
    Shown,
)
from service.channel.line import Line
from service.channel.sent_files import SentFile
from service.channel.split import TextLimit
from service.channel.wire import Answer, ask, call, download, ensure_accepted, multipart
from service.platforms.telegram_events import message_of

_MAX_REASON_CHARS = 200
_MAX_FILE_BYTES = 20_000_000
"""What `getFile` gives at most: https://core.telegram.org/bots/api#getfile."""
_MAX_SENT_BYTES, _MAX_PHOTO_BYTES = 50_000_000, 10_000_000
_PHOTOS = frozenset(("image/png", "image/jpeg", "image/webp"))
_SHARE = {"en": "Share my phone number", "zh": "分享我的手机号"}
_PATH = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_.-]*[A-Za-z0-9_-])+")


class TelegramCredentials(Credentials):
    """`token` is @BotFather's, `secret_token` what `setWebhook` was given; `api_url` the Bot API server's address."""

    token: Annotated[SecretStr, matching(r"[0-9]+:[A-Za-z0-9_-]+", "is no bot token, which looks like 123456:ABC-DEF")]
    secret_token: Annotated[SecretStr, matching(r"[A-Za-z0-9_-]{1,256}", "needs 1 to 256 of A-Z a-z 0-9 _ -")]
    api_url: HttpUrl = HttpUrl("https://api.telegram.org")


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
    shows: frozenset[Shown] = frozenset(("lead",))

    async def check(self, account: Account[TelegramCredentials], line: Line) -> str:
        """The bot's name, by `getMe`."""
        base = str(account.credentials.api_url).rstrip("/")
        answer = await ask(line.http, "Telegram", f"{base}/bot{secret_of(account.credentials.token)}/getMe", b"{}")
        said = _said(answer)
        ensure_accepted(answer, "Telegram", said.description[:_MAX_REASON_CHARS], said.parameters.retry_after)
        if not said.ok or not isinstance(said.result, dict):
            raise DeliveryUncertain("Telegram's answer could not be read.")
        return f"{said.result.get('first_name')} (@{said.result.get('username')})"

    async def receive(
        self, request: Request, account: Account[TelegramCredentials], state: Mapping[str, str]
    ) -> Received:
        """One message at most; its key is the `update_id`."""
        expected = secret_of(account.credentials.secret_token).encode()
        given = request.headers.get("x-telegram-bot-api-secret-token", "").encode()
        if not hmac.compare_digest(given, expected):
            raise Refused
        message = message_of(request.body)
        return Received(messages=(message,) if message else ())

    async def send(self, reply: Reply, account: Account[TelegramCredentials], line: Line) -> Delivered:
        """`sendMessage`, as plain text; asked for their number, the customer gets a button that shares it."""
        credentials = account.credentials
        url = f"{str(credentials.api_url).rstrip('/')}/bot{secret_of(credentials.token)}/sendMessage"
        keyboard = _sharing(reply.lead) if reply.lead and "phone" in reply.lead.fields else {}
        body = orjson.dumps({"chat_id": int(reply.contact), "text": reply.text} | keyboard)
        return _delivered(await call(line.http, "Telegram", url, body))

    def takes_file(self, media_type: str, size: int) -> bool:
        """Up to 50 MB: https://core.telegram.org/bots/api#senddocument."""
        return size <= _MAX_SENT_BYTES

    async def send_file(
        self, file: SentFile, reply: Reply, account: Account[TelegramCredentials], line: Line
    ) -> Delivered:
        """`sendPhoto` for pictures of up to 10 MB, else `sendDocument`."""
        credentials = account.credentials
        photo = file.media_type in _PHOTOS and len(file.body) <= _MAX_PHOTO_BYTES
        method, part = ("sendPhoto", "photo") if photo else ("sendDocument", "document")
        url = f"{str(credentials.api_url).rstrip('/')}/bot{secret_of(credentials.token)}/{method}"
        form, headers = multipart({"chat_id": reply.contact}, part, file.name, file.media_type, file.body)
        return _delivered(await call(line.http, "Telegram", url, form, headers))

    async def fetch(self, attachment: Attachment, account: Account[TelegramCredentials], line: Line) -> Fetched:
        """`getFile`, then the file: https://core.telegram.org/bots/api#getfile."""
        base, token = str(account.credentials.api_url).rstrip("/"), secret_of(account.credentials.token)
        body = orjson.dumps({"file_id": attachment.id})
        answer = await ask(line.http, "Telegram", f"{base}/bot{token}/getFile", body)
        said = _said(answer)
        ensure_accepted(answer, "Telegram", said.description[:_MAX_REASON_CHARS], said.parameters.retry_after)
        path = said.result.get("file_path") if isinstance(said.result, dict) else None
        if not isinstance(path, str) or not _PATH.fullmatch(path):
            raise ChannelError("Telegram's answer names no file.", permanent=False)
        url = f"{base}/file/bot{token}/{path}"
        content, media_type = await download(line.http, "Telegram", url, max_bytes=_MAX_FILE_BYTES)
        said_type = None if media_type == "application/octet-stream" else media_type
        return Fetched(content, attachment.name or path.rpartition("/")[2], attachment.media_type or said_type)


def _sharing(lead: LeadCard) -> dict[str, object]:
    """A keyboard of one button (https://core.telegram.org/bots/api#keyboardbutton), which goes away when it is tapped.

    The number comes back as a contact of the customer's own.
    """
    button = {"text": _SHARE[lead.language], "request_contact": True}
    return {"reply_markup": {"keyboard": [[button]], "resize_keyboard": True, "one_time_keyboard": True}}


def _delivered(answer: Answer) -> Delivered:
    """What Telegram says of a message that it took. Raises ChannelError, DeliveryUncertain."""
    said = _said(answer)
    ensure_accepted(answer, "Telegram", said.description[:_MAX_REASON_CHARS], said.parameters.retry_after)
    if not said.ok:
        raise DeliveryUncertain("Telegram's answer could not be read: the message may have arrived.")
    message_id = said.result.get("message_id") if isinstance(said.result, dict) else None
    return Delivered(None if message_id is None else str(message_id))


def _said(answer: Answer) -> _Said:
    """Telegram's body, or an empty one where something else answered in its place."""
    try:
        return _Said.model_validate_json(answer.body)
    except ValidationError:
        return _Said()


channel: Channel[TelegramCredentials] = TelegramChannel()
