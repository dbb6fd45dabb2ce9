"""E-mail: a mailbox fetched over IMAP (RFC 3501), replies sent over SMTP (RFC 5321), by imap-tools and aiosmtplib.

There is no hook, so that `receive` refuses whatever comes. The cursor is UIDVALIDITY and the last UID; it begins at the
end of the folder, so that nobody is answered who wrote before the account was added. Where the server numbers the
folder anew, everything that arrived since is fetched again and recognised by Message-ID. `at` is the server's
INTERNALDATE. TLS is required on both ways and certificates are verified, unless `allow_insecure`.

A sender counts as proven (`person`) only by the receiving server's own Authentication-Results (RFC 8601) with
dmarc=pass; From by itself can be forged. What programs and lists send is no message (RFC 3834): no loops.
"""

import asyncio
import logging
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from service.channel.errors import ChannelError, Refused
from service.channel.interface import (
    Account,
    Attachment,
    Channel,
    Delivered,
    Fetched,
    Inbound,
    Polled,
    Received,
    Reply,
    Request,
)
from service.channel.line import Line
from service.channel.sent_files import SentFile
from service.platforms.mail.account import EmailCredentials
from service.platforms.mail.inbox import Inbox, Letter, in_inbox
from service.platforms.mail.outgoing import deliver, mail_of, try_login
from service.platforms.mail.reading import UNREADABLE, attached, content, inbound, parse, unread, writer_of

_MAX_SENT_BYTES = 15_000_000

log = logging.getLogger(__name__)

MOST_AT_ONCE = 20
READ_FOR_S = 20.0
"""After so long a fetch ends with what it has: the next one goes on there."""
LARGEST_BYTES = 30_000_000
"""Of a larger mail only the headers are read; most servers take 25 MB."""


class EmailChannel:
    """One mailbox an account; its customers are who writes to it."""

    name = "email"
    credentials = EmailCredentials
    text_limit = None
    window = None
    idempotent = False  # servers take the same Message-ID again

    async def receive(self, request: Request, account: Account[EmailCredentials], state: Mapping[str, str]) -> Received:
        """Nothing: mails are fetched. Raises Refused."""
        raise Refused

    async def poll(self, account: Account[EmailCredentials], state: Mapping[str, str], line: Line) -> Polled:
        """The next mails, lowest UID first, at most MOST_AT_ONCE."""
        return await in_inbox(account.credentials, lambda inbox: _News(inbox, account.credentials, state).fetched())

    async def send(self, reply: Reply, account: Account[EmailCredentials], line: Line) -> Delivered:
        """One mail, as plain text, in the thread of the customer's; its Message-ID is what is given back."""
        mail = mail_of(reply, account.credentials, account.name)
        await deliver(mail, reply.contact, account.credentials.server)
        return Delivered(str(mail["Message-ID"]))

    def takes_file(self, media_type: str, size: int) -> bool:
        """As mail servers commonly do, with what base64 adds."""
        return size <= _MAX_SENT_BYTES

    async def send_file(
        self, file: SentFile, reply: Reply, account: Account[EmailCredentials], line: Line
    ) -> Delivered:
        """A mail with the file attached."""
        mail = mail_of(replace(reply, text=file.name), account.credentials, account.name)
        maintype, _, subtype = file.media_type.partition("/")
        mail.add_attachment(file.body, maintype=maintype, subtype=subtype or "octet-stream", filename=file.name)
        await deliver(mail, reply.contact, account.credentials.server)
        return Delivered(str(mail["Message-ID"]))

    async def fetch(self, attachment: Attachment, account: Account[EmailCredentials], line: Line) -> Fetched:
        """A part of a mail that is still in the folder."""
        validity, uid, index = map(int, attachment.id.split(":"))

        def found(inbox: Inbox) -> Letter | None:
            return inbox.whole(uid) if inbox.validity == validity else None

        letter = await in_inbox(account.credentials, found)
        parts = {} if letter is None else dict(attached(parse(letter.data)))
        if index not in parts:
            raise ChannelError("The mail is no longer in the mailbox.", permanent=True)
        return Fetched(content(parts[index]), attachment.name, attachment.media_type)

    async def check(self, account: Account[EmailCredentials], line: Line) -> str:
        """Log in to both servers."""
        await asyncio.gather(
            in_inbox(account.credentials, lambda inbox: inbox.last()), try_login(account.credentials.server)
        )
        return f"{account.credentials.address} ({account.credentials.folder})"


class _News:
    """What came since `state`: `uidvalidity` and `uid`, `since` the account is fetched, `again` once renumbered."""

    def __init__(self, inbox: Inbox, credentials: EmailCredentials, state: Mapping[str, str]) -> None:
        self._inbox = inbox
        self._credentials = credentials
        self._state = dict(state)
        self._own = frozenset({credentials.address.lower(), credentials.login.lower()})

    def fetched(self) -> Polled:
        """Blocks. Raises what Inbox raises."""
        if "uidvalidity" not in self._state:
            now = datetime.now(UTC).isoformat()
            return Polled(state=self._cursor(self._inbox.last()) | {"since": now})
        if self._state["uidvalidity"] != str(self._inbox.validity):
            self._state |= {"uid": "0", "again": "1"}
        waiting = self._inbox.after(int(self._state["uid"]))
        read, messages = self._read(waiting)
        if read and self._credentials.mark_seen:
            self._inbox.mark_seen(read)
        last = read[-1] if read else int(self._state["uid"])
        return Polled(tuple(messages), self._cursor(last), more=len(read) < len(waiting))

    def _read(self, waiting: list[int]) -> tuple[list[int], list[Inbound]]:
        read: list[int] = []
        messages: list[Inbound] = []
        until = time.monotonic() + READ_FOR_S
        for uid in waiting[:MOST_AT_ONCE]:
            if (message := self._message(uid)) is not None:
                messages.append(message)
            read.append(uid)
            if time.monotonic() > until:
                break
        return read, messages

    def _message(self, uid: int) -> Inbound | None:
        """None for what is gone, or no person sent, or was there before the account."""
        headers = self._inbox.headers(uid)
        if headers is None or self._is_old(headers):
            return None
        try:
            return self._understood(headers)
        except UNREADABLE:  # a mail that cannot be read may not hold up those behind it
            log.warning("a mail names no sender that can be read: UID %d", uid)
            return None

    def _understood(self, headers: Letter) -> Inbound | None:
        mail, authserv_id = parse(headers.data), self._credentials.authserv_id
        sender = writer_of(mail, self._own)
        if sender is None:
            return None
        if headers.size > LARGEST_BYTES:
            return unread(mail, sender, headers.arrived_at, authserv_id)
        letter = self._inbox.whole(headers.uid)
        if letter is None:
            return None
        try:
            place = f"{self._inbox.validity}:{headers.uid}"
            return inbound(parse(letter.data), sender, letter.arrived_at, place, authserv_id)
        except UNREADABLE:  # it is shown as what it is, so that an operator looks into the mailbox
            return unread(mail, sender, letter.arrived_at, authserv_id)

    def _is_old(self, letter: Letter) -> bool:
        return "again" in self._state and letter.arrived_at < datetime.fromisoformat(self._state["since"])

    def _cursor(self, uid: int) -> dict[str, str]:
        return self._state | {"uidvalidity": str(self._inbox.validity), "uid": str(uid)}


channel: Channel[EmailCredentials] = EmailChannel()
