"""LINE Official Accounts (https://developers.line.biz/en/reference/messaging-api/), chats with one person.

Verified by `x-line-signature`: base64 HMAC-SHA256 of the raw body by the channel secret. LINE signs no time: a delivery
that comes again is known by its `webhookEventId`, which redeliveries keep. `platforms.line_events` reads the events.

A reply goes out by the reply token while that is fresh: free of charge, once, within a minute of the event. Afterwards,
and where the token was used, it is pushed (counted against the account's quota) with an `X-Line-Retry-Key`, a UUID made
of the reply's id: LINE does a request with that key once within 24 hours and answers 409 to others. The reply token has
no such key (LINE refuses one there), so a call with it that stays unanswered is not tried again: it ends as failed,
"it may have arrived". Only a process that dies within that call can make a reply arrive twice.
"""

import base64
import hmac
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict, HttpUrl, SecretStr, ValidationError
from pydantic.alias_generators import to_camel

from service.channel.credentials import Credentials, secret_of
from service.channel.errors import ChannelError, DeliveryUncertain, Refused
from service.channel.interface import Account, Attachment, Channel, Delivered, Fetched, Received, Reply, Request
from service.channel.line import Line
from service.channel.sent_files import SentFile, address_of
from service.channel.split import TextLimit
from service.channel.wire import Answer, ask, call, download, ensure_accepted
from service.platforms.line_events import LAST_MS, read_events
from service.platforms.line_messages import messages_of

# A minute by the documentation, less the way there.
TOKEN_FRESH = timedelta(seconds=50)
MAX_FILE_BYTES = 50_000_000
MAX_PREVIEW_BYTES = 1_000_000
_MAX_REASON_CHARS = 200
_RETRY_KEYS = uuid.UUID("0fd1b3a6-8f0e-4f8e-9a55-6a0d4b8f7a11")


class LineCredentials(Credentials):
    """`channel_secret` signs deliveries, `access_token` is the long-lived channel access token; the addresses are those
    of LINE's API and of the API that serves files."""

    channel_secret: SecretStr
    access_token: SecretStr
    api_url: HttpUrl = HttpUrl("https://api.line.me")
    data_url: HttpUrl = HttpUrl("https://api-data.line.me")


class _Sent(BaseModel):
    id: str


class _Said(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel)

    message: str = ""
    sent_messages: list[_Sent] = []
    display_name: str = ""
    basic_id: str = ""


class LineChannel:
    """One Official Account an account; its customers are the people who wrote to it."""

    name = "line"
    credentials = LineCredentials
    text_limit = TextLimit(5000, "utf16")
    window = None
    idempotent = True
    remembers = timedelta(hours=24)
    shows = frozenset({"choices", "card"})

    async def receive(self, request: Request, account: Account[LineCredentials], state: Mapping[str, str]) -> Received:
        """As many messages as the delivery has events that are some; their keys are the `webhookEventId`s."""
        key = secret_of(account.credentials.channel_secret).encode()
        expected = base64.b64encode(hmac.digest(key, request.body, "sha256"))
        if not hmac.compare_digest(request.headers.get("x-line-signature", "").encode(), expected):
            raise Refused
        return Received(messages=read_events(request.body))

    async def send(self, reply: Reply, account: Account[LineCredentials], line: Line) -> Delivered:
        """By the reply token while it is fresh and unused, else by a push."""
        return await _send(messages_of(reply), reply, account, line)

    files_by_url = True

    def takes_file(self, media_type: str, size: int) -> bool:
        """Pictures that are small enough for their own preview: JPEG or PNG, up to 1 MB (#image-message)."""
        return media_type in ("image/jpeg", "image/png") and size <= MAX_PREVIEW_BYTES

    async def send_file(self, file: SentFile, reply: Reply, account: Account[LineCredentials], line: Line) -> Delivered:
        """A picture by its address."""
        url = address_of(file)
        picture = {"type": "image", "originalContentUrl": url, "previewImageUrl": url}
        return await _send([picture], reply, account, line)

    async def fetch(self, attachment: Attachment, account: Account[LineCredentials], line: Line) -> Fetched:
        """The file of a message; LINE keeps it for a while only, and prepares recordings and videos first."""
        url = f"{str(account.credentials.data_url).rstrip('/')}/v2/bot/message/{attachment.id}/content"
        body, media_type = await download(line.http, "LINE", url, _bearer(account), max_bytes=MAX_FILE_BYTES)
        return Fetched(body, attachment.name, media_type)

    async def check(self, account: Account[LineCredentials], line: Line) -> str:
        """The Official Account's name and basic id."""
        answer = await ask(line.http, "LINE", _url(account, "info"), headers=_bearer(account))
        _ensure_taken(answer)
        said = _said(answer)
        return f"{said.display_name} ({said.basic_id})"


