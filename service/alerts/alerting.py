"""Looks at the rates and the latest turns every minute, raises alerts and tells people of them.

Of all processes the oldest does it: a busy shop's turns are many, and to look at them once is enough. Where
two believe to be the oldest for a moment, of each alert there is one row all the same, and one of them sends it.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

import httpx
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.alerts.document import AlertRules
from service.alerts.alerts import LOOKS_BACK, Finding, alerts_in_force, find, turn_alerts, watched_alert
from service.alerts.sending import Sending
from service.live import Live
from service.notifier import Audience, Target
from service.storage.alerts.alerts import AlertRow, NewAlert, clear, escalate, fire, firing_rates
from service.storage.alerts.deliveries import Event, promise, to_escalate, told_targets
from service.storage.database import Database
from service.storage.processes import Process, oldest
from service.storage.types import now

log = logging.getLogger(__name__)

EVERY_S = 60.0
SHARE = 0.1
"""Of its time, the most that a process spends on rounds: where one takes long, the next is later."""
OVERLAP = timedelta(minutes=15)
"""A grade may be stored so much later than it was given."""


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did: a finding for each rule on a rate, how many alerts it raised, cleared and escalated.

    `sent` counts what was taken, once for each target.
    """

    findings: tuple[Finding, ...]
    fired: int = 0
    cleared: int = 0
    escalated: int = 0
    sent: int = 0


class Alerting:
    """`clock` is the time, for tests to set."""

    def __init__(
        self,
        database: Database,
        live: Live,
        audience: Audience,
        http: httpx.AsyncClient,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._database = database
        self._live = live
        self._audience = audience
        self._clock = clock
        self._sending = Sending(database, audience, http, clock)
        self._looked: tuple[int, datetime] | None = None

    async def run(self, process: Process) -> None:
        """Make rounds until cancelled, while this process is the oldest."""
        while True:
            started_s = monotonic()
            try:
                if await self._is_oldest(process):
                    await self.round()
            except Exception:
                log.exception("alerts could not be looked for; it will be tried again")
            took_s = monotonic() - started_s
            await asyncio.sleep(max(EVERY_S, took_s / SHARE - took_s))

    async def round(self) -> Round:
        """Look, raise, clear, escalate and send, once."""
        at = self._clock()
        async with self._database.read() as connection:
            number, document = await alerts_in_force(connection)
            firing = await firing_rates(connection)
            findings = await find(connection, document, at, firing)
            new = [watched_alert(one, document.language) for one in findings if _fires(one, firing)]
            for rule in document.rules:
                if rule.active and rule.kind == "turn":
                    new += await turn_alerts(connection, rule, self._graded_since(number, at), at, document.language)
            unseen = await _unseen(connection, document, at)
        over = [firing[one.rule.id] for one in findings if one.look.found == "cleared"]
        over += [alert for name, alert in firing.items() if name not in {one.rule.id for one in findings}]
        fired, cleared, escalated = await self._store(new, over, unseen, at)
        self._looked = (number, at)
        if fired or cleared or escalated:
            self._live.changed("alerts")
        sent = await self._sending.send_due(document, at)
        return Round(tuple(findings), fired, cleared, escalated, sent)

    async def _is_oldest(self, process: Process) -> bool:
        async with self._database.read() as connection:
            return await oldest(connection) == process.id

    def _graded_since(self, number: int, at: datetime) -> datetime:
        """Since when grades were not looked at yet by the rules of this number."""
        first = at - LOOKS_BACK
        if self._looked is None or self._looked[0] != number:
            return first
        return max(first, self._looked[1] - OVERLAP)

    async def _store(
        self, new: list[NewAlert], over: list[AlertRow], unseen: list[AlertRow], at: datetime
    ) -> tuple[int, int, int]:
        """Write down what happened together with whom it is to be told: neither is there without the other."""
        fired = cleared = escalated = 0
        if not new and not over and not unseen:
            return 0, 0, 0
        async with self._database.write() as connection:
            for alert in over:
                if await clear(connection, alert.id, at):
                    await promise(connection, alert.id, "cleared", await told_targets(connection, alert.id), at)
                    cleared += 1
            for one in new:
                alert_id = await fire(connection, self._database, one, at)
                if alert_id:
                    await _promise(connection, alert_id, "fired", self._audience.first, at)
                    fired += 1
            for alert in unseen:
                if await escalate(connection, alert.id, at):
                    await _promise(connection, alert.id, "escalated", self._audience.escalation, at)
                    escalated += 1
        return fired, cleared, escalated


def _fires(finding: Finding, firing: dict[str, AlertRow]) -> bool:
    return finding.look.found == "firing" and finding.rule.id not in firing


async def _unseen(connection: AsyncConnection, document: AlertRules, at: datetime) -> list[AlertRow]:
    if document.escalate is None:
        return []
    before = at - timedelta(hours=document.escalate.after_h)
    return await to_escalate(connection, before, document.escalate.severities)


async def _promise(
    connection: AsyncConnection, alert_id: str, event: Event, targets: tuple[Target, ...], at: datetime
) -> None:
    await promise(connection, alert_id, event, [one.key for one in targets], at)
