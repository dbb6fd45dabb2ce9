"""Customers of channels are asked in a message how they liked it; what they answer is a rating, not a new matter."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from service.accounts.allowance import allowance_of
from service.care.closing_words import closing_words
from service.channel.interface import Channel
from service.in_force import Policies
from service.live import Live, MessageStored, conversation_topic
from service.policies.closing import ClosingPolicy
from service.rating_words import Rated, rating_of
from service.storage.conversations.invitations import Due, Taken, invite, invited, known_keys, list_due, take_rating
from service.storage.customers.customers import Contact
from service.storage.database import Database
from service.storage.messages.receive import Incoming
from service.storage.outgoing.spoken import load_spoken
from service.storage.types import now

log = logging.getLogger(__name__)


class Invitations:
    """Asks, and takes what is answered. Each is one transaction, then news of it."""

    def __init__(
        self, database: Database, policies: Policies, live: Live, channels: Mapping[str, Channel[Any]]
    ) -> None:
        self._database = database
        self._policies = policies
        self._live = live
        self._channels = channels
        self._listeners: list[Callable[[], None]] = []

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each message to a customer: there may be something to send."""
        self._listeners.append(listener)

    async def look_after(self) -> int:
        """Ask the customers of conversations that have ended; return how many. One that fails stops no other."""
        async with self._database.read() as connection:
            due = await list_due(connection)
            policy = (await self._policies.look(connection)).closing if due else ClosingPolicy()
        asked = 0
        for one in due:
            try:
                asked += await self._ask(policy, one)
            except Exception:
                log.exception("a customer was not asked for a rating", extra={"conversation": one.conversation_id})
        return asked

    async def take(self, said: Sequence[Incoming]) -> list[Incoming]:
        """Keep the ratings among these messages, and return the others."""
        rated = {item.key: found for item in said if item.kind == "text" and (found := rating_of(item.text))}
        if not rated:
            return list(said)
        async with self._database.read() as connection:
            policy = (await self._policies.look(connection)).closing
        return [item for item in said if item.key not in rated or not await self._take(policy, item, rated[item.key])]

    async def _ask(self, policy: ClosingPolicy, due: Due) -> bool:
        moment = now()
        async with self._database.write() as connection:
            asks = policy.invites_in(due.channel) and due.reachable and await self._heard(connection, due, moment)
            text = closing_words(self._policies, "invitation", due.language) if asks else None
            message = await invite(connection, due, text, moment)
        if message is None:
            return False
        self._live.publish(conversation_topic(due.conversation_id), MessageStored(message))
        self._live.changed("conversation", due.conversation_id)
        self._tell()
        return True

    async def _heard(self, connection: AsyncConnection, due: Due, at: datetime) -> bool:
        """Whether the platform takes another message now."""
        channel = self._channels.get(due.channel)
        if channel is None or channel.window is None:
            return channel is not None
        allowance = allowance_of(channel, await load_spoken(connection, due.conversation_id), at)
        return allowance is None or not allowance.over

    async def _take(self, policy: ClosingPolicy, item: Incoming, rated: Rated) -> bool:
        """Whether this was an answer to an invitation; it is kept then."""
        if not isinstance(item.where, Contact):
            return False
        moment = now()
        since = moment - timedelta(hours=policy.invitation.within_hours)
        async with self._database.read() as connection:
            conversation_id = await invited(connection, item.where.account_id, item.where.external_id, since)
            if conversation_id is None:
                return False
            if await known_keys(connection, [item.key]):  # delivered again
                return True

        def thanks(language: str) -> str:
            return closing_words(self._policies, "thanks", language)

        async with self._database.write() as connection:
            taken = await take_rating(connection, conversation_id, item, rated, thanks, moment)
        if taken is None:
            return False
        self._announce(taken)
        return True

    def _announce(self, taken: Taken) -> None:
        for message in (taken.said, taken.thanks):
            self._live.publish(conversation_topic(taken.conversation_id), MessageStored(message))
        self._live.changed("conversation", taken.conversation_id)
        self._live.changed("kpis")
        self._tell()

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()
