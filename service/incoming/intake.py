"""What channels received, on its way into conversations: kept with the account's new state, fetched where asked."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from sqlalchemy.exc import SQLAlchemyError

from service.accounts.accounts import Accounts
from service.care.invitations import Invitations
from service.channel.errors import ChannelError
from service.channel.interface import Inbound, LateFailure, PollingChannel, Received
from service.channel.line import Line
from service.errors import ConversationClosed, TurnwiseError
from service.incoming.late_failures import LateFailures
from service.incoming.messages import has_sender, incoming
from service.live import Live
from service.storage.accounts.accounts import StoredAccount, save_state
from service.storage.database import Database
from service.storage.messages.journal import fits
from service.storage.messages.receive import Incoming
from service.turns.turns import Turns

log = logging.getLogger(__name__)

POLL_EVERY_S = 60.0
TAKE_ATTEMPTS = 3

AT_ONCE = 64
"""Messages that are stored, or refused, together: more than any platform's delivery has; pages that are fetched may be
longer."""


class NotStored(TurnwiseError):
    """The platform is to deliver this again."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "not_stored"
    detail = "The message could not be stored: deliver it again."
    retry_after_s = 5.0


class Intake:
    """Takes what channels give. `line` is what polling channels fetch with, `ratings` keep what is one."""

    def __init__(
        self,
        *,
        database: Database,
        accounts: Accounts,
        turns: Turns,
        line: Line,
        ratings: Invitations,
        live: Live,
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._turns = turns
        self._line = line
        self._ratings = ratings
        self._late = LateFailures(database, live)
        self._polling: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._closed = False

    async def take(self, stored: StoredAccount, received: Received) -> None:
        """Keep a delivery; return when it may be acknowledged. Raises NotStored and Overloaded, for all of it."""
        await self._store(stored, received.messages, received.state)
        await self._failed(stored, received.failures)
        if received.poll:
            self._poll_soon(stored)

    async def _store(
        self, account: StoredAccount, messages: Sequence[Inbound], state: Mapping[str, str] | None
    ) -> None:
        """All messages first, then the state: what is fetched twice is recognised, what is skipped would be lost."""
        try:
            said = [incoming(account, inbound) for inbound in messages if has_sender(account, inbound)]
            said = await self._ratings.take(said)
            for start in range(0, len(said), AT_ONCE):
                await self._receive(said[start : start + AT_ONCE])
            if state is not None:
                async with self._database.write() as connection:
                    await save_state(connection, account.id, state, account.state)
        except (SQLAlchemyError, OSError) as error:
            log.exception("a delivery of %s could not be stored", account.channel)
            raise NotStored from error

    async def _failed(self, account: StoredAccount, failures: Sequence[LateFailure]) -> None:
        try:
            await self._late.take(account.id, failures)
        except (SQLAlchemyError, OSError) as error:
            log.exception("that replies of %s failed could not be written down", account.channel)
            raise NotStored from error

    async def _receive(self, said: Sequence[Incoming]) -> None:
        """Into the journal, or, what brings bytes, into the conversation at once."""
        if all(map(fits, said)):
            await self._turns.journal.write(said)
            return
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
        await self._failed(current, polled.failures)
        # A platform that says "more" and gives nothing would be asked for ever.
        moved = bool(polled.messages) or (polled.state is not None and polled.state != current.state)
        return polled.more and moved
