"""Sends what is in the outbox: once, in order within a conversation, again later where the platform says "not now"."""

import asyncio
import logging
from collections import Counter
from datetime import UTC, datetime

from service.accounts.accounts import Accounts
from service.arrivals import Arrivals
from service.channel.line import Line
from service.live import Live
from service.outgoing.delivery import Delivery, remembers
from service.outgoing.file_links import FileLinks
from service.outgoing.shares import shares
from service.outgoing.throttle import Throttle
from service.rounds import Rounds
from service.storage.database import Database
from service.storage.outgoing.outbox import (
    Attempt,
    Outgoing,
    any_reopenable,
    claim_due,
    due_accounts,
    reopen,
    settle,
)
from service.storage.processes import Process
from service.storage.types import now

log = logging.getLogger(__name__)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
POLL_S = 1.0
MAX_ATTEMPTS = 8
RECORD_AGAIN_S = 1.0


class Outbox:
    """Claims and sends until it is stopped. A platform that does not answer keeps no other's replies waiting."""

    def __init__(
        self,
        database: Database,
        arrivals: Arrivals,
        *,
        process: Process,
        accounts: Accounts,
        live: Live,
        line: Line,
        links: FileLinks,
    ) -> None:
        self._database = database
        self._arrivals = arrivals
        self._process = process
        self._live = live
        self._delivery = Delivery(database, accounts, line, links, MAX_ATTEMPTS)
        self._remembers = {name: remembers(one) for name, one in accounts.channels.items() if one.idempotent}
        self._rounds = Rounds("sending", POLL_S)
        self._throttle = Throttle()
        self._sending: dict[asyncio.Task[None], str] = {}

    def wake(self) -> None:
        """There is something to send."""
        self._rounds.wake()

    def stop(self) -> None:
        """End after what is being sent."""
        self._rounds.stop()

    async def run(self) -> None:
        """Send what is due, for ever. Errors are logged and do not end it."""
        try:
            await self._rounds.run(self.send_due)
            await self.settled()
        finally:
            for task in self._sending:
                task.cancel()

    async def send_due(self) -> int:
        """Begin to send what is due, as far as there is room; return how many that are."""
        async with self._database.peek() as connection:
            due = await due_accounts(connection, now())
            again = await any_reopenable(connection, self._recognised(), MAX_ATTEMPTS)
        allowed = shares(due, Counter(self._sending.values()), self._throttle.resting(now()))
        if not allowed and not again:
            return 0
        async with self._database.write() as connection:
            if again:
                await reopen(connection, self._recognised(), MAX_ATTEMPTS)
            batch = [
                outgoing
                for account, share in allowed
                for outgoing in await claim_due(connection, self._process.id, now(), account, share)
            ]
        for outgoing in batch:
            task = asyncio.create_task(self._send(outgoing))
            self._sending[task] = outgoing.account_id
            task.add_done_callback(self._sent)
        return len(batch)

    async def settled(self) -> None:
        """Return when nothing is being sent."""
        await asyncio.gather(*self._sending, return_exceptions=True)

    def _recognised(self) -> dict[str, datetime]:
        """Since when a reply that may have arrived can be sent again, on the platforms that know it then."""
        at = now()
        return {name: at - lasts if lasts else EPOCH for name, lasts in self._remembers.items()}

    def _sent(self, task: asyncio.Task[None]) -> None:
        del self._sending[task]
        self.wake()  # the next one of its conversation may go

    async def _send(self, outgoing: Outgoing) -> None:
        await self._arrivals.give_way()
        attempt = await self._delivery.attempt(outgoing)
        if attempt.state == "sent":
            self._throttle.taken(outgoing.account_id)
        elif attempt.told_to_wait and attempt.not_before:
            self._throttle.refused(outgoing.account_id, outgoing.conversation_id, attempt.not_before)
        await self._record(outgoing, attempt)
        self._live.changed("conversation", outgoing.conversation_id)

    async def _record(self, outgoing: Outgoing, attempt: Attempt) -> None:
        """What is known about a reply must not be lost, and nothing else may go out before it is written down."""
        while True:
            try:
                async with self._database.write() as connection:
                    await settle(connection, self._process.id, outgoing.id, attempt)
            except Exception:
                log.exception("a delivery could not be written down; it will be tried again")
                await asyncio.sleep(RECORD_AGAIN_S)
            else:
                return
