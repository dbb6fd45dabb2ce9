"""Reports that users make of rates: kept, shown, exported, sent."""

import asyncio
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.kpi_json import group_json
from service.api.rates.models import Group
from service.api.rates.report_models import (
    AllReports,
    NewReport,
    Receiver,
    ReportShown,
    ResultShown,
    SentLog,
    SentNow,
    SentShown,
)
from service.deps import CurrentResources, CurrentUser, PathId, Reading, needs
from service.errors import InvalidRequest
from service.rates.reporting import Reporting, measure, table_of
from service.rates.tables import Format, written
from service.report import Schedule
from service.rest.shown import Responses, problems
from service.roles import Right
from service.storage.integrations.integrations import list_integrations
from service.storage.integrations.reports import (
    READY,
    Report,
    add_report,
    change_report,
    get_report,
    list_reports,
    receivers,
    remove_report,
    report_log,
)
from service.storage.types import now

router = APIRouter(prefix="/api/reports", tags=["reports"], dependencies=needs(Right.SEE, Right.MONITOR))
_FILE: Responses = {200: {"content": {Format.CSV.media_type: {}}}}


async def _report(report_id: PathId, user: CurrentUser, connection: Reading) -> Report:
    return await get_report(connection, report_id, user.id)


CurrentReport = Annotated[Report, Depends(_report)]


@router.get("", responses=problems(401, 403))
async def get_reports(user: CurrentUser, connection: Reading) -> AllReports:
    """Your own and those that are shared, and whom reports can be sent to."""
    found = await list_reports(connection, user.id)
    told = [one for one in await list_integrations(connection) if one.active and READY in one.events]
    return AllReports(
        reports=[_shown(one, user.id) for one in found], receivers=[Receiver.model_validate(one) for one in told]
    )


@router.post("", status_code=201, responses=problems(401, 403, 422))
async def add(body: NewReport, user: CurrentUser, resources: CurrentResources) -> ReportShown:
    """Keep a report."""
    async with resources.database.write() as connection:
        await _check_receivers(connection, body.schedule)
        made = await add_report(connection, body.name, user.id, body.content, body.schedule, now(), shared=body.shared)
        return _shown(await get_report(connection, made, user.id), user.id)


@router.get("/{id}", responses=problems(401, 403, 404))
async def get_one(report: CurrentReport, user: CurrentUser, resources: CurrentResources) -> ResultShown:
    """A report with what it shows as of now."""
    result = await measure(resources.rates, report.content, now())
    groups = await asyncio.to_thread(lambda: [Group.model_validate(group_json(one)) for one in result.groups])
    return ResultShown(
        report=_shown(report, user.id),
        since=result.since,
        until=result.until,
        currency=result.currency,
        groups=groups,
    )


@router.put("/{id}", responses=problems(401, 403, 404, 422))
async def change(report: CurrentReport, body: NewReport, user: CurrentUser, resources: CurrentResources) -> ReportShown:
    """Change all of it; a report that is not shared any more is its owner's again."""
    async with resources.database.write() as connection:
        await _check_receivers(connection, body.schedule)
        await change_report(connection, report.id, body.name, body.content, body.schedule, now(), shared=body.shared)
        return _shown(await get_report(connection, report.id), user.id)


@router.delete("/{id}", status_code=204, responses=problems(401, 403, 404))
async def remove(report: CurrentReport, resources: CurrentResources) -> None:
    """Remove it; what was sent of it stays in the log of the integrations."""
    async with resources.database.write() as connection:
        await remove_report(connection, report.id)


@router.get("/{id}/export", response_class=Response, responses={**_FILE, **problems(401, 403, 404)})
async def export(report: CurrentReport, resources: CurrentResources) -> Response:
    """The same numbers as a CSV file, in which no cell is a formula."""
    result = await measure(resources.rates, report.content, now())
    file = await asyncio.to_thread(lambda: written(table_of(report.content, result), Format.CSV))
    headers = {
        "Content-Disposition": f'attachment; filename="report-{now():%Y-%m-%d}.csv"',
        "Cache-Control": "no-store",
    }
    return Response(file, media_type=Format.CSV.media_type, headers=headers)


@router.post("/{id}/send", responses=problems(401, 403, 404, 422))
async def send_now(report: CurrentReport, resources: CurrentResources) -> SentNow:
    """Send it to whom its schedule says, now."""
    if report.schedule is None:
        raise InvalidRequest("Say first whom it is sent to: give the report a schedule.")
    reporting = Reporting(resources.database, resources.rates, resources.settings.public_url)
    return SentNow(to=await reporting.send(report))


@router.get("/{id}/sent", responses=problems(401, 403, 404))
async def get_sent(report: CurrentReport, connection: Reading) -> SentLog:
    """What was sent of it, and what came back."""
    return SentLog(sent=[SentShown.model_validate(one) for one in await report_log(connection, report.id)])


async def _check_receivers(connection: AsyncConnection, schedule: Schedule | None) -> None:
    if schedule and len(await receivers(connection, schedule.to)) < len(set(schedule.to)):
        raise InvalidRequest(f"Reports go to active integrations that have {READY} among their events: choose those.")


def _shown(report: Report, user_id: str) -> ReportShown:
    values = {name: value for name, value in asdict(report).items() if name not in ("content", "schedule", "owner_id")}
    mine = report.owner_id == user_id
    return ReportShown(**values, mine=mine, content=report.content, schedule=report.schedule)
