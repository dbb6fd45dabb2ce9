"""Feishu and Lark (飞书, https://open.feishu.cn, https://open.larksuite.com): custom apps with a bot.

Deliveries are encrypted and signed with the Encrypt Key (`platforms.feishu.envelope`), so it is required. Only the
handshake (`url_verification`) comes unsigned, but encrypted and with the Verification Token, which is compared in every
delivery. The time is signed but bounds nothing: Feishu repeats a delivery for up to 7 hours (15 s, 5 min, 1 h, 6 h) and
does not document whether it is signed anew; what is replayed is known by its `event_id` (schema 1.0: `uuid`). The
official SDK, lark-oapi, with whose code these formats were compared, keeps no window either.

Replies: `im/v1/messages/{message_id}/reply` with the reply's id as `uuid`: "at most one message within an hour".
Error 230049 says that one with that uuid is just being sent. `tenant_access_token`s are fetched by app id and secret.
"""

import hmac
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

import orjson
from pydantic import BaseModel, HttpUrl, SecretStr, ValidationError

from service.channel.credentials import Credentials, secret_of
from service.channel.errors import ChannelError, DeliveryUncertain, Malformed, Refused
from service.channel.interface import (
    Account,
    Attachment,
    Channel,
    Delivered,
    Fetched,
    Inbound,
    Received,
    Reply,
    Request,
    Response,
)
from service.channel.line import Line, Token
from service.channel.sent_files import SentFile
from service.channel.split import TextLimit
from service.channel.wire import Answer, ask, call, download, ensure_accepted
from service.platforms.feishu.envelope import Envelope, opened, signed
from service.platforms.feishu.events import read_message, read_message1, read_tap
from service.platforms.feishu.files import MAX_PICTURE_BYTES, MAX_SENT_BYTES, is_feishu_picture, shown_as, upload_of
from service.platforms.feishu.messages import message_of

MAX_FILE_BYTES = 100_000_000
_MAX_REASON_CHARS = 200
_TOKEN_CODES = frozenset((99991661, 99991663, 99991664, 99991671))
_TEMPORARY_CODES = frozenset((230020, 230049, 99991400, 11232, 11233))


class FeishuCredentials(Credentials):
    """Of the app's pages "Credentials" and "Events and Callbacks > Encryption strategy". `bot_open_id` (ou_...) is
    needed only where the app may read a group's messages that do not mention it; `api_url` tells Feishu from Lark."""

    app_id: str
    app_secret: SecretStr
    encrypt_key: SecretStr
    verification_token: SecretStr
    bot_open_id: str = ""
    api_url: HttpUrl = HttpUrl("https://open.feishu.cn")


class _Said(BaseModel):
    code: int = -1
    msg: str = ""
    data: dict[str, Any] = {}
    tenant_access_token: str = ""
    expire: float = 0.0
    bot: dict[str, Any] = {}


class FeishuChannel:
    """One app an account; its customers are the people who chat with its bot, or mention it in a group."""

    name = "feishu"
    credentials = FeishuCredentials
    # A text may have 150 kB, a card 30 kB, each as JSON within JSON, where a quotation mark takes four bytes.
    text_limit = TextLimit(7_000, "utf8")
    window = None
    idempotent = True
    remembers = timedelta(hours=1)
    shows = frozenset({"choices", "card", "lead"})

    async def receive(
        self, request: Request, account: Account[FeishuCredentials], state: Mapping[str, str]
    ) -> Received:
        """One message at most; its key is the event's id. A handshake is answered with its challenge."""
        key = secret_of(account.credentials.encrypt_key)
        genuine = signed(request, key)
        try:
            envelope = opened(request.body, key)
        except Malformed:
            if genuine:
                raise
            raise Refused from None
        if not hmac.compare_digest(
            envelope.given_token.encode(), secret_of(account.credentials.verification_token).encode()
        ):
            raise Refused
        if envelope.type == "url_verification" and envelope.challenge is not None:
            body = orjson.dumps({"challenge": envelope.challenge})
            return Received(Response(body=body, media_type="application/json"))
        if not genuine:
            raise Refused
        message = _read(envelope, request, account.credentials.bot_open_id)
        return Received(Response(body=b"{}", media_type="application/json"), (message,) if message else ())

    async def send(self, reply: Reply, account: Account[FeishuCredentials], line: Line) -> Delivered:
        """A reply to the customer's message; a message to the chat where there is none to reply to."""
        return await _reply(message_of(reply), reply, account, line)

    def takes_file(self, media_type: str, size: int) -> bool:
        """Pictures up to 10 MB, files up to 30 MB (.../server-docs/im-v1/image/create, .../file/create)."""
        return size <= (MAX_PICTURE_BYTES if is_feishu_picture(media_type) else MAX_SENT_BYTES)

    async def send_file(
        self, file: SentFile, reply: Reply, account: Account[FeishuCredentials], line: Line
    ) -> Delivered:
        """The file is uploaded, which nobody sees, then sent by its key."""
        path, form, headers = upload_of(file)
        answer = await _called(path, form, account, line, headers)
        _ensure_told(answer)
        return await _reply(shown_as(file, _said(answer).data), reply, account, line)

    async def fetch(self, attachment: Attachment, account: Account[FeishuCredentials], line: Line) -> Fetched:
        """A picture, file, recording or video of a message that the bot can see."""
        message_id, kind, key = (quote(part, safe="") for part in attachment.id.split("/"))
        url = _url(account, f"im/v1/messages/{message_id}/resources/{key}?type={kind}")
        headers = _bearer(await _token(account, line))
        body, media_type = await download(line.http, "Feishu", url, headers, max_bytes=MAX_FILE_BYTES)
        return Fetched(body, attachment.name, media_type)

    async def check(self, account: Account[FeishuCredentials], line: Line) -> str:
        """The bot's name and its open_id, which is `bot_open_id`."""
        answer = await ask(
            line.http, "Feishu", _url(account, "bot/v3/info"), headers=_bearer(await _token(account, line))
        )
        _ensure_told(answer)
        bot = _said(answer).bot
        return f"{bot.get('app_name', '')} ({bot.get('open_id', '')})"


