"""Alerts: listed, looked into, acknowledged, judged; what the rules find now."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.alerts.document import RateRule
from service.alerts.alerts import alerts_in_force, find
from service.api.alerts.models import (
    Acknowledgement,
    Alert,
    AlertPage,
    Alerts,
    BinShown,
    Findings,
    Found,
    Judgement,
    Record,
)
from service.deps import CurrentCaller, CurrentResources, PathId, Reading, needs
from service.rest.shown import problems
from service.roles import Right
from service.storage.alerts.alerts import (
    AlertRow,
    State,
    acknowledge,
    firing_rates,
    get_alert,
    judge,
    list_alerts,
    record_of,
)
from service.storage.alerts.bins import bins
from service.storage.alerts.deliveries import how_told
from service.storage.types import now
from service.texts import clean

router = APIRouter(prefix="/api/alerts", tags=["alerts"], dependencies=needs(Right.SEE, Right.MONITOR))


@router.get("", responses=problems(401, 403, 404, 422))
async def get_alerts(
    connection: Reading,
    state: State | None = None,
    rule: Annotated[str | None, Query(max_length=60)] = None,
    cursor: Annotated[str | None, Query(max_length=36)] = None,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
) -> Alerts:
    """Alerts by state and rule, page by page."""
    found = await list_alerts(connection, state, rule, limit + 1, cursor)
    page = found[:limit]
    return Alerts(alerts=await _shown(connection, page), next=page[-1].id if len(found) > limit else None)


@router.get("/findings", responses=problems(401, 403))
async def get_findings(connection: Reading) -> Findings:
    """What the rules on rates find at this moment; nothing is raised or sent by it."""
    _, document = await alerts_in_force(connection)
    findings = await find(connection, document, now(), await firing_rates(connection))
    return Findings(
        findings=[
            Found(
                rule=one.rule.id,
                rate=one.rule.rate,
                found=one.look.found,
                n=one.look.n,
                value=one.look.value,
                limit=one.look.limit,
                clear=one.look.clear,
                e_value=one.look.e_value,
            )
            for one in findings
        ]
    )


@router.get("/{id}", responses=problems(401, 403, 404))
async def get_one(alert_id: PathId, connection: Reading) -> AlertPage:
    """An alert, and how what its rule watches went in the two windows before it and the one after."""
    alert = await get_alert(connection, alert_id)
    _, document = await alerts_in_force(connection)
    rule = next((one for one in document.rules if one.id == alert.rule), None)
    points: list[BinShown] = []
    if isinstance(rule, RateRule) and alert.kind == "rate":
        since, until = _around(alert.fired_at, rule)
        found = await bins(connection, rule, since, until, now())
        points = [BinShown.model_validate(one) for one in found]
    return AlertPage(
        alert=(await _shown(connection, [alert]))[0],
        rule=rule.model_dump(mode="json", by_alias=True) if rule else None,
        record=Record.model_validate(await record_of(connection, alert.rule)),
        points=points,
    )


@router.post("/{id}/ack", responses=problems(401, 403, 404, 409, 422))
async def acknowledge_alert(
    alert_id: PathId, body: Acknowledgement, caller: CurrentCaller, resources: CurrentResources
) -> Alert:
    """Say that you have seen to it."""
    async with resources.database.write() as connection:
        acknowledged = await acknowledge(connection, alert_id, caller.by, clean(body.note), now())
        shown = (await _shown(connection, [acknowledged]))[0]
    resources.live.changed("alerts")
    return shown


@router.post("/{id}/verdict", responses=problems(401, 403, 404, 422))
async def judge_alert(alert_id: PathId, body: Judgement, caller: CurrentCaller, resources: CurrentResources) -> Alert:
    """Say whether it was right to raise it: so it is known which rules cry wolf."""
    async with resources.database.write() as connection:
        judged = await judge(connection, alert_id, body.verdict, caller.by, now())
        shown = (await _shown(connection, [judged]))[0]
    resources.live.changed("alerts")
    return shown


def _around(at: datetime, rule: RateRule) -> tuple[datetime, datetime]:
    window = timedelta(hours=rule.window_h)
    return at - 2 * window, at + window


async def _shown(connection: AsyncConnection, alerts: Sequence[AlertRow]) -> list[Alert]:
    told = await how_told(connection, [one.id for one in alerts])
    return [Alert.model_validate(asdict(one) | asdict(told[one.id])) for one in alerts]
