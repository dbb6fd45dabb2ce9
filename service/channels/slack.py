"""Slack: an app in a workspace; people write to it directly, or mention it in a channel and are answered in a thread.

From docs.slack.dev and the source of slack-sdk 3.48:
- `X-Slack-Signature: v0=` + hex HMAC-SHA256(signing secret, `v0:{timestamp}:{raw body}`), the timestamp within 300 s.
  It signs events (JSON) and tapped buttons (a form) alike; the handshake's `url_verification` is signed, too.
- The key is the channel with the message's `ts`, unique there: it is the same in every redelivery (as `event_id` is),
  and when a message is edited, for which mentions are announced anew.
- A person in a channel is another contact than in direct messages, and no `person` is told, so that nothing said
  directly is repeated where others read. Messages without a mention are not for the app.
- Texts are escaped (& < >), so that a reply can neither call everybody nor hide an address. A section takes 3,000
  characters, a button 75 and a value of 2,000; what does not fit is written into the text.
- The API says `"ok": false` in HTTP 200. `internal_error` and `fatal_error` may have posted all the same.
"""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

import orjson
from pydantic import BaseModel, Field, HttpUrl, SecretStr, ValidationError

from service.channel.credentials import Credentials, matching, secret_of
from service.channel.errors import ChannelError, DeliveryUncertain, Refused
from service.channel.hosts import ensure_own_host
from service.channel.interface import (
    Account,
    Attachment,
    Channel,
    Delivered,
    Fetched,
    Received,
    Reply,
    Request,
    Response,
    Shown,
)
from service.channel.line import Line
from service.channel.sent_files import SentFile
from service.channel.split import TextLimit
from service.channel.wire import Answer, ask, call, download, ensure_accepted
from service.platforms.slack_blocks import form_of
from service.platforms.slack_events import read_delivery

_PLATFORM = "Slack"
_WINDOW_S = 300
_MAX_TIMESTAMP_DIGITS = 12
_MAX_FILE_BYTES = 25_000_000
_BYTES = "application/octet-stream"
_MAX_REASON_CHARS = 200
_SCOPES = frozenset(("chat:write", "im:history", "app_mentions:read", "files:read"))

_TEMPORARY = frozenset(("ratelimited", "rate_limited", "request_timeout", "service_unavailable", "team_added_to_org"))
_UNCERTAIN = frozenset(("internal_error", "fatal_error"))
_TOKEN_REFUSED = frozenset(("invalid_auth", "not_authed", "account_inactive", "token_expired", "token_revoked"))


class SlackCredentials(Credentials):
    """`signing_secret` is the app's, `bot_token` the workspace's (xoxb-...); `team_id` names the workspace where the
    app is in several; `api_url` is where the Web API is."""

    signing_secret: Annotated[SecretStr, matching(r"[0-9a-f]{32}", "is no signing secret, which has 32 of 0-9 a-f")]
    bot_token: Annotated[SecretStr, matching(r"xoxb-[A-Za-z0-9-]+", "is no bot token, which looks like xoxb-1-2-a")]
    team_id: Annotated[str, Field(pattern=r"^([TE][A-Z0-9]{1,40})?$")] = ""
    api_url: HttpUrl = HttpUrl("https://slack.com/api")


class _Said(BaseModel):
    ok: bool
    error: str = ""
    ts: str | None = None
    user: str = ""
    team: str = ""
    file: dict[str, Any] = {}
    upload_url: str = ""
    file_id: str = ""


