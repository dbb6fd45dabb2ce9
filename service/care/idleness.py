"""Conversations in which nobody says anything any more: the customer is asked whether they are there, then it ends."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from service.accounts.allowance import allowance_of
from service.care.closing_words import closing_words
from service.channel.interface import Channel
from service.in_force import Policies
from service.live import Live, MessageStored, conversation_topic
from service.policies.closing import ClosingPolicy
from service.routing.desk import Desk
from service.storage.conversations.idleness import Silent, list_silent, list_warned, warn
from service.storage.database import Database
from service.storage.outgoing.spoken import load_spoken
from service.storage.types import now

log = logging.getLogger(__name__)


class Idleness:
    """Each warning and each end is one transaction, then news of it."""

    def __init__(
        self, database: Database, policies: Policies, live: Live, desk: Desk, channels: Mapping[str, Channel[Any]]
    ) -> None:
        self._database = database
        self._policies = policies
        self._live = live
        self._desk = desk
        self._channels = channels
        self._listeners: list[Callable[[], None]] = []

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each message to a customer: there may be something to send."""
        self._listeners.append(listener)

    async def look_after(self) -> int:
        """Warn whose time has come and end what was not taken up again; return how many ended. One that fails stops no
        other."""
        moment = now()
        async with self._database.read() as connection:
            policy = (await self._policies.look(connection)).closing
            silence = policy.silence
            silent = [
                *await list_silent(connection, ("open",), moment - timedelta(minutes=silence.agent)),
                *await list_silent(connection, ("human",), moment - timedelta(minutes=silence.operator), owed=False),
            ]
            owed = moment - timedelta(minutes=silence.unanswered)
            forgotten = await list_silent(connection, ("waiting", "human"), owed, owed=True)
            warned = await list_warned(connection, moment - policy.grace)
        ended = await self._each(forgotten, self._end) + await self._each(warned, self._end)
        fresh = [one for one in silent if not one.warned or not policy.warning.enabled]
        return ended + await self._each(fresh, lambda one: self._warn_or_end(policy, one))

    async def _each(self, silent: Sequence[Silent], end: Callable[[Silent], Awaitable[bool]]) -> int:
        ended = 0
        for one in silent:
            try:
                ended += await end(one)
            except Exception:
                log.exception("an idle conversation was neither warned nor closed", extra={"conversation": one.id})
        return ended

    async def _end(self, silent: Silent) -> bool:
        return await self._desk.close_idle(silent.id, silent.last_message_at)

    async def _warn_or_end(self, policy: ClosingPolicy, silent: Silent) -> bool:
        if not (silent.opened and silent.reachable and policy.warns_in(silent.channel)):
            return await self._end(silent)
        moment = now()
        text = closing_words(self._policies, "warning", silent.language, minutes=f"{policy.warning.minutes:g}")
        async with self._database.write() as connection:
            heard = await self._may_say(connection, silent, moment)
            message = await warn(connection, silent, text, moment) if heard else None
        if not heard:
            return await self._end(silent)
        if message is None:  # somebody said something meanwhile
            return False
        self._live.publish(conversation_topic(silent.id), MessageStored(message))
        self._live.changed("conversation", silent.id)
        for listener in self._listeners:
            listener()
        return False

    async def _may_say(self, connection: AsyncConnection, silent: Silent, at: datetime) -> bool:
        """Whether the platform would still take it: a customer whose window is over cannot be asked."""
        channel = self._channels.get(silent.channel)
        if channel is None or channel.window is None:
            return True
        allowance = allowance_of(channel, await load_spoken(connection, silent.id), at)
        return allowance is None or not allowance.over
