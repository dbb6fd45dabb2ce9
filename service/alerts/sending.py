"""Tells people and programs of alerts: what is promised to a target is tried until it is taken or given up.

Each delivery is claimed before it is sent, so that of several processes one sends it. Whoever dies in between leaves
it to another: a target may hear a thing twice, never not at all.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime

import httpx

from evals.alerts.document import SEVERITIES, AlertRules
from evals.alerts.quiet import is_quiet
from service.alerts.words import text_of, title_of
from service.notifier import Audience, Notice, NotTaken
from service.storage.alerts.deliveries import Delivery, claim, dropped, due, first_was_told, not_sent, sent
from service.storage.database import Database

log = logging.getLogger(__name__)

_KEPT_HERE = ("note", "acknowledged_by", "verdict_by")
"""What colleagues wrote is theirs."""


class Sending:
    """`clock` is the time, for tests to set."""

    def __init__(
        self, database: Database, audience: Audience, http: httpx.AsyncClient, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._audience = audience
        self._http = http
        self._clock = clock

    async def send_due(self, document: AlertRules, at: datetime) -> int:
        """Send what is due outside quiet hours; returns how many deliveries were taken.

        Targets are told beside each other, each in order; one that takes nothing is left until the next time.
        """
        loud = [severity for severity in SEVERITIES if not is_quiet(document.quiet, severity, at)]
        async with self._database.read() as connection:
            waiting = await due(connection, at, loud)
        by_target: dict[str, list[Delivery]] = defaultdict(list)
        for one in waiting:
            by_target[one.target].append(one)
        told = await asyncio.gather(*(self._tell_all(document, mine) for mine in by_target.values()))
        return sum(told)

    async def _tell_all(self, document: AlertRules, deliveries: Sequence[Delivery]) -> int:
        taken = 0
        for one in deliveries:
            if not await self._still_wanted(one):
                continue
            async with self._database.write() as connection:
                # By the time that it is now: a round may take longer than a claim lasts.
                if not await claim(connection, one.id, self._clock()):
                    continue
            if not await self._tell(document, one):
                break
            taken += 1
        return taken

    async def _still_wanted(self, one: Delivery) -> bool:
        """Whether it is to be told now. What is over before it was told is not told at all, and not its end either."""
        told: bool | None = True
        if one.event == "cleared":
            async with self._database.read() as connection:
                told = await first_was_told(connection, one)
        elif one.alert.cleared_at is not None or one.alert.acknowledged_at is not None:
            told = False
        if told is False:
            async with self._database.write() as connection:
                await dropped(connection, one)
        return told is True

    async def _tell(self, document: AlertRules, one: Delivery) -> bool:
        target = self._audience.find(one.target)
        try:
            if target is None:
                raise NotTaken("this address is no longer set", permanent=True)
            await target.tell(notice_of(one, document), self._http)
        except NotTaken as error:
            log.warning(
                "an alert was not taken", extra={"alert": one.alert.id, "target": one.target, "why": str(error)}
            )
            async with self._database.write() as connection:
                await not_sent(
                    connection,
                    one,
                    str(error),
                    self._clock(),
                    permanent=error.permanent,
                    retry_after_s=error.retry_after_s,
                )
            return False
        async with self._database.write() as connection:
            await sent(connection, one, self._clock())
        return True


def notice_of(one: Delivery, document: AlertRules) -> Notice:
    """What is said of it."""
    alert = one.alert
    at = {"fired": alert.fired_at, "escalated": alert.escalated_at, "cleared": alert.cleared_at}[one.event]
    return Notice(
        id=one.id,
        event=f"alert.{one.event}",
        title=title_of(alert, one.event, document.language),
        text=text_of(alert, document.language),
        at=at or alert.fired_at,
        data={name: value for name, value in asdict(alert).items() if name not in _KEPT_HERE},
    )
