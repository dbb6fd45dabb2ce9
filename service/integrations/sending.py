"""Brings events to integrations: in order per conversation, again where they were not taken, for a day at most."""

import asyncio
import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta

import httpx

from service.errors import NotFound
from service.integrations.configs import LeadFilters, stored_config
from service.integrations.guarded import Caller
from service.integrations.payloads import Told, told_of
from service.integrations.telling import Reply, tell
from service.leads.announcing import Leads
from service.secrets import Vault, WrongKey
from service.storage.database import Database
from service.storage.integrations.deliveries import KEPT, EventDelivery, Outcome, State, claim, due, prune, settle
from service.storage.integrations.integrations import Integration, change_integration, get_integration
from service.storage.leads.lead_list import Person
from service.storage.types import now

log = logging.getLogger(__name__)

EVERY_S = 1.0
AT_ONCE = 8
LONGEST = timedelta(days=1)
"""Since an event was first sent, or replayed: what nobody has taken by then is given up."""
_FIRST_S, _LONGEST_S = 5.0, 7_200.0
_PRUNE_EVERY = timedelta(hours=1)


class EventSending:
    """`clock` is the time and `chance` a number from 0 to 1, for tests to set."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        leads: Leads,
        caller: Caller,
        http: httpx.AsyncClient,
        clock: Callable[[], datetime] = now,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._database = database
        self._vault = vault
        self._leads = leads
        self._caller = caller
        self._http = http
        self._clock = clock
        self._chance = chance
        self._pruned_at: datetime | None = None

    async def run(self) -> None:
        """Send what is due until cancelled; with nothing to send, one look at an index a second."""
        while True:
            sent = 0
            try:
                sent = await self.round()
                await self._prune()
            except Exception:
                log.exception("events could not be sent; it will be tried again")
            if not sent:
                await asyncio.sleep(EVERY_S)

    async def round(self) -> int:
        """Send what is due now, once; returns how many were settled."""
        async with self._database.read() as connection:
            waiting = await due(connection, self._clock())
        if not waiting:
            return 0
        slots = asyncio.Semaphore(AT_ONCE)
        if any(one.lead_id for one in waiting):
            await self._leads.settle()
        done = await asyncio.gather(*(self._send(one, slots) for one in waiting), return_exceptions=True)
        for result in done:
            if isinstance(result, BaseException):
                raise result
        return sum(result is True for result in done)

    async def _send(self, one: EventDelivery, slots: asyncio.Semaphore) -> bool:
        """Whether it was settled for good."""
        async with slots:
            async with self._database.write() as connection:
                # By the time that it is now: a round may take longer than a claim lasts.
                if not await claim(connection, one.id, self._clock()):
                    return False
            outcome, gone = await self._attempt(one)
            async with self._database.write() as connection:
                await settle(connection, one.id, outcome, self._clock())
                if gone:
                    why = "It answered 410 Gone: nobody wants these events any more."
                    await change_integration(connection, one.integration_id, active=False, disabled_why=why)
        if outcome.error:
            log.warning(
                "an event was not taken",
                extra={"event": one.event, "event_id": one.event_id, "integration": one.integration_id}
                | {"status": outcome.status, "attempt": one.attempts + 1, "state": outcome.state},
            )
        return outcome.state != "pending"

    async def _attempt(self, one: EventDelivery) -> tuple[Outcome, bool]:
        try:
            integration, told = await self._told(one)
        except NotFound:
            return Outcome("dropped", error="The lead was deleted."), False
        if told is None:
            return Outcome("dropped", answer="The filters leave it out."), False
        try:
            config = stored_config(integration, self._vault.decrypt(integration.sealed))
        except WrongKey as error:
            return self._failed(one, Reply(False, error=error.detail)), False
        reply = await tell(config, told, self._caller, self._http, self._clock())
        if reply.taken:
            return Outcome("sent", reply.status, reply.answer), False
        return self._failed(one, reply), reply.gone

    async def _told(self, one: EventDelivery) -> tuple[Integration, Told | None]:
        """The event as it is now; None where its lead is not wanted. Raises NotFound."""
        async with self._database.read() as connection:
            integration = await get_integration(connection, one.integration_id)
        person = await self._leads.person_of(one.lead_id) if one.lead_id else None
        wanted = person is None or _wants(integration, person)
        return integration, told_of(one, person) if wanted else None

    def _failed(self, one: EventDelivery, reply: Reply) -> Outcome:
        """Again after twice as long each time, more or less, so that not all come back at once."""
        at = self._clock()
        wait_s = min(_FIRST_S * 2**one.attempts, _LONGEST_S) * (0.75 + self._chance() / 2)
        again_at = at + timedelta(seconds=max(wait_s, reply.wait_s or 0.0))
        over = reply.permanent or again_at > one.begun_at + LONGEST
        state: State = "failed" if over else "pending"
        return Outcome(state, reply.status, reply.answer, reply.error, None if over else again_at)

    async def _prune(self) -> None:
        at = self._clock()
        if self._pruned_at is None or at - self._pruned_at > _PRUNE_EVERY:
            async with self._database.write() as connection:
                await prune(connection, at - KEPT)
            self._pruned_at = at


def _wants(integration: Integration, person: Person) -> bool:
    channels = {one.channel for one in person.conversations}
    return LeadFilters.model_validate(integration.filters).want(person.score, person.stage, channels)
