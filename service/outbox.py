"""Sends what is in the outbox: once, in order within a conversation, again later where the platform says "not now"."""

import asyncio
import logging
import random
from datetime import timedelta

import httpx

from service.accounts import Accounts
from service.channel import ChannelError, DeliveryUncertain, Reply
from service.errors import TurnwiseError
from service.live import Live
from service.split import split
from service.storage.database import Database
from service.storage.outbox import Outgoing, again, claim_due, failed, reopen, sent, split_into, uncertain
from service.storage.processes import Process
from service.storage.types import now

log = logging.getLogger(__name__)

POLL_S = 1.0
CONCURRENT = 16
MAX_ATTEMPTS = 8
FIRST_RETRY_S = 2.0
LONGEST_RETRY_S = 900.0


class Outbox:
    """Claims and sends until it is stopped."""

    def __init__(
        self, *, database: Database, process: Process, accounts: Accounts, live: Live, http: httpx.AsyncClient
    ) -> None:
        self._database = database
        self._process = process
        self._accounts = accounts
        self._live = live
        self._http = http
        self._idempotent = [name for name, channel in accounts.channels.items() if channel.idempotent]
        self._news = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """There is something to send."""
        self._news.set()

    def stop(self) -> None:
        """End after what is being sent."""
        self._stopping = True
        self._news.set()

    async def run(self) -> None:
        """Send what is due, for ever. Errors are logged and do not end it."""
        while not self._stopping:
            self._news.clear()
            try:
                count = await self.send_due()
            except Exception:
                log.exception("the outbox failed; it will be tried again")
                count = 0
            if count == 0 and not self._stopping:
                try:
                    await asyncio.wait_for(self._news.wait(), POLL_S)
                except TimeoutError:
                    continue

    async def send_due(self) -> int:
        """Send one batch of what is due; return its size."""
        async with self._database.write() as connection:
            await reopen(connection, self._idempotent, MAX_ATTEMPTS)
            batch = await claim_due(connection, self._process.id, now(), CONCURRENT)
        await asyncio.gather(*(self._send(outgoing) for outgoing in batch))
        return len(batch)

    async def _send(self, outgoing: Outgoing) -> None:
        try:
            external_id = await self._deliver(outgoing)
        except ChannelError as error:
            await self._refused(outgoing, error)
        except TurnwiseError as error:  # the account is gone or cannot be opened
            async with self._database.write() as connection:
                await failed(connection, outgoing.id, error.detail)
        except Exception as error:
            # A plug-in's own fault, at an unknown moment: nobody can say whether the reply arrived.
            log.exception("a channel failed while it was sending", extra={"conversation": outgoing.conversation_id})
            async with self._database.write() as connection:
                await uncertain(connection, outgoing.id, f"the channel failed: {type(error).__name__}")
        else:
            async with self._database.write() as connection:
                await sent(connection, outgoing.id, external_id, now())
        self._live.changed("conversation", outgoing.conversation_id)

    async def _deliver(self, outgoing: Outgoing) -> str | None:
        account = await self._accounts.by_id(outgoing.account_id)
        channel = self._accounts.channels[account.channel]
        parts = split(outgoing.text, channel.text_limit)
        if len(parts) > 1:
            async with self._database.write() as connection:
                await split_into(connection, outgoing, parts)
        reply = Reply(
            id=outgoing.id,
            contact=outgoing.contact,
            text=parts[0] if parts else outgoing.text,
            at=outgoing.at,
            thread=outgoing.thread,
        )
        return (await channel.send(reply, account, self._http)).external_id

    async def _refused(self, outgoing: Outgoing, error: ChannelError) -> None:
        idempotent = outgoing.channel in self._idempotent
        unclear = isinstance(error, DeliveryUncertain)
        last = outgoing.attempts >= MAX_ATTEMPTS or (error.permanent and not (unclear and idempotent))
        async with self._database.write() as connection:
            if last and unclear:
                await uncertain(connection, outgoing.id, error.sentence)
                return
            if last:
                await failed(connection, outgoing.id, error.sentence)
                return
            wait_s = error.retry_after_s if error.retry_after_s is not None else retry_wait_s(outgoing.attempts)
            await again(connection, outgoing.id, error.sentence, now() + timedelta(seconds=wait_s))


def retry_wait_s(attempts: int) -> float:
    """Seconds until the next attempt: doubling from 2 s up to 15 minutes, with half of it left to chance.

    The jitter keeps replies that failed together from coming back together.
    """
    longest_s: float = min(FIRST_RETRY_S * 2.0 ** (attempts - 1), LONGEST_RETRY_S)
    return longest_s * (0.5 + random.random() / 2)  # noqa: S311 - not a secret
