"""What `turnwise report show` and `send` do."""

import asyncio
import time
from typing import TYPE_CHECKING, Any

from service.cli.failing import fail

if TYPE_CHECKING:
    from service.rates.rates import Rates
    from service.storage.database import Database
    from service.storage.integrations.deliveries import EventDelivery
    from service.storage.integrations.reports import Report

_LOOK_EVERY_S = 0.5


async def show_report(given: str, *, as_json: bool) -> None:
    """With its figures as of now and its log."""
    from service.cli.kpi_file import rates_of
    from service.cli.opening import opened_database
    from service.cli.output import emit
    from service.rates.reporting import measure, sent_of
    from service.settings import Settings
    from service.storage.integrations.reports import find_report, report_log
    from service.storage.types import now

    async with opened_database() as database:
        async with database.read() as connection:
            report = await find_report(connection, given)
            log = await report_log(connection, report.id)
        data = sent_of(report, await measure(await rates_of(database), report.content, now()), Settings().public_url)
    if as_json:
        figures = {name: value for name, value in data.items() if name != "report"}
        emit(_kept(report) | figures | {"sent": [_sending(one) for one in log]})
    else:
        _print(report, data, log)


async def send_report(given: str, wait_s: float, *, as_json: bool) -> None:
    """To all that its schedule names; then what came back by the end of the wait, or sooner."""
    from service.cli.kpi_file import rates_of
    from service.cli.opening import opened_database
    from service.cli.output import emit, tell
    from service.storage.integrations.reports import find_report

    async with opened_database() as database:
        async with database.read() as connection:
            report = await find_report(connection, given)
        to = await sent_now(database, await rates_of(database), report)
        sent = await _settled(database, report, to, wait_s) if wait_s else []
    if as_json:
        emit({"id": report.id, "name": report.name, "to": to, "sent": [_sending(one) for one in sent]})
    else:
        tell(f"It goes to {to}; a running `turnwise serve` brings it there.")
    if missed := [one for one in sent if one.state != "sent"]:
        why = missed[0].error or "it still waits; is `turnwise serve` running?"
        fail(f"{len(missed)} of {to} have not taken it: {why}")


async def sent_now(database: "Database", rates: "Rates", report: "Report") -> int:
    """To how many it goes. Ends with exit code 1 where that is nobody."""
    from service.rates.reporting import Reporting
    from service.settings import Settings

    if report.schedule is None:
        fail("this report is sent to nobody: give it a schedule in the console")
    to = await Reporting(database, rates, Settings().public_url).send(report)
    if not to:
        fail("all that this report is sent to were removed or switched off: name others in the console")
    return to


async def _settled(database: "Database", report: "Report", to: int, wait_s: float) -> "list[EventDelivery]":
    """The latest sendings, once each has been taken or given up; or as they are when the time is over."""
    from service.storage.integrations.reports import report_log

    until = time.monotonic() + wait_s
    while True:
        async with database.read() as connection:
            sent = await report_log(connection, report.id, to)
        if all(one.state != "pending" for one in sent) or time.monotonic() > until:
            return sent
        await asyncio.sleep(_LOOK_EVERY_S)


def _kept(report: "Report") -> dict[str, Any]:
    times = {name: at.isoformat() if at else None for name, at in _times(report).items()}
    content, schedule = report.content.model_dump(mode="json"), report.schedule
    named = {"id": report.id, "name": report.name, "owner": report.owner, "shared": report.shared, "content": content}
    return named | {"schedule": schedule.model_dump(mode="json") if schedule else None} | times


def _times(report: "Report") -> dict[str, Any]:
    return {"next_at": report.next_at, "sent_at": report.sent_at}


def _sending(one: "EventDelivery") -> dict[str, Any]:
    told = ("integration_id", "state", "attempts", "status", "error")
    return {"at": one.at.isoformat()} | {name: getattr(one, name) for name in told}


def _print(report: "Report", data: dict[str, Any], log: "list[EventDelivery]") -> None:
    from service.cli.output import screen
    from service.integrations.report_notice import report_notice
    from service.storage.integrations.reports import READY

    notice = report_notice(report.id, READY, data, "en")
    screen().print(f"{notice.title}\n\n{notice.text}")
    if report.schedule and report.next_at:
        screen().print(f"\nSent every {report.schedule.every}, next {report.next_at:%Y-%m-%d %H:%M} UTC")
    for one in log:
        came = " ".join(str(part) for part in (one.status, one.error) if part)
        screen().print(f"{one.at:%Y-%m-%d %H:%M}  {one.integration_id}  {one.state}  {came}".rstrip())