async def _send(
    messages: list[dict[str, Any]], reply: Reply, account: Account[LineCredentials], line: Line
) -> Delivered:
    token = _fresh_token(reply.thread, datetime.now(UTC))
    if token and (delivered := await _by_token(token, messages, account, line)):
        return delivered
    key = {"x-line-retry-key": str(uuid.uuid5(_RETRY_KEYS, reply.id))}
    answer = await _post("push", {"to": reply.contact, "messages": messages}, account, line, key)
    if answer.status != 409:  # else it was taken at an earlier attempt
        _ensure_taken(answer)
    return Delivered(_external_id(answer))


def _fresh_token(thread: str | None, now: datetime) -> str | None:
    """The reply token of `<milliseconds>:<token>`, unless it is too old to count on."""
    issued_ms, _, token = (thread or "").partition(":")
    if not token or not issued_ms.isdecimal() or int(issued_ms) > LAST_MS:
        return None
    return token if now - datetime.fromtimestamp(int(issued_ms) / 1000, UTC) <= TOKEN_FRESH else None


async def _by_token(
    token: str, messages: list[dict[str, Any]], account: Account[LineCredentials], line: Line
) -> Delivered | None:
    """None where the token is not good any more, which LINE says with 400: nothing was sent then."""
    try:
        answer = await _post("reply", {"replyToken": token, "messages": messages}, account, line, {})
    except DeliveryUncertain as error:
        raise ChannelError(error.sentence, permanent=True) from error
    if answer.status == 400 and "reply token" in _said(answer).message.lower():
        return None
    if answer.status >= 500:
        raise ChannelError(f"LINE failed (HTTP {answer.status}): the reply may have arrived.", permanent=True)
    _ensure_taken(answer)
    return Delivered(_external_id(answer))


async def _post(
    what: str, body: dict[str, Any], account: Account[LineCredentials], line: Line, headers: Mapping[str, str]
) -> Answer:
    headers = {**_bearer(account), **headers}
    return await call(line.http, "LINE", _url(account, f"message/{what}"), orjson.dumps(body), headers)


def _ensure_taken(answer: Answer) -> None:
    """Raises ChannelError, permanent also where the month's quota of pushes is used up, which LINE answers with 429."""
    reason = _said(answer).message[:_MAX_REASON_CHARS]
    if answer.status == 429 and "monthly limit" in reason:
        raise ChannelError(f"LINE refused the message ({reason}).", permanent=True)
    ensure_accepted(answer, "LINE", reason)


def _url(account: Account[LineCredentials], path: str) -> str:
    return f"{str(account.credentials.api_url).rstrip('/')}/v2/bot/{path}"


def _bearer(account: Account[LineCredentials]) -> dict[str, str]:
    return {"authorization": f"Bearer {secret_of(account.credentials.access_token)}"}


def _external_id(answer: Answer) -> str | None:
    sent = _said(answer).sent_messages
    return sent[0].id if sent else answer.headers.get("x-line-request-id")


def _said(answer: Answer) -> _Said:
    """LINE's body, or an empty one where something else answered in its place."""
    try:
        return _Said.model_validate_json(answer.body)
    except ValidationError:
        return _Said()


channel: Channel[LineCredentials] = LineChannel()
