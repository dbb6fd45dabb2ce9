"""Looks at the rates and the latest turns every minute, raises alerts and tells people of them.

Any number of processes may do so beside each other: of each alert there is one row, and one of them sends it.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from evals.alerts.document import AlertRules, QuietHours, RateRule
from evals.alerts.look import Look
from evals.alerts.quiet import is_quiet
from service.alerts import alerts_in_force, look_at, rate_alert, turn_alerts
from service.live import Live
from service.notifier import Notifier
from service.storage.alerts import (
    AlertRow,
    NewAlert,
    claim_sending,
    clear,
    due,
    fire,
    firing_rates,
    last_cleared,
    not_sent,
    sent,
)
from service.storage.database import Database
from service.storage.types import now

log = logging.getLogger(__name__)

EVERY_S = 60.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule on a rate found."""

    rule: RateRule
    look: Look


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did: a finding for each rule on a rate, and how many alerts it raised, cleared and sent."""

    findings: tuple[Finding, ...]
    fired: int = 0
    cleared: int = 0
    sent: int = 0


class Alerting:
    """`clock` is the time, for tests to set."""

    def __init__(self, database: Database, live: Live, notifier: Notifier, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._live = live
        self._notifier = notifier
        self._clock = clock

    async def run(self) -> None:
        """Make rounds until cancelled."""
        while True:
            try:
                await self.round()
            except Exception:
                log.exception("alerts could not be looked for; it will be tried again")
            await asyncio.sleep(EVERY_S)

    async def round(self) -> Round:
        """Look, raise, clear and send, once."""
        at = self._clock()
        async with self._database.read() as connection:
            _, document = await alerts_in_force(connection)
            firing = await firing_rates(connection)
            findings = await find(connection, document, at, firing)
            new = [rate_alert(one.rule, one.look) for one in findings if _fires(one, firing)]
            for rule in document.rules:
                if rule.active and rule.kind == "turn":
                    new += await turn_alerts(connection, rule, at)
        over = [firing[one.rule.id] for one in findings if one.look.found == "cleared"]
        over += [alert for name, alert in firing.items() if name not in {one.rule.id for one in findings}]
        fired = await self._store(new, over, at)
        if fired or over:
            self._live.changed("kpis")
        return Round(tuple(findings), fired, len(over), await self._send(document.quiet, at))

    async def _store(self, new: list[NewAlert], over: list[AlertRow], at: datetime) -> int:
        if not new and not over:
            return 0
        async with self._database.write() as connection:
            for alert in over:
                await clear(connection, alert.id, at)
            return sum([await fire(connection, self._database, alert, at) is not None for alert in new])

    async def _send(self, quiet: QuietHours | None, at: datetime) -> int:
        """Tell of what is due, in the order in which it fired."""
        if not self._notifier:
            return 0
        async with self._database.read() as connection:
            waiting = [alert for alert in await due(connection, at) if not is_quiet(quiet, alert.severity, at)]
        return sum([await self._tell(alert, at) for alert in waiting])

    async def _tell(self, alert: AlertRow, at: datetime) -> bool:
        async with self._database.write() as connection:
            if not await claim_sending(connection, alert.id, at):
                return False
        taken = await self._notifier.send(*worded(alert))
        async with self._database.write() as connection:
            if taken:
                await sent(connection, alert, self._clock())
            else:
                log.warning("an alert could not be sent to every address", extra={"alert": alert.id})
                await not_sent(connection, alert, "an address did not take it", self._clock())
        return taken


async def find(
    connection: AsyncConnection, document: AlertRules, at: datetime, firing: dict[str, AlertRow]
) -> list[Finding]:
    """What each active rule on a rate finds at that time."""
    cleared = await last_cleared(connection)
    return [
        Finding(rule, await look_at(connection, rule, at, firing.get(rule.id), cleared.get(rule.id)))
        for rule in document.rules
        if isinstance(rule, RateRule) and rule.active
    ]


def worded(alert: AlertRow) -> tuple[str, str]:
    """Title and text of what people are told: names no customer and quotes nobody."""
    over = alert.cleared_at is not None
    title = f"[{'cleared' if over else alert.severity}] {alert.title}"
    where = f"\nConversation {alert.conversation_id}" if alert.conversation_id else ""
    return title, f"{alert.reason}{where}\nAlert {alert.id}"


def _fires(finding: Finding, firing: dict[str, AlertRow]) -> bool:
    return finding.look.found == "firing" and finding.rule.id not in firing
