"""DingTalk (钉钉, https://open.dingtalk.com): the robot of an internal app, in HTTP mode.

Verified by the headers `timestamp` (milliseconds) and `sign`: base64 HMAC-SHA256 of `{timestamp}\\n{AppSecret}` by the
AppSecret; older than an hour is refused. **The body is not signed**: whoever sees one pair of these headers can send
any message as anybody for an hour, so the hook must be https. The key is `msgId`.

A delivery brings `sessionWebhook`, where it may be answered for a while (`platforms.dingtalk.sessions`). Once that is
over, or refuses, nothing having been sent, the robot's API sends: `robot/oToMessages/batchSend` to a person,
`robot/groupMessages/send` to a group. A person from outside the organisation can be answered by the session alone.
DingTalk documents no key by which it would recognise a repeated message, and no limit of a robot's text; 5,000 bytes
is its limit of Markdown elsewhere.
"""

import base64
import hmac
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict, HttpUrl, SecretStr, ValidationError
from pydantic.alias_generators import to_camel

from service.channel.credentials import Credentials, secret_of
from service.channel.errors import ChannelError, DeliveryUncertain, Refused
from service.channel.hosts import own_https
from service.channel.interface import Account, Attachment, Channel, Delivered, Fetched, Received, Reply, Request
from service.channel.line import Line, Token
from service.channel.split import TextLimit
from service.channel.wire import Answer, ask, call, download, ensure_accepted
from service.platforms.dingtalk.events import read_message
from service.platforms.dingtalk.messages import Message, message_of
from service.platforms.dingtalk.sessions import Session, open_session

WINDOW = timedelta(hours=1)
MAX_FILE_BYTES = 100_000_000
# Signed addresses in one bucket of Alibaba's, told with http; other buckets of that host are anybody's.
_FILE_HOSTS = ("dingtalk.com", "wukong-file-im-zjk.oss-cn-zhangjiakou.aliyuncs.com")
_MAX_REASON_CHARS = 200
_MAX_TIMESTAMP_DIGITS = 15
# System busy, and the several ways to say "too fast".
_TEMPORARY_CODES = frozenset((-1, 88, 90005, 90006, 90018, 130101, 410100))


class DingtalkCredentials(Credentials):
    """`app_key` (Client ID) and `app_secret` (Client Secret) of the app; `robot_code` is the robot's, the app key where
    it is left out."""

    app_key: str
    app_secret: SecretStr
    robot_code: str = ""
    api_url: HttpUrl = HttpUrl("https://api.dingtalk.com")


class _Said(BaseModel):
    """Of a session (`errcode`) or of the API (`code`, with the HTTP status)."""

    model_config = ConfigDict(alias_generator=to_camel, extra="ignore")

    errcode: int | None = None
    errmsg: str = ""
    code: str = ""
    message: str = ""
    process_query_key: str | None = None
    invalid_staff_id_list: list[str] = []
    flow_controlled_staff_id_list: list[str] = []
    access_token: str = ""
    expire_in: float = 0.0
    download_url: str = ""


class DingtalkChannel:
    """One robot an account; its customers are the people who chat with it, or mention it in a group."""

    name = "dingtalk"
    credentials = DingtalkCredentials
    text_limit = TextLimit(4_000, "utf8")
    window = None
    idempotent = False
    shows = frozenset({"choices", "card"})

    async def receive(
        self, request: Request, account: Account[DingtalkCredentials], state: Mapping[str, str]
    ) -> Received:
        """One message at most; its key is the `msgId`."""
        if not _verified(request, secret_of(account.credentials.app_secret)):
            raise Refused
        message = read_message(request.body, account.credentials.api_url)
        return Received(messages=(message,) if message else ())

    async def send(self, reply: Reply, account: Account[DingtalkCredentials], line: Line) -> Delivered:
        """By the session while it is open, else by the robot's API."""
        message = message_of(reply)
        session = open_session(reply.thread, datetime.now(UTC), account.credentials.api_url)
        if session and await _by_session(session, message, line):
            return Delivered()
        group, _, person = reply.contact.rpartition("|")
        if not group and person.startswith("$"):
            raise ChannelError("DingTalk's session is over, the only way to a person from outside.", permanent=True)
        path = "groupMessages/send" if group else "oToMessages/batchSend"
        where = {"openConversationId": group} if group else {"userIds": [person]}
        content = {"msgKey": message.key, "msgParam": orjson.dumps(message.parameters).decode()}
        said = await _asked(f"robot/{path}", where | content, account, line)
        if said.flow_controlled_staff_id_list:
            raise ChannelError("DingTalk cannot take messages for this person now.", permanent=False)
        if said.invalid_staff_id_list:
            raise ChannelError("DingTalk refused the message: it knows no such person.", permanent=True)
        return Delivered(said.process_query_key)

    async def fetch(self, attachment: Attachment, account: Account[DingtalkCredentials], line: Line) -> Fetched:
        """What was sent, from the address that DingTalk gives for its code."""
        said = await _asked("robot/messageFiles/download", {"downloadCode": attachment.id}, account, line, ask)
        url = own_https(said.download_url, "DingTalk", account.credentials.api_url, _FILE_HOSTS)
        body, media_type = await download(line.http, "DingTalk", url, max_bytes=MAX_FILE_BYTES)
        return Fetched(body, attachment.name, media_type)

    async def check(self, account: Account[DingtalkCredentials], line: Line) -> str:
        """The app key, for which DingTalk gave a token: it has no call that names a robot."""
        await _token(account, line)
        return account.credentials.app_key


