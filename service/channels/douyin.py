"""Douyin (抖音) private messages of an account that has authorised an app (https://developer.open-douyin.com).

Verified by `X-Douyin-Signature`: hexadecimal SHA-1 of the secret followed by the raw body (no HMAC: more could be
appended to a signed body, but never so that it is JSON). Neither a time nor the header `Msg-Id`, by which Douyin
proposes to recognise redeliveries, is signed: the key is `server_message_id` of the body (`platforms.douyin.events`).

Confirmed by Douyin's documentation: signature, handshake, events, `/oauth/refresh_token/` (an access token for 15 days,
with a refresh token that ends after 30: then the owner must authorise again), and for its sibling `/im/recall/msg/` the
header `access-token`, `open_id` of the account in the query, `conversation_id` and `msg_id` and where they come from.
The page on `/im/send/msg/` itself could not be read; `to_user_id`, `scene`, `content`, that `msg_id` is good for 24
hours and the codes of errors are as independent clients quote it (SKIT.FlurlHttpClient.ByteDance, dyj-sdk), which
agree. Not confirmed: how long a text may be, and how many answers a message allows; Douyin's refusal is shown then.
Its rules forbid contact details, so a link card's address would be one, too: none is shown. They may be asked for by a
lead card (留资卡片), made by `/im/save/retain_consult_card/`, which is sent by its id: message type 8 with
`retain_consult_card.card_id`, as those clients have it. New apps are not admitted.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import orjson
from pydantic import BaseModel, Field, HttpUrl, SecretStr, ValidationError

from service.channel.credentials import Credentials, secret_of
from service.channel.errors import ChannelError, DeliveryUncertain, Refused
from service.channel.interface import Account, Channel, Delivered, Received, Reply, Request, Response, Shown, Window
from service.channel.line import Line, Token
from service.channel.split import TextLimit
from service.channel.wire import Answer, ask, call, ensure_accepted
from service.platforms.douyin.events import REPLY, challenge_of, read_event

_TEXT, _LEAD_CARD = 1, 8
_MAX_REASON_CHARS = 200
_TOKEN_CODES = frozenset((2190002, 2190008, 28001003, 28001008))
# Busy, or too many calls; a quota that is used up is not among them.
_TEMPORARY_CODES = frozenset((2100004, 28001005, 28001006, 28003018))


class DouyinCredentials(Credentials):
    """`client_secret` signs deliveries (a mini program's is the secret of its webhook), `open_id` is the account's in
    the eyes of the app, `refresh_token` came with the owner's authorisation."""

    client_key: str
    client_secret: SecretStr
    open_id: str
    refresh_token: SecretStr
    api_url: HttpUrl = HttpUrl("https://open.douyin.com")


class _Told(BaseModel):
    error_code: int | None = None
    description: str = ""
    access_token: str = ""
    expires_in: float = 0.0
    open_id: str = ""
    msg_id: str | None = None


class _Said(BaseModel):
    """Errors stand in `data`, in `extra`, or beside them as `err_no`, whichever is not zero."""

    data: _Told = Field(default_factory=_Told)
    extra: _Told = Field(default_factory=_Told)
    err_no: int | None = None
    err_msg: str = ""
    msg_id: str | None = None

    @property
    def code(self) -> int | None:
        """0 for a success, None where the body is not Douyin's."""
        codes = [code for code in (self.data.error_code, self.extra.error_code, self.err_no) if code is not None]
        return next((code for code in codes if code), 0) if codes else None

    @property
    def reason(self) -> str:
        """The code and its description, for an operator."""
        told = self.data.description or self.extra.description or self.err_msg
        return f"{self.code} {told}".strip()[:_MAX_REASON_CHARS] if self.code else ""


class DouyinChannel:
    """One Douyin account; its customers are the people who write to it, or open a chat with it."""

    name = "douyin"
    credentials = DouyinCredentials
    text_limit = TextLimit(1_000)
    window = Window(timedelta(hours=24))
    idempotent = False
    shows: frozenset[Shown] = frozenset(("lead",))
    own_lead_card = frozenset({"phone"})
    forbidden_contacts = frozenset({"phone", "email", "wechat", "qq", "whatsapp", "telegram", "link"})

    async def receive(
        self, request: Request, account: Account[DouyinCredentials], state: Mapping[str, str]
    ) -> Received:
        """One message at most; a handshake is answered with its challenge."""
        secret = secret_of(account.credentials.client_secret)
        expected = hashlib.sha1(secret.encode() + request.body).hexdigest()  # noqa: S324 - Douyin's own choice
        if not hmac.compare_digest(request.headers.get("x-douyin-signature", "").encode(), expected.encode()):
            raise Refused
        if (challenge := challenge_of(request.body)) is not None:
            return Received(Response(body=orjson.dumps({"challenge": challenge}), media_type="application/json"))
        message = read_event(request.body)
        return Received(messages=(message,) if message else ())

    async def send(self, reply: Reply, account: Account[DouyinCredentials], line: Line) -> Delivered:
        """An answer to the customer's message, which Douyin wants named."""
        if not reply.thread:
            raise ChannelError("Douyin takes only answers to what a customer wrote or opened.", permanent=True)
        message, conversation, scene = [*reply.thread.split(" "), "", ""][:3]
        body = {
            "msg_id": message,
            **({"conversation_id": conversation} if conversation else {}),
            "to_user_id": reply.contact,
            "scene": scene or REPLY,
            "content": _content(reply),
        }
        answer, said = await _called(body, account, line)
        _ensure_taken(answer, said)
        if said.code is None:
            raise DeliveryUncertain("Douyin's answer could not be read: the message may have arrived.")
        return Delivered(said.msg_id or said.data.msg_id)

    async def check(self, account: Account[DouyinCredentials], line: Line) -> str:
        """The open_id of whoever authorised, which must be the account's."""
        told = await _refreshed(account, line)
        if told.open_id != account.credentials.open_id:
            raise ChannelError("The refresh token is of another account than open_id.", permanent=True)
        return told.open_id


def _content(reply: Reply) -> dict[str, Any]:
    """A text, or the lead card that the account's owner made, which asks in words of Douyin's own."""
    if reply.lead:
        return {"msg_type": _LEAD_CARD, "retain_consult_card": {"card_id": reply.lead.platform_id}}
    return {"msg_type": _TEXT, "text": {"text": reply.text}}


async def _called(body: dict[str, Any], account: Account[DouyinCredentials], line: Line) -> tuple[Answer, _Said]:
    """The answer, asked for once more with a new token where Douyin does not take the first: nothing was done."""
    url = f"{_url(account, 'im/send/msg/')}?{urlencode({'open_id': account.credentials.open_id})}"

    async def fetch() -> Token:
        told = await _refreshed(account, line)
        return Token(told.access_token, told.expires_in)

    for _ in range(2):
        token = await line.tokens.get(account, fetch)
        answer = await call(line.http, "Douyin", url, orjson.dumps(body), {"access-token": token})
        said = _said(answer)
        if said.code not in _TOKEN_CODES:
            break
        line.tokens.drop(account, token)
    return answer, said


async def _refreshed(account: Account[DouyinCredentials], line: Line) -> _Told:
    """An access token; one that is still good only lasts longer, so that several processes may ask for it."""
    credentials = account.credentials
    form = {"client_key": credentials.client_key, "grant_type": "refresh_token"}
    body = urlencode(form | {"refresh_token": secret_of(credentials.refresh_token)}).encode()
    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = await ask(line.http, "Douyin", _url(account, "oauth/refresh_token/"), body, headers)
    said = _said(answer)
    if answer.status < 500:
        _ensure_taken(answer, said)
    if not said.data.access_token:
        raise ChannelError("Douyin gave no access token.", permanent=False)
    return said.data


def _ensure_taken(answer: Answer, said: _Said) -> None:
    """Douyin tells errors by codes, with HTTP 200. Raises ChannelError."""
    if said.code in _TEMPORARY_CODES:
        raise ChannelError(f"Douyin cannot take messages now ({said.reason}).", permanent=False)
    ensure_accepted(answer, "Douyin", said.reason)
    if said.code:
        raise ChannelError(f"Douyin refused the message ({said.reason}).", permanent=True)


def _url(account: Account[DouyinCredentials], path: str) -> str:
    return f"{str(account.credentials.api_url).rstrip('/')}/{path}"


def _said(answer: Answer) -> _Said:
    """Douyin's body, or an empty one where something else answered in its place."""
    try:
        return _Said.model_validate_json(answer.body)
    except ValidationError:
        return _Said()


channel: Channel[DouyinCredentials] = DouyinChannel()
