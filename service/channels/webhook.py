"""The generic channel: any system can bring its customers' messages and get the replies, by Standard Webhooks.

Send a customer's message to the account's hook, signed as `service.standard_webhooks` says; the `webhook-id` must be
the same in every redelivery, and different for every message:
    {"contact": {"id": "42", "name": "Ada"}, "message": {"text": "Where is my order?"}}
- `message` may carry `kind` ("text", which is assumed, "image", "file", "location", "sticker", "voice", "unsupported";
  with another kind than text, `text` is its caption and may be missing), `id` (your own; our reply repeats it as
  `in_reply_to`) and `at` (ISO 8601 with an offset; the time of arrival is assumed).
- `attachments`, a list of {"data": base64, "name": "invoice.pdf", "media_type": "application/pdf"} (the last two may be
  missing), bring files of 5 MB together at most; `kind` then says what they are, "file" or "image".
- `name` may be missing. A body with a `type` other than "message" (say, {"type": "ping"}) is acknowledged and ignored.

Replies are POSTed to `callback_url`, signed with the same secret, their `webhook-id` the same in every attempt:
    {"type": "reply", "contact": {"id": "42"},
     "message": {"id": "...", "text": "...", "at": "2026-01-31T08:00:00+00:00", "in_reply_to": null}}
A reply that asks for contact details has "card": {"kind": "lead", "fields": ["phone", "email"]} in its message, for
systems that can show a form; what is filled in comes back as a message ("Phone: +44 ...").
A file that an operator sends is a message with `kind` and `attachments`, as files come in.
Answer 2xx once it is stored, and ignore an id that you know. 429 and 5xx are tried again, other answers are not.
"""

from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Literal, Self

import orjson
from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)

from service.channel.credentials import Credentials, secret_of
from service.channel.errors import Malformed, Refused
from service.channel.interface import Account, Attachment, Channel, Delivered, Inbound, Received, Reply, Request, Shown
from service.channel.line import Line
from service.channel.sent_files import SentFile
from service.channel.wire import call, ensure_accepted
from service.standard_webhooks import check_secret, sign, verify

_MAX_ID_CHARS = 255
_NO_NUL = r"^[^\x00]*$"
_MAX_FILES_BYTES = 5_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLATFORM = "The callback address"


class WebhookCredentials(Credentials):
    """`secret` (`whsec_` + base64) is shared with the other side; `callback_url` gets the replies, by https unless
    `allow_insecure` says that the way there is private."""

    secret: SecretStr
    callback_url: HttpUrl
    allow_insecure: bool = False

    @field_validator("secret")
    @classmethod
    def _long_enough(cls, secret: SecretStr) -> SecretStr:
        check_secret(secret.get_secret_value())
        return secret

    @model_validator(mode="after")
    def _private(self) -> Self:
        if self.callback_url.scheme != "https" and not self.allow_insecure:
            raise ValueError("callback_url must be https; set allow_insecure where the way there is private")
        return self


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True)


class _Contact(_Strict):
    id: Annotated[str, Field(min_length=1, max_length=_MAX_ID_CHARS, pattern=_NO_NUL)]
    name: str | None = None


class _Attachment(_Strict):
    data: str
    name: Annotated[str, Field(max_length=_MAX_ID_CHARS)] | None = None
    media_type: Annotated[str, Field(max_length=_MAX_ID_CHARS)] | None = None


class _Message(_Strict):
    id: Annotated[str, Field(max_length=_MAX_ID_CHARS, pattern=_NO_NUL)] | None = None
    kind: Literal["text", "image", "file", "location", "sticker", "voice", "unsupported"] = "text"
    text: str = ""
    at: Annotated[AwareDatetime, Field(ge=_EPOCH)] | None = None
    attachments: Annotated[list[_Attachment], Field(max_length=20)] = []


class _Event(_Strict):
    type: str = "message"


class _MessageEvent(_Event):
    contact: _Contact
    message: _Message


