"""A mailbox over IMAP (RFC 3501), by imap-tools in a thread of its own. Nothing in it is ever deleted.

That library's `flag` also expunges what a mail program marked as deleted, and its `fetch` asks for no INTERNALDATE:
both are asked for here by the client that it opened. NetEase's servers (163, 126) let nobody select a folder before an
ID (RFC 2971), and answer "Unsafe Login".
"""

import asyncio
import imaplib
import re
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from imap_tools import BaseMailBox, ImapToolsError, MailBox, MailboxLoginError, MailBoxStartTls, MailBoxUnencrypted

from service.channel.credentials import secret_of
from service.channel.errors import ChannelError
from service.platforms.mail.account import IMAPS, EmailCredentials

TIMEOUT_S = 10.0
"""For each answer of the server."""
DEADLINE_S = 60.0
"""For the whole: a server that drips its answer byte by byte keeps every single read within TIMEOUT_S."""

_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as the server keeps it: `data` is all of it, or its headers; `size` is in bytes."""

    uid: int
    arrived_at: datetime
    size: int
    data: bytes = field(repr=False)


class Inbox:
    """The selected folder of one account. Its methods block. UIDs mean something only together with `validity`."""

    def __init__(self, mailbox: BaseMailBox) -> None:
        self._mailbox = mailbox
        # The client forgets what the server told when it is asked for it once.
        self.validity = self._told("UIDVALIDITY")
        self._next = self._told("UIDNEXT")

    def last(self) -> int:
        """The highest UID that has been given so far, 0 in an empty folder."""
        if self._next:
            return self._next - 1
        return max(map(int, self._mailbox.uids("ALL", None)), default=0)

    def after(self, uid: int) -> list[int]:
        """The UIDs above `uid`, lowest first. `n:*` names the last mail even where it is below n."""
        found = map(int, self._mailbox.uids(f"UID {uid + 1}:*", None))
        return sorted({one for one in found if one > uid})

    def headers(self, uid: int) -> Letter | None:
        """A mail's headers, None where it is gone."""
        return self._fetch(uid, "BODY.PEEK[HEADER]")

    def whole(self, uid: int) -> Letter | None:
        """A mail, None where it is gone."""
        return self._fetch(uid, "BODY.PEEK[]")

    def mark_seen(self, uids: list[int]) -> None:
        """Set \\Seen, as a mail program does when somebody has read it."""
        self._mailbox.client.uid("STORE", ",".join(map(str, uids)), "+FLAGS.SILENT", "(\\Seen)")

    def _told(self, name: str) -> int:
        _, (value, *_) = self._mailbox.client.response(name)
        return int(value) if isinstance(value, bytes) and value.isdigit() else 0

    def _fetch(self, uid: int, part: str) -> Letter | None:
        status, answer = self._mailbox.client.uid("FETCH", str(uid), f"(UID INTERNALDATE RFC822.SIZE {part})")
        if status != "OK":
            raise ChannelError("The mailbox did not give a mail.", permanent=False)
        for one in answer:
            if isinstance(one, tuple):
                # What is told may stand before the mail or after it.
                told = one[0] + b" ".join(rest for rest in answer if isinstance(rest, bytes))
                size = _SIZE.search(told)
                return Letter(uid, _arrival(told), int(size[1]) if size else len(one[1]), one[1])
        return None


async def in_inbox(credentials: EmailCredentials, work: Callable[[Inbox], T]) -> T:
    """What `work` makes of the account's folder. Raises ChannelError, permanent where the login is refused."""
    opened: list[BaseMailBox] = []
    try:
        async with asyncio.timeout(DEADLINE_S):
            return await asyncio.to_thread(_run, credentials, work, opened)
    except MailboxLoginError as error:
        raise ChannelError("The mailbox refused the login.", permanent=True) from error
    except ssl.SSLCertVerificationError as error:
        raise ChannelError("The mailbox's certificate could not be verified.", permanent=True) from error
    except (OSError, TimeoutError) as error:
        raise ChannelError("The mailbox could not be reached.", permanent=False) from error
    except (imaplib.IMAP4.error, ImapToolsError) as error:
        raise ChannelError("The mailbox does not do what it was asked for.", permanent=False) from error
    finally:
        for mailbox in opened:  # its thread ends with its connection
            with suppress(OSError):
                mailbox.client.shutdown()


def _run(credentials: EmailCredentials, work: Callable[[Inbox], T], opened: list[BaseMailBox]) -> T:
    mailbox = _connect(credentials)
    opened.append(mailbox)
    mailbox.login(credentials.login, secret_of(credentials.password), initial_folder=None)
    if "ID" in mailbox.client.capabilities:
        mailbox.client.xatom("ID", '("name" "Turnwise")')
    mailbox.folder.set(credentials.folder, readonly=not credentials.mark_seen)
    done = work(Inbox(mailbox))
    with suppress(OSError, imaplib.IMAP4.error, ImapToolsError):  # what was asked for is there
        mailbox.logout()
    return done


def _connect(credentials: EmailCredentials) -> BaseMailBox:
    host, port = credentials.imap_host, credentials.imap_port
    if port == IMAPS:
        return MailBox(host, port, timeout=TIMEOUT_S, ssl_context=ssl.create_default_context())
    if credentials.allow_insecure:
        return MailBoxUnencrypted(host, port, timeout=TIMEOUT_S)
    return MailBoxStartTls(host, port, timeout=TIMEOUT_S, ssl_context=ssl.create_default_context())


def _arrival(told: bytes) -> datetime:
    """INTERNALDATE: the server's word, not the sender's."""
    local = imaplib.Internaldate2tuple(told)
    return datetime.fromtimestamp(time.mktime(local), UTC) if local else datetime.now(UTC)
