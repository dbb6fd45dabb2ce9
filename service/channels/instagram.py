"""Instagram messages: one professional account an account, by Instagram Login or by the Page that it is linked to.

From documentation/instagram-platform and documentation/business-messaging/instagram-messaging on
developers.facebook.com:
- A delivery may be signed with the Instagram app's secret or with the Facebook app's: either is right where both are
  configured. One hook serves all accounts of an app: only entries of the own `account_id` are read.
- Echoes (which come without asking for them), receipts, reactions, edits (`message_edit`) and withdrawals
  (`is_deleted`) are no messages; `is_unsupported` is one that cannot be read. `message.mid` is the key.
- A text has 1,000 bytes of UTF-8. Up to 13 choices are quick replies, a card is a template with a link; what does not
  fit is written into the text. Attachments come as addresses on Meta's hosts, which expire.
- With Instagram Login the API is at graph.instagram.com, by a Page at graph.facebook.com: `api_url`.
"""

from collections.abc import Mapping
from datetime import timedelta

import orjson
from pydantic import BaseModel, HttpUrl, SecretStr, field_validator

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
    Window,
)
from service.channel.line import Line
from service.channel.sent_files import SentFile, address_of
from service.channel.split import TextLimit
from service.channel.wire import ask, call
from service.platforms.meta import (
    AppSecret,
    MetaCredentials,
    NumericId,
    bearer,
    confirm,
    fetch_file,
    read_sent,
    read_told,
    verify,
)
from service.platforms.meta_messages import Sent, message_of, read_delivery

_PLATFORM = "Instagram"
_PICTURES, _MAX_PICTURE_BYTES = frozenset(("image/png", "image/jpeg", "image/gif")), 8_000_000


class InstagramCredentials(MetaCredentials):
    """`app_secret` is the Instagram app's, `other_app_secret` the Facebook app's where both may sign; `account_id` the
    professional account's id as webhooks have it; `api_url` the API that gave `access_token`, with its version."""

    account_id: NumericId
    other_app_secret: AppSecret | None = None
    api_url: HttpUrl = HttpUrl("https://graph.instagram.com/v25.0")

    @field_validator("other_app_secret", mode="before")
    @classmethod
    def _left_empty(cls, secret: object) -> object:
        return secret or None


class _Profile(BaseModel):
    username: str


class InstagramChannel:
    """Its customers are the people who write to the account."""

    name = "instagram"
    credentials = InstagramCredentials
    text_limit = TextLimit(1000, "utf8")
    window = Window(timedelta(hours=24))
    idempotent = False
    shows: frozenset[Shown] = frozenset(("choices", "card"))

    async def receive(
        self, request: Request, account: Account[InstagramCredentials], state: Mapping[str, str]
    ) -> Received:
        """The handshake, or messages."""
        credentials = account.credentials
        if request.method == "GET":
            return Received(confirm(request.query, credentials.verify_token))
        secrets = [credentials.app_secret, credentials.other_app_secret or SecretStr("")]
        verify(secrets, request.headers, request.body)
        return Received(messages=read_delivery(request.body, "instagram", credentials.account_id))

    async def send(self, reply: Reply, account: Account[InstagramCredentials], line: Line) -> Delivered:
        """`POST /me/messages`."""
        body = orjson.dumps({"recipient": {"id": reply.contact}, "message": message_of(reply, self.text_limit)})
        headers = bearer(account.credentials.access_token)
        answer = await call(line.http, _PLATFORM, _url(account, "me/messages"), body, headers)
        return Delivered(read_sent(answer, _PLATFORM, Sent).message_id)

    files_by_url = True

    def takes_file(self, media_type: str, size: int) -> bool:
        """Pictures of up to 8 MB, which Instagram fetches (.../instagram-platform/instagram-api-with-...-login)."""
        return media_type in _PICTURES and size <= _MAX_PICTURE_BYTES

    async def send_file(
        self, file: SentFile, reply: Reply, account: Account[InstagramCredentials], line: Line
    ) -> Delivered:
        """A picture by its address."""
        message = {"attachment": {"type": "image", "payload": {"url": address_of(file)}}}
        body = orjson.dumps({"recipient": {"id": reply.contact}, "message": message})
        headers = bearer(account.credentials.access_token)
        answer = await call(line.http, _PLATFORM, _url(account, "me/messages"), body, headers)
        return Delivered(read_sent(answer, _PLATFORM, Sent).message_id)

    async def fetch(self, attachment: Attachment, account: Account[InstagramCredentials], line: Line) -> Fetched:
        """The file at an attachment's address; no token is shown there."""
        return await fetch_file(line, _PLATFORM, attachment.id, account.credentials.api_url)

    async def check(self, account: Account[InstagramCredentials], line: Line) -> str:
        """The account's user name. Raises ChannelError, also where the token does not reach this account."""
        path = f"{account.credentials.account_id}?fields=username"
        answer = await ask(line.http, _PLATFORM, _url(account, path), headers=bearer(account.credentials.access_token))
        return f"@{read_told(answer, _PLATFORM, _Profile).username}"


def _url(account: Account[InstagramCredentials], path: str) -> str:
    return f"{str(account.credentials.api_url).rstrip('/')}/{path}"


channel: Channel[InstagramCredentials] = InstagramChannel()