def _read(envelope: Envelope, request: Request, bot: str) -> Inbound | None:
    if header := envelope.header:
        if header.event_type == "im.message.receive_v1":
            return read_message(header.event_id, envelope.event, bot)
        if header.event_type == "card.action.trigger":
            return read_tap(header.event_id, envelope.event, request.received_at)
        return None
    if envelope.type != "event_callback":
        return None
    if not envelope.uuid:
        raise Malformed
    return read_message1(envelope.uuid, envelope.event, request.received_at)


async def _reply(message: dict[str, str], reply: Reply, account: Account[FeishuCredentials], line: Line) -> Delivered:
    if reply.thread:
        path, where = f"im/v1/messages/{quote(reply.thread, safe='')}/reply", {}
    else:
        chat, _, member = reply.contact.partition("/")
        path = f"im/v1/messages?receive_id_type={'chat_id' if member else 'open_id'}"
        where = {"receive_id": chat}
    body = orjson.dumps({**where, **message, "uuid": reply.id})
    answer = await _called(path, body, account, line)
    _ensure_taken(answer)
    message_id = _said(answer).data.get("message_id")
    return Delivered(message_id if isinstance(message_id, str) else None)


async def _called(
    path: str,
    body: bytes,
    account: Account[FeishuCredentials],
    line: Line,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Answer:
    """The answer to a call, made once more with a new token where Feishu does not take the first: nothing was done."""
    for _ in range(2):
        token = await _token(account, line)
        answer = await call(line.http, "Feishu", _url(account, path), body, {**_bearer(token), **headers})
        if _said(answer).code not in _TOKEN_CODES:
            break
        line.tokens.drop(account, token)
    return answer


async def _token(account: Account[FeishuCredentials], line: Line) -> str:
    async def fetch() -> Token:
        credentials = account.credentials
        body = orjson.dumps({"app_id": credentials.app_id, "app_secret": secret_of(credentials.app_secret)})
        answer = await ask(line.http, "Feishu", _url(account, "auth/v3/tenant_access_token/internal"), body)
        _ensure_told(answer)
        said = _said(answer)
        return Token(said.tenant_access_token, said.expire)

    return await line.tokens.get(account, fetch)


def _ensure_taken(answer: Answer) -> None:
    """Feishu tells errors by `code`, with HTTP 200 or 400. Raises ChannelError, DeliveryUncertain."""
    said = _said(answer)
    reason = f"{said.code} {said.msg}"[:_MAX_REASON_CHARS] if said.code > 0 else ""
    if said.code in _TEMPORARY_CODES:
        wait = answer.headers.get("x-ogw-ratelimit-reset", "")
        wait_s = float(wait) if wait.isdecimal() and len(wait) < 7 else None
        raise ChannelError(f"Feishu cannot take messages now ({reason}).", permanent=False, retry_after_s=wait_s)
    ensure_accepted(answer, "Feishu", reason)
    if said.code > 0:
        raise ChannelError(f"Feishu refused the message ({reason}).", permanent=True)
    if said.code < 0:
        raise DeliveryUncertain("Feishu's answer could not be read: the message may have arrived.")


def _ensure_told(answer: Answer) -> None:
    """The same for what was only asked, and may be asked again. Raises ChannelError."""
    try:
        _ensure_taken(answer)
    except DeliveryUncertain as error:
        raise ChannelError("Feishu's answer could not be read.", permanent=False) from error


def _url(account: Account[FeishuCredentials], path: str) -> str:
    return f"{str(account.credentials.api_url).rstrip('/')}/open-apis/{path}"


def _bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def _said(answer: Answer) -> _Said:
    """Feishu's body, or one without a code where something else answered in its place."""
    try:
        return _Said.model_validate_json(answer.body)
    except ValidationError:
        return _Said()


channel: Channel[FeishuCredentials] = FeishuChannel()