def _verified(request: Request, secret: str) -> bool:
    timestamp = request.headers.get("timestamp", "")
    expected = base64.b64encode(hmac.digest(secret.encode(), f"{timestamp}\n{secret}".encode(), "sha256"))
    if not hmac.compare_digest(request.headers.get("sign", "").encode(), expected):
        return False
    if not timestamp.isascii() or not timestamp.isdecimal() or len(timestamp) > _MAX_TIMESTAMP_DIGITS:
        return False
    return abs(request.received_at.timestamp() - int(timestamp) / 1000) <= WINDOW.total_seconds()


async def _by_session(session: Session, message: Message, line: Line) -> bool:
    """Whether the session took it; False where it refused, so that nothing was sent."""
    answer = await call(line.http, "DingTalk", session.url, orjson.dumps(message.session))
    said = _said(answer)
    if said.errcode in _TEMPORARY_CODES:
        raise ChannelError(f"DingTalk cannot take messages now ({said.errcode} {said.errmsg}).", permanent=False)
    if 400 <= answer.status < 500 and answer.status != 429:
        return False
    ensure_accepted(answer, "DingTalk")
    if said.errcode is None:
        raise DeliveryUncertain("DingTalk's answer could not be read: the message may have arrived.")
    return said.errcode == 0


async def _asked(
    path: str,
    body: dict[str, Any],
    account: Account[DingtalkCredentials],
    line: Line,
    how: Callable[..., Awaitable[Answer]] = call,
) -> _Said:
    """What the API says, asked once more with a new token where it does not take the first: nothing was done."""
    credentials = account.credentials
    sent = orjson.dumps({"robotCode": credentials.robot_code or credentials.app_key, **body})
    for _ in range(2):
        token = await _token(account, line)
        answer = await how(line.http, "DingTalk", _url(account, path), sent, {"x-acs-dingtalk-access-token": token})
        said = _said(answer)
        if answer.status != 401 and said.code != "InvalidAuthentication":
            break
        line.tokens.drop(account, token)
    _ensure_taken(answer, said)
    return said


async def _token(account: Account[DingtalkCredentials], line: Line) -> str:
    async def fetch() -> Token:
        credentials = account.credentials
        body = orjson.dumps({"appKey": credentials.app_key, "appSecret": secret_of(credentials.app_secret)})
        answer = await ask(line.http, "DingTalk", _url(account, "oauth2/accessToken"), body)
        said = _said(answer)
        if answer.status < 500:
            _ensure_taken(answer, said)
        if not said.access_token:
            raise ChannelError("DingTalk gave no access token.", permanent=False)
        return Token(said.access_token, said.expire_in)

    return await line.tokens.get(account, fetch)


def _ensure_taken(answer: Answer, said: _Said) -> None:
    """Raises ChannelError; some calls too many are answered with 403 and tell by their code only."""
    reason = f"{said.code} {said.message}".strip()[:_MAX_REASON_CHARS]
    if "QpsLimit" in said.code or "hrottling" in said.code:
        raise ChannelError(f"DingTalk cannot take messages now ({reason}).", permanent=False)
    ensure_accepted(answer, "DingTalk", reason)


def _url(account: Account[DingtalkCredentials], path: str) -> str:
    return f"{str(account.credentials.api_url).rstrip('/')}/v1.0/{path}"


def _said(answer: Answer) -> _Said:
    """DingTalk's body, or an empty one where something else answered in its place."""
    try:
        return _Said.model_validate_json(answer.body)
    except ValidationError:
        return _Said()


channel: Channel[DingtalkCredentials] = DingtalkChannel()
