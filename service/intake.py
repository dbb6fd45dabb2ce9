"""What channels received, on its way into conversations: stored with the account's new state, fetched where asked."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import httpx
from sqlalchemy.exc import SQLAlchemyError

from service.accounts import Accounts
from service.channel import Account, ChannelError, Inbound, PollingChannel, Received
from service.errors import ConversationClosed, TurnwiseError
from service.storage.accounts import StoredAccount, save_state
from service.storage.customers import Contact
from service.storage.database import Database
from service.storage.receive import Incoming
from service.texts import clean
from service.turns import Turns

log = logging.getLogger(__name__)

STARTED = "/start"
"""What stands for an opened chat in which nothing was said yet; the agent takes it for a greeting."""


class NotStored(TurnwiseError):
    """The platform is to deliver this again."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "not_stored"
    detail = "The message could not be stored: deliver it again."
    retry_after_s = 5.0


class Intake:
    """Takes what channels give. `http` is what polling channels fetch with."""

    def __init__(self, *, database: Database, accounts: Accounts, turns: Turns, http: httpx.AsyncClient) -> None:
        self._database = database
        self._accounts = accounts
        self._turns = turns
        self._http = http
        self._polling: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()

    async def take(self, stored: StoredAccount, account: Account[Any], received: Received) -> None:
        """Store a delivery; return when it may be acknowledged. Raises NotStored."""
        await self._store(stored, received.messages, received.state)
        if received.poll:
            self._poll_soon(stored, account)

    async def _store(
        self, account: StoredAccount, messages: Sequence[Inbound], state: Mapping[str, str] | None
    ) -> None:
        """All messages first, then the state: what is fetched twice is recognised, what is skipped would be lost."""
        try:
            for inbound in messages:
                await self._receive(incoming(account, inbound))
            if state is not None:
                async with self._database.write() as connection:
                    await save_state(connection, account.id, state)
        except (SQLAlchemyError, OSError) as error:
            log.exception("a delivery of %s could not be stored", account.channel)
            raise NotStored from error

    async def _receive(self, message: Incoming) -> None:
        try:
            await self._turns.receive(message)
        except ConversationClosed:  # it closed at that very moment: the contact's next conversation takes the message
            await self._turns.receive(message)

    def _poll_soon(self, stored: StoredAccount, account: Account[Any]) -> None:
        """Fetch once now; a further delivery meanwhile makes it fetch once more."""
        if stored.id in self._polling:
            self._again.add(stored.id)
            return
        self._polling[stored.id] = asyncio.create_task(self._poll(stored, account))

    async def _poll(self, stored: StoredAccount, account: Account[Any]) -> None:
        channel = self._accounts.channels[account.channel]
        if not isinstance(channel, PollingChannel):
            raise TypeError(f"channel {account.channel} asks to be polled but cannot be")
        try:
            more = True
            while more:
                self._again.discard(stored.id)
                current, _ = await self._accounts.by_key(stored.channel, stored.key)
                polled = await channel.poll(account, current.state, self._http)
                await self._store(stored, polled.messages, polled.state)
                more = polled.more or stored.id in self._again
        except (ChannelError, TurnwiseError):
            # The platform keeps what was not fetched: the next delivery of this account fetches it.
            log.exception("messages of an account of %s could not be fetched", account.channel)
        finally:
            del self._polling[stored.id]


def incoming(account: StoredAccount, inbound: Inbound) -> Incoming:
    """A channel's message as it is stored. What is no text is named in brackets, so that an operator sees it."""
    said = clean(inbound.text).strip()
    match inbound.kind:
        case "text":
            text = said
        case "started":
            text = said or STARTED
        case kind:
            text = f"[{kind}] {said}".strip()
    return Incoming(
        key=f"{account.id}:{inbound.key}",
        where=Contact(account.id, account.channel, inbound.contact, clean(inbound.contact_name or "") or None),
        text=text or "[empty]",
        at=inbound.at,
        kind=inbound.kind,
        thread=inbound.thread,
    )