class SlackChannel:
    """Its customers are the people of a workspace, and of others that share a channel with it."""

    name = "slack"
    credentials = SlackCredentials
    # Slack cuts at 40,000 and advises 4,000; escaping makes five characters of one at most.
    text_limit = TextLimit(4000, "utf16")
    window = None
    idempotent = False
    shows: frozenset[Shown] = frozenset(("choices", "card", "lead"))

    async def receive(self, request: Request, account: Account[SlackCredentials], state: Mapping[str, str]) -> Received:
        """The handshake, or one message at most."""
        _verify(request, secret_of(account.credentials.signing_secret))
        read = read_delivery(request.body, account.credentials.team_id)
        return Received(Response(body=read.encode())) if isinstance(read, str) else Received(messages=read)

    async def send(self, reply: Reply, account: Account[SlackCredentials], line: Line) -> Delivered:
        """`chat.postMessage`, to where the customer wrote or, where that is unknown, to them directly."""
        channel, thread_ts = _place(reply)
        place = {"channel": channel} | ({"thread_ts": thread_ts} if thread_ts else {})
        body = orjson.dumps(place | form_of(reply, self.text_limit))
        answer = await call(line.http, _PLATFORM, _url(account, "chat.postMessage"), body, _json(account))
        return Delivered(_taken(answer).ts)

    def takes_file(self, media_type: str, size: int) -> bool:
        """Of any kind, which wants the scope `files:write`."""
        return size <= _MAX_FILE_BYTES

    async def send_file(
        self, file: SentFile, reply: Reply, account: Account[SlackCredentials], line: Line
    ) -> Delivered:
        """`files.getUploadURLExternal`, the file, `files.completeUploadExternal`: the last one alone shows it."""
        channel, thread_ts = _place(reply)
        if channel.startswith("U"):
            raise ChannelError("Slack takes files only in a chat that the customer began.", permanent=True)
        query = urlencode({"filename": file.name, "length": len(file.body)})
        upload = await _ask(f"files.getUploadURLExternal?{query}", account, line)
        api_url = account.credentials.api_url
        ensure_own_host(upload.upload_url, _PLATFORM, api_url, ("slack.com", api_url.host or ""))
        ensure_accepted(
            await ask(line.http, _PLATFORM, upload.upload_url, file.body, {"content-type": _BYTES}), _PLATFORM
        )
        done = {"files": [{"id": upload.file_id, "title": file.name}], "channel_id": channel}
        body = orjson.dumps(done | ({"thread_ts": thread_ts} if thread_ts else {}))
        answer = await call(line.http, _PLATFORM, _url(account, "files.completeUploadExternal"), body, _json(account))
        _taken(answer)
        return Delivered(upload.file_id)

    async def fetch(self, attachment: Attachment, account: Account[SlackCredentials], line: Line) -> Fetched:
        """The file of an id, which wants the scope `files:read`. Raises ChannelError."""
        file = (await _ask(f"files.info?file={attachment.id}", account, line)).file
        url, media_type = str(file.get("url_private_download") or file.get("url_private")), file.get("mimetype")
        api_url = account.credentials.api_url
        ensure_own_host(url, _PLATFORM, api_url, (api_url.host or "",))
        body, sent_type = await download(line.http, _PLATFORM, url, _bearer(account), max_bytes=_MAX_FILE_BYTES)
        if sent_type == "text/html" and media_type != sent_type:
            raise ChannelError("Slack asks to log in instead of giving the file.", permanent=True)
        return Fetched(body, file.get("name"), media_type or sent_type)

    async def check(self, account: Account[SlackCredentials], line: Line) -> str:
        """The app's user and its workspace. Raises ChannelError, also where a scope is missing."""
        answer = await ask(line.http, _PLATFORM, _url(account, "auth.test"), headers=_bearer(account))
        said = _told(answer)
        granted = answer.headers.get("x-oauth-scopes")
        missing = _SCOPES - {scope.strip() for scope in granted.split(",")} if granted else frozenset()
        if missing:
            raise ChannelError(f"The token lacks scopes: {', '.join(sorted(missing))}.", permanent=True)
        return f"@{said.user}, {said.team}"


def _verify(request: Request, secret: str) -> None:
    timestamp = request.headers.get("x-slack-request-timestamp", "")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= _MAX_TIMESTAMP_DIGITS):
        raise Refused
    if abs(request.received_at.timestamp() - int(timestamp)) > _WINDOW_S:
        raise Refused
    signed = f"v0:{timestamp}:".encode() + request.body
    expected = f"v0={hmac.digest(secret.encode(), signed, hashlib.sha256).hex()}".encode()
    if not hmac.compare_digest(request.headers.get("x-slack-signature", "").encode(), expected):
        raise Refused


def _place(reply: Reply) -> tuple[str, str]:
    """Channel and thread: where the customer wrote or, where that is unknown, they directly."""
    user, _, in_channel = reply.contact.partition("@")
    channel, _, thread_ts = (reply.thread or in_channel or user).partition(":")
    return channel, thread_ts


def _taken(answer: Answer) -> _Said:
    """What Slack says of a message that it took. Raises ChannelError, DeliveryUncertain."""
    ensure_accepted(answer, _PLATFORM)
    said = _said(answer)
    if said is None or said.error in _UNCERTAIN:
        raise DeliveryUncertain(f"Slack did not say whether it took the message: {_reason(said)}.")
    _ensure_ok(said)
    return said


async def _ask(method: str, account: Account[SlackCredentials], line: Line) -> _Said:
    return _told(await ask(line.http, _PLATFORM, _url(account, method), headers=_bearer(account)))


def _told(answer: Answer) -> _Said:
    ensure_accepted(answer, _PLATFORM)
    said = _said(answer)
    if said is None:
        raise ChannelError("Slack's answer could not be read.", permanent=False)
    _ensure_ok(said)
    return said


def _ensure_ok(said: _Said) -> None:
    if said.ok:
        return
    if said.error in _TOKEN_REFUSED:
        raise ChannelError(f"Slack does not accept the bot token ({said.error}): install the app anew.", permanent=True)
    raise ChannelError(f"Slack refused ({_reason(said)}).", permanent=said.error not in _TEMPORARY | _UNCERTAIN)


def _said(answer: Answer) -> _Said | None:
    try:
        return _Said.model_validate_json(answer.body)
    except ValidationError:
        return None


def _reason(said: _Said | None) -> str:
    return (said.error or "no error told")[:_MAX_REASON_CHARS] if said else "its answer could not be read"


def _bearer(account: Account[SlackCredentials]) -> dict[str, str]:
    return {"authorization": f"Bearer {secret_of(account.credentials.bot_token)}"}


def _json(account: Account[SlackCredentials]) -> dict[str, str]:
    return _bearer(account) | {"content-type": "application/json; charset=utf-8"}


def _url(account: Account[SlackCredentials], method: str) -> str:
    return f"{str(account.credentials.api_url).rstrip('/')}/{method}"


channel: Channel[SlackCredentials] = SlackChannel()
