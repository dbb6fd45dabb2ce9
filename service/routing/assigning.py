"""Conversations that wait are given to operators: the right group, then somebody of it who is there and has room.

Every serving process does this, when something has happened and every few seconds; the database decides who is faster.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from graphs.agent.finishing import allowed
from graphs.agent.handoff.document import HandoffPolicy
from graphs.agent.handoff.hours import is_open
from graphs.agent.handoff.words import position_words
from graphs.agent.style.phrases import Phrases
from service.in_force import InForce, Policies
from service.leads.announcing import Leads
from service.live import CONSOLE, Assigned, Live, MessageStored, StateChanged, conversation_topic
from service.policies.choosing import Candidate, choose
from service.rounds import Rounds
from service.routing.departures import Departures
from service.storage.conversations.conversations import standing_of
from service.storage.database import Database
from service.storage.desk.offers import Offer, list_missed, list_offers, miss
from service.storage.routing.archiving import let_go, list_stranded, stranded
from service.storage.routing.candidates import list_candidates, waiter_of
from service.storage.routing.group_responses import responses_of
from service.storage.routing.routing import Fresh, assign, list_fresh, overflow, stand_in_line, weigh
from service.storage.routing.waiting_line import Queued, list_queued
from service.storage.types import now
from service.storage.users.presences import Chosen, choose_presence

log = logging.getLogger(__name__)

EVERY_S = 3.0
_One = TypeVar("_One", Offer, Fresh)


class Routing:
    """Each change is one transaction, then news of it."""

    def __init__(self, database: Database, policies: Policies, leads: Leads, live: Live) -> None:
        self._database = database
        self._policies = policies
        self._leads = leads
        self._live = live
        self._departures = Departures(database, policies, live)
        self._rounds = Rounds("giving conversations out", EVERY_S)
        self._listeners: list[Callable[[], None]] = []

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each message to a customer: there may be something to send."""
        self._listeners.append(listener)
        self._departures.on_change(listener)

    def wake(self) -> None:
        """Something waits, or somebody has room: look at once."""
        self._rounds.wake()

    async def run(self) -> None:
        """Make rounds until cancelled."""
        await self._rounds.run(self.round)

    async def round(self) -> int:
        """Take back what was not answered in time or was left, give out what waits; return how many were given."""
        await self._departures.look_after()
        async with self._database.read() as connection:
            in_force = await self._policies.look(connection)
            lost = await list_stranded(connection)
            missed, fresh = await list_missed(connection, now()), await list_fresh(connection)
        if lost:
            await self._let_go()
        await self._each(missed, self._take_back)
        await self._each(fresh, lambda one: self._place(one, in_force))
        given = await self._give_out(in_force)
        await self._each(fresh, lambda one: self._stand_in_line(one, in_force))
        return given

    async def choose_presence(self, operator_id: str, chosen: Chosen) -> None:
        """An operator says whether they are there; what they have not answered yet goes to others if they are not."""
        async with self._database.write() as connection:
            await choose_presence(connection, operator_id, chosen, now())
            offers = await list_offers(connection, operator_id) if chosen != "online" else []
        await self._each(offers, self._take_back)
        self._live.changed("team")
        self.wake()

    async def _let_go(self) -> None:
        async with self._database.write() as connection:
            found = await let_go(connection, stranded(), now())
        for one in found:
            await self._tell(one)

    async def _take_back(self, offer: Offer) -> None:
        async with self._database.write() as connection:
            taken = await miss(connection, offer, now())
        if taken:
            await self._tell(offer.conversation_id)
            self._live.changed("mentions")

    async def _place(self, fresh: Fresh, in_force: InForce) -> None:
        """Into another group where its own is too slow, and behind or ahead of others by what the customer is worth."""
        target = await self._faster(fresh, in_force)
        if target != fresh.group_id and target is not None:
            async with self._database.write() as connection:
                moved = await overflow(connection, fresh, target, now())
            if moved:
                await self._tell(fresh.conversation_id)
        if in_force.routing.of(target).strategy == "customer_value":
            await self._leads.settle()
            async with self._database.write() as connection:
                await weigh(connection, fresh.conversation_id)

    async def _faster(self, fresh: Fresh, in_force: InForce) -> str | None:
        """The group itself, or the first that its conversations overflow to which is open and within its own limit."""
        if fresh.group_id is None:
            return None
        moment = now()
        for group_id in (fresh.group_id, *in_force.routing.overflows_of(fresh.group_id)):
            routing, hours = in_force.routing.of(group_id), in_force.handoff_in(group_id, fresh.hours).hours
            if not is_open(hours, moment):
                if group_id == fresh.group_id:
                    break  # the customer was told when it opens
                continue
            if routing.response_limit_s is None:
                return group_id
            async with self._database.read() as connection:
                responses = await responses_of(connection, group_id, routing, hours, moment)
            if not responses.over:
                return group_id
        return fresh.group_id

    async def _give_out(self, in_force: InForce) -> int:
        giving = {group_id: one for group_id, one in in_force.routing.groups.items() if one.gives_out}
        if not giving:
            return 0
        async with self._database.read() as connection:
            line = await list_queued(connection, giving)
        given = 0
        for group_id in giving:
            own = [one for one in line if one.group_id == group_id and self._is_open(one, in_force)]
            given += await self._give_to(group_id, own, in_force) if own else 0
        return given

    def _is_open(self, queued: Queued, in_force: InForce) -> bool:
        return is_open(in_force.handoff_in(queued.group_id, queued.hours).hours, now())

    async def _give_to(self, group_id: str, line: Sequence[Queued], in_force: InForce) -> int:
        """As many of the line as there is room for. Looked at first without locks: mostly everybody is full."""
        routing, given = in_force.routing.of(group_id), 0
        async with self._database.read() as connection:
            candidates = await list_candidates(connection, group_id, routing, now())
        for queued in line:
            if not any(one.there and one.held < one.capacity for one in candidates):
                break
            async with self._database.read() as connection:
                waiter = await waiter_of(connection, queued, routing, now())
            if choose(candidates, waiter, routing.strategy) is None:
                continue
            try:
                async with self._database.write() as connection:
                    operator_id = await assign(connection, queued, routing, now())
            except Exception:
                log.exception("a conversation was not given to anybody", extra={"conversation": queued.id})
                continue
            if operator_id:
                given += 1
                candidates = [_with_one_more(one) if one.id == operator_id else one for one in candidates]
                await self._tell(queued.id)
                self._live.changed("mentions")
                self._live.publish(CONSOLE, Assigned(queued.id, operator_id))
        return given

    async def _stand_in_line(self, fresh: Fresh, in_force: InForce) -> None:
        policy = in_force.handoff_in(fresh.group_id, fresh.hours)

        def words(language: str, ahead: int) -> str:
            return self._position(policy, language, ahead)

        async with self._database.write() as connection:
            message = await stand_in_line(connection, fresh, words if is_open(policy.hours, now()) else None, now())
        if message:
            self._live.publish(conversation_topic(message.conversation_id), MessageStored(message))
            self._live.changed("conversation", message.conversation_id)
            for listener in self._listeners:
                listener()

    def _position(self, policy: HandoffPolicy, language: str, ahead: int) -> str:
        said = position_words(policy, language, self._policies.replies, ahead)
        phrases = Phrases(self._policies.in_force.style.forbidden)
        return allowed(said, phrases) or self._policies.replies.say(language, "queue_position", ahead=str(ahead))

    async def _each(self, found: Sequence[_One], see_to: Callable[[_One], Awaitable[None]]) -> None:
        """One that fails stops no other."""
        for one in found:
            try:
                await see_to(one)
            except Exception:
                log.exception("a conversation could not be routed", extra={"conversation": one.conversation_id})

    async def _tell(self, conversation_id: str) -> None:
        async with self._database.read() as connection:
            standing = await standing_of(connection, conversation_id)
        news = StateChanged(standing.state, standing.operator, standing.picture)
        self._live.publish(conversation_topic(conversation_id), news)
        self._live.changed("conversation", conversation_id, at_once=True)


def _with_one_more(one: Candidate) -> Candidate:
    return replace(one, held=one.held + 1, given_at=now())
