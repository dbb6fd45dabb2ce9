"""What channels received, on its way into conversations: stored with the account's new state, fetched where asked."""

import asyncio
import hashlib
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from sqlalchemy.exc import SQLAlchemyError

from service.accounts import Accounts
from service.channel import OPENED, Attachment, Inbound, PollingChannel, Received
from service.channel_errors import ChannelError
from service.errors import ConversationClosed, TurnwiseError
from service.line import Line
from service.sources import bounded
from service.storage.accounts import StoredAccount, save_state
from service.storage.attachments import NewAttachment
from service.storage.customers import CONTACT_CHARS, NAME_CHARS, Contact
from service.storage.database import Database
from service.storage.receive import KEY_CHARS, THREAD_CHARS, Incoming
from service.storage.types import now
from service.texts import clean
from service.turns import Turns

log = logging.getLogger(__name__)

POLL_EVERY_S = 60.0
TAKE_ATTEMPTS = 3

TEXT_CHARS = 20_000
"""Of a longer message only the beginning is kept; platforms allow 4,000 to 40,000."""
AT_ONCE = 64
"""Messages that are stored, or refused, together: more than any platform's delivery has; pages that are fetched may be
longer."""

MOST_ATTACHED = 20
"""So many attachments of a message are kept: more than any platform lets a customer send at once."""

STARTED = OPENED["en"]
"""What stands for an opened chat in which nothing was said yet, where the channel does not say it in its language."""


