"""Messenger: one Facebook Page an account.

From documentation/business-messaging/messenger-platform on developers.facebook.com (webhook-events, send-messages,
error-codes):
- One hook serves all Pages of an app: only entries of the account's own `page_id` are read. Echoes (`is_echo`),
  receipts, reactions, edits, withdrawals and events of `standby` are no messages. `message.mid` is the key.
- The start button's postback must have the payload GET_STARTED; a person who comes back by an ad or an m.me link and
  has not written yet has opened the chat, too. Both bring what the ad was.
- Up to 13 choices are quick replies, a card is a template with a link; what does not fit is written into the text.
- Who is asked for their number or address gets quick replies that hold those of their profile; tapped, they come back
  as written.
- Attachments come as addresses on Meta's hosts, which expire. The customer's name is not delivered.
"""

from collections.abc import Mapping
from datetime import timedelta

import orjson
from pydantic import BaseModel, HttpUrl

from service.channel.errors import ChannelError
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
from service.channel.sent_files import SentFile
from service.channel.split import TextLimit
from service.channel.wire import ask, call, multipart
from service.platforms.meta import (
    MAX_FILE_BYTES,
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

_PLATFORM = "Messenger"


class MessengerCredentials(MetaCredentials):
    """`access_token` is the Page's, `page_id` its id; `api_url` the Graph API with its version."""

    page_id: NumericId
    api_url: HttpUrl = HttpUrl("https://graph.facebook.com/v25.0")


class _Page(BaseModel):
    id: str
    name: str = ""


class MessengerChannel:
    """Its customers are the people who write to the Page."""

    name = "messenger"
    credentials = MessengerCredentials
    text_limit = TextLimit(2000, "utf16")  # "characters": the stricter reading fits either way
    window = Window(timedelta(hours=24))
    idempotent = False
    shows: frozenset[Shown] = frozenset(("choices", "card", "lead"))

    async def receive(
        self, request: Request, account: Account[MessengerCredentials], state: Mapping[str, str]
    ) -> Received:
        """The handshake, or messages."""
        credentials = account.credentials
        if request.method == "GET":
            return Received(confirm(request.query, credentials.verify_token))
        verify([credentials.app_secret], request.headers, request.body)
        return Received(messages=read_delivery(request.body, "page", credentials.page_id))

    async def send(self, reply: Reply, account: Account[MessengerCredentials], line: Line) -> Delivered:
        """`POST /me/messages`, as an answer within the 24 hours."""
        message = {"recipient": {"id": reply.contact}, "messaging_type": "RESPONSE"}
        body = orjson.dumps(message | {"message": message_of(reply, self.text_limit)})
        headers = bearer(account.credentials.access_token)
        answer = await call(line.http, _PLATFORM, _url(account, "me/messages"), body, headers)
        return Delivered(read_sent(answer, _PLATFORM, Sent).message_id)

    def takes_file(self, media_type: str, size: int) -> bool:
        """Up to 25 MB (.../messenger-platform/send-messages#sending_attachments)."""
        return size <= MAX_FILE_BYTES

    async def send_file(
        self, file: SentFile, reply: Reply, account: Account[MessengerCredentials], line: Line
    ) -> Delivered:
        """`POST /me/messages` with the file in the same form."""
        attachment: dict[str, object] = {"type": "image" if file.is_picture else "file", "payload": {}}
        fields = {
            "recipient": orjson.dumps({"id": reply.contact}).decode(),
            "messaging_type": "RESPONSE",
            "message": orjson.dumps({"attachment": attachment}).decode(),
        }
        form, headers = multipart(fields, "filedata", file.name, file.media_type, file.body)
        headers |= bearer(account.credentials.access_token)
        answer = await call(line.http, _PLATFORM, _url(account, "me/messages"), form, headers)
        return Delivered(read_sent(answer, _PLATFORM, Sent).message_id)

    async def fetch(self, attachment: Attachment, account: Account[MessengerCredentials], line: Line) -> Fetched:
        """The file at an attachment's address; no token is shown there."""
        return await fetch_file(line, _PLATFORM, attachment.id, account.credentials.api_url)

    async def check(self, account: Account[MessengerCredentials], line: Line) -> str:
        """The Page's name. Raises ChannelError, permanent where the token is not this Page's."""
        headers = bearer(account.credentials.access_token)
        answer = await ask(line.http, _PLATFORM, _url(account, "me?fields=id,name"), headers=headers)
        page = read_told(answer, _PLATFORM, _Page)
        if page.id != account.credentials.page_id:
            sentence = f"The access token belongs to another Page: {page.name} ({page.id})."
            raise ChannelError(sentence, permanent=True)
        return page.name


def _url(account: Account[MessengerCredentials], path: str) -> str:
    return f"{str(account.credentials.api_url).rstrip('/')}/{path}"


channel: Channel[MessengerCredentials] = MessengerChannel()