class WebhookChannel:
    """Standard Webhooks in both directions."""

    name = "webhook"
    credentials = WebhookCredentials
    text_limit = None
    window = None
    idempotent = True
    shows: frozenset[Shown] = frozenset(("lead",))

    async def receive(
        self, request: Request, account: Account[WebhookCredentials], state: Mapping[str, str]
    ) -> Received:
        """One message at most; its key is the `webhook-id`."""
        key = verify(secret_of(account.credentials.secret), request.headers, request.body, request.received_at)
        if key is None:
            raise Refused
        message = _parse(key, request)
        return Received(messages=(message,) if message else ())

    async def send(self, reply: Reply, account: Account[WebhookCredentials], line: Line) -> Delivered:
        """POST the signed reply to the account's callback address."""
        said: dict[str, object] = {"id": reply.id, "text": reply.text, "at": reply.at, "in_reply_to": reply.thread}
        if reply.lead:
            said["card"] = {"kind": reply.lead.kind, "fields": reply.lead.fields}
        return await _post(said, reply, account, line)

    def takes_file(self, media_type: str, size: int) -> bool:
        """As much as one may bring with a message."""
        return size <= _MAX_FILES_BYTES

    async def send_file(
        self, file: SentFile, reply: Reply, account: Account[WebhookCredentials], line: Line
    ) -> Delivered:
        """The file in `attachments`, as files come in; its name is the text."""
        data = b64encode(file.body).decode()
        said = {
            "id": reply.id,
            "text": file.name,
            "at": reply.at,
            "in_reply_to": reply.thread,
            "kind": "image" if file.is_picture else "file",
            "attachments": [{"data": data, "name": file.name, "media_type": file.media_type}],
        }
        return await _post(said, reply, account, line)


async def _post(
    said: Mapping[str, object], reply: Reply, account: Account[WebhookCredentials], line: Line
) -> Delivered:
    body = orjson.dumps({"type": "reply", "contact": {"id": reply.contact}, "message": said})
    headers = sign(secret_of(account.credentials.secret), reply.id, datetime.now(UTC), body)
    answer = await call(line.http, _PLATFORM, str(account.credentials.callback_url), body, headers)
    ensure_accepted(answer, _PLATFORM)
    return Delivered(reply.id)


def _parse(key: str, request: Request) -> Inbound | None:
    """The message of a genuine request, None for another type of event. Raises Malformed."""
    try:
        if _Event.model_validate_json(request.body).type != "message":
            return None
        event = _MessageEvent.model_validate_json(request.body)
    except ValidationError as error:
        raise Malformed from error
    contact, message = event.contact, event.message
    if len(key) > _MAX_ID_CHARS:
        raise Malformed(f"The webhook-id is longer than {_MAX_ID_CHARS} characters.")
    if message.kind == "text" and not message.text.strip() and not message.attachments:
        raise Malformed("A message of the kind text needs a text.")
    # A sender's clock may run ahead of ours, but nothing was said after it arrived.
    at = min(message.at or request.received_at, request.received_at)
    attached = _attached(message.attachments)
    return Inbound(key, contact.id, contact.name, message.text, at.astimezone(UTC), message.kind, message.id, attached)


def _attached(given: list[_Attachment]) -> tuple[Attachment, ...]:
    """Raises Malformed for what is no base64, or too large."""
    try:
        found = tuple(
            Attachment(str(number), one.name, one.media_type, b64decode(one.data, validate=True))
            for number, one in enumerate(given)
        )
    except (NoBase64, ValueError) as error:
        raise Malformed("The data of an attachment are not base64.") from error
    if sum(len(one.body or b"") for one in found) > _MAX_FILES_BYTES:
        raise Malformed(f"The attachments are larger than {_MAX_FILES_BYTES // 1_000_000} MB together.")
    return found


channel: Channel[WebhookCredentials] = WebhookChannel()
