"""Reports: measured, written as a table, and sent when they are due: once, however many processes there are."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from evals.kpi import Group
from evals.kpi_comparison import Compared
from evals.kpi_figures import numbers_at
from service.errors import TurnwiseError
from service.rates.rates import Rates
from service.rates.tables import Cell, Table
from service.report import Content
from service.storage.database import Database
from service.storage.integrations.reports import Report, due_reports, move_on, promise_report
from service.storage.rates.measuring import Wanted
from service.storage.types import now

log = logging.getLogger(__name__)

EVERY_S = 20.0
MOST_ROWS_SENT = 200


@dataclass(frozen=True, slots=True)
class Result:
    """A report as of now: its period, and a group for each combination of its cuts."""

    since: datetime | None
    until: datetime | None
    groups: Sequence[Group | Compared]
    currency: str


async def measure(rates: Rates, content: Content, at: datetime) -> Result:
    """What it shows as of that time. Raises InvalidRequest."""
    since, until = content.span(at)
    wanted = Wanted(since, until, content.by, content.only)
    return Result(since, until, (await rates.measured(wanted)).groups, rates.currency)


def table_of(content: Content, result: Result) -> Table:
    """A row for each group: its cuts, then for each rate the value, the ends of its interval, and n."""
    columns = [*content.by, *(f"{rate}{part}" for rate in content.rates for part in ("", ".low", ".high", ".n"))]
    rows: list[list[Cell]] = []
    for group in result.groups:
        numbers = numbers_at(group.kpis, content.rates)
        row: list[Cell] = [group.key[cut] for cut in content.by]
        for rate in content.rates:
            one = numbers[rate]
            row += [one.value, one.low, one.high, one.n]
        rows.append(row)
    return Table(columns, rows)


def sent_of(report: Report, result: Result, site: str = "") -> dict[str, Any]:
    """What integrations are told: documented in docs/webhooks.md. `site` is where people reach the console."""
    rows = [
        {
            "key": dict(group.key),
            "numbers": {place: asdict(one) for place, one in numbers_at(group.kpis, report.content.rates).items()},
        }
        for group in result.groups[:MOST_ROWS_SENT]
    ]
    return {
        "report": _told(report, site),
        "since": result.since.isoformat() if result.since else None,
        "until": result.until.isoformat() if result.until else None,
        "zone": report.content.zone,
        "currency": result.currency,
        "rows": rows,
        "left_out": max(0, len(result.groups) - MOST_ROWS_SENT),
    }


class Reporting:
    """`site` is where people reach the console, empty where nobody said; `clock` is the time, for tests to set."""

    def __init__(self, database: Database, rates: Rates, site: str, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._site = site.rstrip("/")
        self._rates = rates
        self._clock = clock

    async def run(self) -> None:
        """Send what is due until cancelled."""
        while True:
            try:
                await self.round()
            except Exception:
                log.exception("reports could not be sent; it will be tried again")
            await asyncio.sleep(EVERY_S)

    async def round(self) -> int:
        """Send what is due now; returns how many reports. What was missed meanwhile is sent once."""
        at = self._clock()
        async with self._database.read() as connection:
            due = await due_reports(connection, at)
        return sum([await self._send_due(one, at) for one in due])

    async def send(self, report: Report) -> int:
        """Send it now, whatever its schedule says; returns to how many."""
        to = report.schedule.to if report.schedule else ()
        data = sent_of(report, await measure(self._rates, report.content, self._clock()), self._site)
        async with self._database.write() as connection:
            return await promise_report(connection, report.id, to, data, self._clock())

    async def _send_due(self, report: Report, at: datetime) -> bool:
        if report.schedule is None:
            return False
        try:
            data = sent_of(report, await measure(self._rates, report.content, at), self._site)
        except TurnwiseError as error:
            data = {"report": _told(report, self._site), "error": error.detail}
        async with self._database.write() as connection:
            # Moved on and promised together: of several processes one does both, and who dies in between has done none.
            if not await move_on(connection, report, report.schedule.after(at), at):
                return False
            await promise_report(connection, report.id, report.schedule.to, data, at)
        return True


def _told(report: Report, site: str) -> dict[str, str]:
    page = {"url": f"{site}/console/reports/{report.id}"} if site else {}
    return {"id": report.id, "name": report.name} | page
