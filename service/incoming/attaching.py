"""Fetches what customers attached and reads it, beside the turns: no acknowledgement and no answer waits for it.

Each is claimed by one process, tried again later where the platform says "not now", and given up with the reason.
"""

import asyncio
import logging
from datetime import timedelta

from service.accounts.accounts import Accounts
from service.attached_text import UNKNOWN, AttachedText, media_type_of
from service.channel.errors import ChannelError
from service.channel.interface import Attachment, Fetched, MediaChannel
from service.channel.line import Line
from service.errors import TurnwiseError
from service.live import Live
from service.outgoing.delivery import retry_wait_s
from service.rounds import Rounds
from service.storage.database import Database
from service.storage.messages.attachment_work import (
    Claimed,
    any_due,
    body_of,
    claim_due,
    keep,
    settle_failed,
    settle_later,
    settle_text,
)
from service.storage.processes import Process
from service.storage.types import now
from service.texts import clean

log = logging.getLogger(__name__)

POLL_S = 2.0
AT_ONCE = 4
MAX_ATTEMPTS = 6
LONGEST_FETCH_S = 120.0
RECORD_AGAIN_S = 1.0


class Attaching:
    """Claims, fetches and reads until it is stopped."""

    def __init__(
        self,
        *,
        database: Database,
        process: Process,
        accounts: Accounts,
        live: Live,
        line: Line,
        max_bytes: int,
        text: AttachedText | None = None,
    ) -> None:
        self._database = database
        self._process = process
        self._accounts = accounts
        self._live = live
        self._line = line
        self._max_bytes = max_bytes
        self._text = text or AttachedText()
        self._rounds = Rounds("looking for attachments", POLL_S)
        self._working: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """There is something to fetch."""
        self._rounds.wake()

    async def run(self) -> None:
        """Fetch what is due until cancelled. Errors are logged and do not end it; what was claimed is claimed anew."""
        try:
            await self._rounds.run(self.fetch_due)
        finally:
            for task in self._working:
                task.cancel()
            await asyncio.gather(*self._working, return_exceptions=True)
            await self._text.close()

    async def fetch_due(self) -> int:
        """Begin with what is due, as far as there is room; return how many that are."""
        room = AT_ONCE - len(self._working)
        async with self._database.peek() as connection:
            if room <= 0 or not await any_due(connection, now()):
                return 0
        async with self._database.write() as connection:
            batch = await claim_due(connection, self._process.id, now(), room)
        for claimed in batch:
            task = asyncio.create_task(self._work(claimed))
            self._working.add(task)
            task.add_done_callback(self._worked)
        return len(batch)

    async def settled(self) -> None:
        """Return when nothing is being fetched or read."""
        await asyncio.gather(*self._working, return_exceptions=True)

    def _worked(self, task: asyncio.Task[None]) -> None:
        self._working.discard(task)
        self.wake()

    async def _work(self, claimed: Claimed) -> None:
        try:
            if not claimed.wanted or await self._fetched(claimed):
                await self._read(claimed)
        except Exception as error:
            log.exception("an attachment could not be kept", extra={"conversation": claimed.conversation_id})
            await self._given_back(claimed, f"it could not be kept: {type(error).__name__}")
        self._live.changed("conversation", claimed.conversation_id)

    async def _fetched(self, claimed: Claimed) -> bool:
        """Fetch and store the bytes; False where it did not come to that."""
        try:
            found = await self._fetch(claimed)
            if len(found.body) > self._max_bytes:
                raise ChannelError(f"The file is larger than {self._max_bytes / 1e6:g} MB.", permanent=True)
        except ChannelError as error:
            sentence = clean(error.sentence)
            if error.permanent or claimed.attempts >= MAX_ATTEMPTS:
                async with self._database.write() as connection:
                    await settle_failed(connection, self._process.id, claimed.id, sentence)
            else:
                await self._later(claimed, sentence, error.retry_after_s)
            return False
        name = clean(found.name or "").strip() or claimed.name
        async with self._database.write() as connection:
            said = clean(found.media_type or claimed.media_type or UNKNOWN)
            return await keep(connection, self._process.id, claimed, found.body, name, said)

    async def _fetch(self, claimed: Claimed) -> Fetched:
        """Raises ChannelError only: whatever else a channel raises may pass."""
        try:
            account = await self._accounts.by_id(claimed.account_id)
            channel = self._accounts.channels[account.channel]
            if not isinstance(channel, MediaChannel):
                raise ChannelError("Files of this channel cannot be fetched.", permanent=True)
            wanted = Attachment(claimed.platform_id, claimed.name, claimed.media_type)
            async with asyncio.timeout(LONGEST_FETCH_S):
                return await channel.fetch(wanted, account, self._line)
        except ChannelError:
            raise
        except TurnwiseError as error:  # the account is gone, or cannot be opened for now
            raise ChannelError(error.detail, permanent=False) from error
        except TimeoutError as error:
            raise ChannelError("The platform took too long to send the file.", permanent=False) from error
        except Exception as error:
            log.exception("a channel failed while it was fetching a file")
            raise ChannelError(f"The channel failed: {type(error).__name__}.", permanent=False) from error

    async def _read(self, claimed: Claimed) -> None:
        """Tell its type by its bytes and what it says; a file that was tried too often is left unread."""
        async with self._database.read() as connection:
            row = await body_of(connection, claimed.id)
        if row is None:
            return
        media_type = media_type_of(row.body, row.media_type)
        tried_out = claimed.attempts > MAX_ATTEMPTS
        text = "" if tried_out else await self._text.read(row.body, row.name, media_type)
        async with self._database.write() as connection:
            await settle_text(connection, self._process.id, claimed.id, text=text, media_type=media_type)

    async def _later(self, claimed: Claimed, error: str, wait_s: float | None = None) -> None:
        wait_s = retry_wait_s(claimed.attempts) if wait_s is None else wait_s
        async with self._database.write() as connection:
            await settle_later(
                connection, self._process.id, claimed.id, error, not_before=now() + timedelta(seconds=wait_s)
            )

    async def _given_back(self, claimed: Claimed, error: str) -> None:
        """As long as this process lives nobody else takes what it has claimed: so this must be written down."""
        while True:
            try:
                await self._later(claimed, error)
            except Exception:
                log.exception("an attachment could not be given back; it will be tried again")
                await asyncio.sleep(RECORD_AGAIN_S)
            else:
                return