class NotStored(TurnwiseError):
    """The platform is to deliver this again."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "not_stored"
    detail = "The message could not be stored: deliver it again."
    retry_after_s = 5.0


class Intake:
    """Takes what channels give. `line` is what polling channels fetch with."""

    def __init__(self, *, database: Database, accounts: Accounts, turns: Turns, line: Line) -> None:
        self._database = database
        self._accounts = accounts
        self._turns = turns
        self._line = line
        self._polling: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._closed = False

    async def take(self, stored: StoredAccount, received: Received) -> None:
        """Store a delivery; return when it may be acknowledged. Raises NotStored and Overloaded, for all of it."""
        await self._store(stored, received.messages, received.state)
        if received.poll:
            self._poll_soon(stored)

    async def _store(
        self, account: StoredAccount, messages: Sequence[Inbound], state: Mapping[str, str] | None
    ) -> None:
        """All messages first, then the state: what is fetched twice is recognised, what is skipped would be lost."""
        try:
            said = [incoming(account, inbound) for inbound in messages if _has_sender(account, inbound)]
            for start in range(0, len(said), AT_ONCE):
                await self._receive(said[start : start + AT_ONCE])
            if state is not None:
                async with self._database.write() as connection:
                    await save_state(connection, account.id, state, account.state)
        except (SQLAlchemyError, OSError) as error:
            log.exception("a delivery of %s could not be stored", account.channel)
            raise NotStored from error

    async def _receive(self, said: Sequence[Incoming]) -> None:
        for _ in range(TAKE_ATTEMPTS):
            try:
                await self._turns.receive_all(said)
            except ConversationClosed:  # at that very moment: the contact's next conversation takes the message
                continue
            return
        raise NotStored

    async def run(self) -> None:
        """Fetch from time to time, until cancelled: an announcement may be lost, or a fetch may have failed."""
        while True:
            try:
                await self.poll_all()
            except Exception:
                log.exception("the accounts could not be read; it will be tried again")
            await asyncio.sleep(POLL_EVERY_S)

    async def poll_all(self) -> None:
        """Begin to fetch for every account of a platform that only announces."""
        if any(isinstance(channel, PollingChannel) for channel in self._accounts.channels.values()):
            for stored in await self._accounts.list():
                if isinstance(self._accounts.channels.get(stored.channel), PollingChannel):
                    self._poll_soon(stored)

    async def close(self) -> None:
        """Break off what is being fetched: the platform keeps it."""
        self._closed = True
        polling = list(self._polling.values())
        for task in polling:
            task.cancel()
        await asyncio.gather(*polling, return_exceptions=True)

    def _poll_soon(self, stored: StoredAccount) -> None:
        """Fetch once now; a further delivery meanwhile makes it fetch once more."""
        if self._closed:
            return
        if stored.id in self._polling:
            self._again.add(stored.id)
            return
        self._again.discard(stored.id)
        task = self._polling[stored.id] = asyncio.create_task(self._poll(stored))
        task.add_done_callback(lambda _: self._polled(stored))

    def _polled(self, stored: StoredAccount) -> None:
        del self._polling[stored.id]
        if stored.id in self._again:  # announced after the last look
            self._poll_soon(stored)

    async def _poll(self, stored: StoredAccount) -> None:
        more = True
        while more:
            self._again.discard(stored.id)
            try:
                more = await self._fetch(stored)
            # The platform keeps what was not fetched: the next delivery, or the next look, fetches it.
            except ChannelError as error:  # without its cause, which may quote what a customer said
                log.warning("messages of an account of %s could not be fetched: %s", stored.channel, error.sentence)
                more = False
            except Exception:
                log.exception("messages of an account of %s could not be fetched", stored.channel)
                more = False
            more = more or stored.id in self._again

    async def _fetch(self, stored: StoredAccount) -> bool:
        """Fetch and store once; whether there is more."""
        channel = self._accounts.channels[stored.channel]
        if not isinstance(channel, PollingChannel):
            raise TypeError(f"channel {stored.channel} asks to be polled but cannot be")
        current, account = await self._accounts.by_key(stored.channel, stored.key)
        polled = await channel.poll(account, current.state, self._line)
        await self._store(current, polled.messages, polled.state)
        # A platform that says "more" and gives nothing would be asked for ever.
        moved = bool(polled.messages) or (polled.state is not None and polled.state != current.state)
        return polled.more and moved


def incoming(account: StoredAccount, inbound: Inbound) -> Incoming:
    """A channel's message as it is stored. What is no text is named in brackets, so that an operator sees it.

    A text with something attached is stored as a file: what is attached is looked for with those only. Nothing was said
    after it arrived, and what the database could not hold takes no message with it: a key is made shorter, a thread or
    a person is left out.
    """
    attached = inbound.attachments[:MOST_ATTACHED]
    said = _bearable(clean(inbound.text).strip())
    name = clean(inbound.contact_name or "").strip()[:NAME_CHARS]
    match inbound.kind:
        case "text":
            text = said or ("[file]" if attached else "")
        case "started":
            text = said or STARTED
        case kind:
            text = f"[{kind}] {said}".strip()
    return Incoming(
        key=_key(f"{account.id}:{inbound.key}"),
        where=Contact(
            account.id, account.channel, inbound.contact, name or None, _held(inbound.person or "", CONTACT_CHARS)
        ),
        text=text or "[empty]",
        at=min(inbound.at, now()),
        kind="file" if inbound.kind == "text" and attached else inbound.kind,
        thread=_held(inbound.thread or "", THREAD_CHARS),
        attachments=tuple(map(_wanted, attached)),
        source=bounded(inbound.source),
    )


def _bearable(text: str) -> str:
    """The text, or its beginning with a sign that more was said: nobody reads a book, and each step of a turn would."""
    return text if len(text) <= TEXT_CHARS else f"{text[:TEXT_CHARS].rstrip()} […]"


def _has_sender(account: StoredAccount, inbound: Inbound) -> bool:
    """Whether the sender's id can be kept; who has none that can be is nobody who could be answered."""
    held = _held(inbound.contact, CONTACT_CHARS) is not None
    if not held:
        log.warning("a message of %s was left out: its sender's id is none that a platform gives", account.channel)
    return held


def _key(key: str) -> str:
    """The key, or one of the same meaning that the database can hold."""
    return _held(key, KEY_CHARS) or f"sha256:{hashlib.sha256(key.encode(errors='replace')).hexdigest()}"


def _held(given: str, most: int) -> str | None:
    """What a column of that width holds as it is, else None: PostgreSQL takes no NUL, SQLite would take anything."""
    return given if 0 < len(given) <= most and "\x00" not in given else None


def _wanted(attachment: Attachment) -> NewAttachment:
    return NewAttachment(
        platform_id=clean(attachment.id),
        name=clean(attachment.name or "").strip() or None,
        media_type=clean(attachment.media_type or "").strip().lower() or None,
        body=attachment.body,
    )
