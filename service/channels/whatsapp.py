"""WhatsApp Cloud API: one business phone number an account.

From documentation/business-messaging/whatsapp on developers.facebook.com (webhooks, messages, media,
business-scoped-user-ids, support/error-codes), checked against the SDK pywa 4.5:
- One hook serves all numbers of an app: only the account's own `phone_number_id` is read. Statuses
  are receipts, but for those of a message that failed after it was taken;
  reactions, edits, revocations and system notices are no messages; messages in groups are not answered, since
  others would read what is said to one customer.
- A customer is their phone number or, where their user name hides it, their business-scoped user id ("US.1349..."),
  which is answered in `recipient` instead of `to`. The id is also the `person`: all numbers of a business share it.
- Up to 3 choices of 20 characters are buttons, up to 10 are a list, a card is a link button, each with a text of up to
  1,024 characters; what does not fit is written into the text.
- Who is asked for their number and is known by their user id alone gets a button that shares it
  (`request_contact_info`); it comes back as a contact whose `origin` is `contact_request`.
- A file is asked for by its id; the address that comes back wants the access token, and lasts 5 minutes.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import orjson
from pydantic import BaseModel, HttpUrl

from service.channel.cards import Card
from service.channel.choices import fits, in_words, payload_of, shortened, with_card
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
from service.platforms.meta import MetaCredentials, NumericId, bearer, confirm, fetch_file, read_sent, read_told, verify
from service.platforms.whatsapp_events import read_delivery
from service.platforms.whatsapp_files import SENT_FILES, document_of

_PLATFORM = "WhatsApp"
_USER_ID = re.compile(r"[A-Z]{2}\.\S+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SHARE = "request_contact_info"
_MAX_BODY = 1024
_MAX_BUTTONS, _MAX_TITLE, _MAX_BUTTON_ID = 3, 20, 256
_MAX_ROWS, _MAX_ROW_TITLE, _MAX_ROW_MORE, _MAX_ROW_ID = 10, 24, 72, 200


class WhatsAppCredentials(MetaCredentials):
    """`phone_number_id` is the id that Meta gave the number; `api_url` the Graph API with its version."""

    phone_number_id: NumericId
    api_url: HttpUrl = HttpUrl("https://graph.facebook.com/v25.0")


class _Id(BaseModel):
    id: str


class _Sent(BaseModel):
    messages: list[_Id]


class _File(BaseModel):
    url: str
    mime_type: str | None = None


class _Number(BaseModel):
    verified_name: str = ""
    display_phone_number: str = ""


class WhatsAppChannel:
    """Its customers are the people who write to the number."""

    name = "whatsapp"
    credentials = WhatsAppCredentials
    text_limit = TextLimit(4096, "utf16")  # "characters": the stricter reading fits either way
    window = Window(timedelta(hours=24))
    idempotent = False
    shows: frozenset[Shown] = frozenset(("choices", "card", "lead"))

    async def receive(
        self, request: Request, account: Account[WhatsAppCredentials], state: Mapping[str, str]
    ) -> Received:
        """The handshake, or messages whose keys are WhatsApp's message ids."""
        credentials = account.credentials
        if request.method == "GET":
            return Received(confirm(request.query, credentials.verify_token))
        verify([credentials.app_secret], request.headers, request.body)
        messages, failures = read_delivery(request.body, credentials.phone_number_id)
        return Received(messages=messages, failures=failures)

    async def send(self, reply: Reply, account: Account[WhatsAppCredentials], line: Line) -> Delivered:
        """One message: a text, or the text with buttons, a list or a link button."""
        return await self._post(self._form(reply), reply, account, line)

    def takes_file(self, media_type: str, size: int) -> bool:
        """Pictures and documents of the kinds that WhatsApp takes (.../whatsapp/business-phone-numbers/media)."""
        return size <= SENT_FILES.get(media_type, 0)

    async def send_file(
        self, file: SentFile, reply: Reply, account: Account[WhatsAppCredentials], line: Line
    ) -> Delivered:
        """The file is uploaded, which nobody sees, then sent by its id."""
        credentials = account.credentials
        fields = {"messaging_product": "whatsapp", "type": file.media_type}
        form, headers = multipart(fields, "file", file.name, file.media_type, file.body)
        url = _url(credentials, f"{credentials.phone_number_id}/media")
        answer = await ask(line.http, _PLATFORM, url, form, headers | bearer(credentials.access_token))
        media = {"id": read_told(answer, _PLATFORM, _Id).id}
        shown = {"type": "image", "image": media} if file.is_picture else document_of(media, file.name)
        return await self._post(shown, reply, account, line)

    async def _post(
        self, form: dict[str, Any], reply: Reply, account: Account[WhatsAppCredentials], line: Line
    ) -> Delivered:
        credentials = account.credentials
        to = "recipient" if _USER_ID.fullmatch(reply.contact) else "to"
        message = {"messaging_product": "whatsapp", "recipient_type": "individual", to: reply.contact}
        url = _url(credentials, f"{credentials.phone_number_id}/messages")
        body = orjson.dumps(message | form)
        answer = await call(line.http, _PLATFORM, url, body, bearer(credentials.access_token))
        sent = read_sent(answer, _PLATFORM, _Sent)
        return Delivered(sent.messages[0].id if sent.messages else None)

    async def fetch(self, attachment: Attachment, account: Account[WhatsAppCredentials], line: Line) -> Fetched:
        """The file behind a media id. Raises ChannelError."""
        credentials = account.credentials
        headers = bearer(credentials.access_token)
        query = f"?phone_number_id={credentials.phone_number_id}"
        answer = await ask(line.http, _PLATFORM, _url(credentials, attachment.id) + query, headers=headers)
        told = read_told(answer, _PLATFORM, _File)
        fetched = await fetch_file(line, _PLATFORM, told.url, credentials.api_url, headers)
        return Fetched(fetched.body, None, told.mime_type or fetched.media_type)

    async def check(self, account: Account[WhatsAppCredentials], line: Line) -> str:
        """The number and the name that WhatsApp verified for it."""
        credentials = account.credentials
        url = _url(credentials, f"{credentials.phone_number_id}?fields=display_phone_number,verified_name")
        answer = await ask(line.http, _PLATFORM, url, headers=bearer(credentials.access_token))
        number = read_told(answer, _PLATFORM, _Number)
        return f"{number.verified_name} {number.display_phone_number}".strip()

    def _form(self, reply: Reply) -> dict[str, Any]:
        """The part of a message that depends on what it shows."""
        if _asks_number(reply) and fits(reply.text, _MAX_BODY):
            return _interactive(reply.text, {"type": _SHARE, "action": {"name": _SHARE}})
        choices = tuple(dict.fromkeys(reply.choices))
        text = with_card(reply, self.text_limit)
        if 0 < len(choices) <= _MAX_ROWS and fits(text, _MAX_BODY):
            return _interactive(text, _choice_action(choices, text))
        if reply.card and not choices and fits(body := _beside(reply.text, reply.card), _MAX_BODY):
            return _interactive(body, _link_action(reply.card))
        return {"type": "text", "text": {"body": in_words(reply, self.text_limit), "preview_url": bool(reply.card)}}


