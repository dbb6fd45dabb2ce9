"""An operator has gone, and a customer waits for their answer: after a while others get the conversation."""

import logging
from collections.abc import Callable
from datetime import datetime
from time import monotonic

from graphs.agent.finishing import allowed
from graphs.agent.handoff.document import HandoffPolicy
from graphs.agent.handoff.hours import after_open_minutes
from graphs.agent.handoff.words import operator_gone_words
from graphs.agent.style.phrases import Phrases
from service.in_force import InForce, Policies
from service.live import Live, MessageStored, StateChanged, conversation_topic
from service.storage.database import Database
from service.storage.routing.left_behind import LeftBehind, list_left, offer_again
from service.storage.types import now

log = logging.getLogger(__name__)

EVERY_S = 10.0
"""Minutes are counted: to look more often would tell nothing new."""


class Departures:
    """Each change is one transaction, then news of it. Every serving process looks; the database decides who acts."""

    def __init__(self, database: Database, policies: Policies, live: Live) -> None:
        self._database = database
        self._policies = policies
        self._live = live
        self._look_at = 0.0
        self._listeners: list[Callable[[], None]] = []

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each message to a customer: there may be something to send."""
        self._listeners.append(listener)

    async def look_after(self) -> int:
        """Offer again what was left behind too long; return how many. One that fails stops no other.

        Does nothing where it did so a moment ago.
        """
        if monotonic() < self._look_at:
            return 0
        self._look_at = monotonic() + EVERY_S
        async with self._database.read() as connection:
            in_force = await self._policies.look(connection)
            left = await list_left(connection, now())
        offered = 0
        for one in left:
            try:
                offered += await self._see_to(one, in_force)
            except Exception:
                log.exception("a conversation was not offered again", extra={"conversation": one.conversation_id})
        return offered

    async def _see_to(self, left: LeftBehind, in_force: InForce) -> bool:
        policy, moment = in_force.handoff_in(left.group_id, left.hours), now()
        if not is_due(policy, left, moment):
            return False
        said = operator_gone_words(policy, moment, left.language, self._policies.replies)
        words = allowed(said, Phrases(in_force.style.forbidden)) or self._policies.replies.say(
            left.language, "operator_gone"
        )
        async with self._database.write() as connection:
            message = await offer_again(connection, left, words, moment)
        if message is None:
            return False
        topic = conversation_topic(left.conversation_id)
        self._live.publish(topic, MessageStored(message))
        self._live.publish(topic, StateChanged("waiting"))
        self._live.changed("conversation", left.conversation_id, at_once=True)
        self._live.changed("mentions")
        for listener in self._listeners:
            listener()
        return True


def is_due(policy: HandoffPolicy, left: LeftBehind, at: datetime) -> bool:
    """Who does not work here any more is waited for by nobody; others for the policy's minutes of open hours."""
    gone = policy.operator_gone
    if left.for_good:
        return True
    return gone.enabled and after_open_minutes(policy.hours, left.since, gone.after_minutes) <= at
