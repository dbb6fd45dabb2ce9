"""A delivery at an account's hook: verified and read by the channel, stored, and acknowledged only then.

A disabled account takes deliveries as ever: a platform that is refused tries three times at best (WeChat, Douyin) and
then drops the message, or the whole hook. What is taken waits for its answer until the account is enabled again.
"""

from dataclasses import dataclass
from typing import Any

from service.accounts.accounts import Accounts
from service.arrivals import Arrivals
from service.channel.errors import Refused
from service.channel.interface import Account, Received, Request, Response
from service.errors import TurnwiseError
from service.incoming.hook_notes import HookNotes
from service.incoming.intake import Intake
from service.storage.accounts.accounts import StoredAccount


@dataclass(frozen=True, slots=True)
class Hooks:
    """All accounts' hooks; what comes to them is noted."""

    accounts: Accounts
    intake: Intake
    notes: HookNotes
    arrivals: Arrivals

    async def receive(self, channel: str, key: str, delivery: Request) -> Response:
        """Take a delivery. Raises NotFound, and what refuses it: Refused, Malformed, NotConfigured, NotStored."""
        with self.arrivals.one():
            stored = await self.accounts.find(channel, key)
            try:
                received = await self._read(stored, delivery)
                await self.intake.take(stored, received)
            except TurnwiseError as error:
                self.notes.refused(stored.id, delivery.received_at, error.code)
                raise
        self.notes.accepted(stored.id, delivery.received_at)
        return received.response

    async def _read(self, stored: StoredAccount, delivery: Request) -> Received:
        try:
            return await self._read_by(self.accounts.open(stored), stored, delivery)
        except Refused:
            former = await self.accounts.former(stored, delivery.received_at)
            if former is None:
                raise
            return await self._read_by(former, stored, delivery)

    async def _read_by(self, account: Account[Any], stored: StoredAccount, delivery: Request) -> Received:
        return await self.accounts.channels[stored.channel].receive(delivery, account, stored.state)