def _url(credentials: WhatsAppCredentials, path: str) -> str:
    return f"{str(credentials.api_url).rstrip('/')}/{path}"


def _asks_number(reply: Reply) -> bool:
    """Who writes from a number need not be asked for it."""
    return bool(reply.lead and "phone" in reply.lead.fields and _USER_ID.fullmatch(reply.contact))


def _interactive(text: str, form: dict[str, Any]) -> dict[str, Any]:
    return {"type": "interactive", "interactive": {"body": {"text": text}} | form}


def _choice_action(choices: Sequence[str], text: str) -> dict[str, Any]:
    """Buttons, or a list where they are too many or too long for that."""
    if len(choices) <= _MAX_BUTTONS and all(fits(choice, _MAX_TITLE) for choice in choices):
        replies = [{"id": payload_of(choice, _MAX_BUTTON_ID), "title": choice} for choice in choices]
        return {"type": "button", "action": {"buttons": [{"type": "reply", "reply": reply} for reply in replies]}}
    label = "选择" if _CHINESE.search(text) else "Choose"
    return {"type": "list", "action": {"button": label, "sections": [{"rows": [_row(choice) for choice in choices]}]}}


def _row(choice: str) -> dict[str, str]:
    row = {"id": payload_of(choice, _MAX_ROW_ID), "title": shortened(choice, _MAX_ROW_TITLE)}
    return row if row["title"] == choice else row | {"description": shortened(choice, _MAX_ROW_MORE)}


def _beside(text: str, card: Card) -> str:
    """The text beside a link button: with the card's own words that the button does not show."""
    title = "" if fits(card.title, _MAX_TITLE) else card.title
    return "\n".join(filter(None, (text, title, card.text)))


def _link_action(card: Card) -> dict[str, Any]:
    link = {"display_text": shortened(card.title, _MAX_TITLE), "url": card.url}
    action = {"type": "cta_url", "action": {"name": "cta_url", "parameters": link}}
    picture = card.image_url
    return action | {"header": {"type": "image", "image": {"link": picture}}} if picture else action


channel: Channel[WhatsAppCredentials] = WhatsAppChannel()
