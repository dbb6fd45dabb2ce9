"""Alerts: listed, acknowledged, looked for; their rules, and a message to try the addresses."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Literal

import httpx
from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.alerts.document import AlertRules, Severity
from evals.yaml_document import write_document
from service.alerts import alerts_in_force, find, put_alerts_in_force
from service.api.policy_documents import PolicyHistory, history_of
from service.api.rule_documents import WrittenChange, WrittenPage, usable
from service.deps import CurrentResources, CurrentUser, PathId, Reading, needs_login
from service.notifier import open_audience, try_all
from service.shown import Shown, problems
from service.storage.alert_deliveries import how_told
from service.storage.alerts import AlertRow, State, acknowledge, firing_rates, list_alerts
from service.storage.policies import PolicyKind, newest_policy
from service.storage.types import now
from service.texts import clean

router = APIRouter(prefix="/api/alerts", tags=["alerts"], dependencies=needs_login)


class Alert(Shown):
    """An alert. `value`, `limit` and `clear` are on the rate's own scale; of a turn, `value` is the grade's score.

    `sent_at` is when somebody was told first, `failed` says which address did not take it, and why.
    """

    id: str
    rule: str
    kind: Literal["rate", "turn"]
    title: str
    severity: Severity
    state: State
    reason: str
    conversation_id: str | None
    turn_id: str | None
    value: float | None
    limit: float | None
    clear: float | None
    n: int | None
    e_value: float | None
    fired_at: datetime
    cleared_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    note: str | None
    escalated_at: datetime | None
    sent_at: datetime | None
    failed: str | None


class Alerts(BaseModel):
    """Alerts, the latest first."""

    alerts: list[Alert]


class Acknowledgement(BaseModel):
    """What is done about it."""

    note: Annotated[str, Field(max_length=2_000)] = ""


class Found(BaseModel):
    """What a rule on a rate or on labels finds now; `e_value` fires at 1 / alpha."""

    rule: str
    rate: str
    found: Literal["no_data", "too_few", "fine", "firing", "cleared"]
    n: int
    value: float | None
    limit: float | None
    clear: float | None
    e_value: float | None


class Findings(BaseModel):
    """One for each active rule that is about more than single turns."""

    findings: list[Found]


class TestSent(BaseModel):
    """Whether there is an address at all, whether all took the message, and why which did not."""

    configured: bool
    sent: bool
    failed: dict[str, str]


@router.get("", responses=problems(401, 422))
async def get_alerts(
    connection: Reading,
    state: State | None = None,
    rule: Annotated[str | None, Query(max_length=60)] = None,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
) -> Alerts:
    """Alerts by state and rule."""
    found = await list_alerts(connection, state, rule, limit)
    return Alerts(alerts=await _shown(connection, found))


@router.post("/{id}/ack", responses=problems(401, 404, 409, 422))
async def acknowledge_alert(
    alert_id: PathId, body: Acknowledgement, user: CurrentUser, resources: CurrentResources
) -> Alert:
    """Say that you have seen to it."""
    async with resources.database.write() as connection:
        acknowledged = await acknowledge(connection, alert_id, user.email, clean(body.note), now())
        return (await _shown(connection, [acknowledged]))[0]


@router.get("/findings", responses=problems(401))
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


@router.get("/rules", responses=problems(401))
async def get_alert_rules(connection: Reading) -> WrittenPage:
    """The rules in force."""
    return await _page(connection)


@router.put("/rules", responses=problems(401, 409, 422))
async def put_alert_rules(change: WrittenChange, user: CurrentUser, resources: CurrentResources) -> WrittenPage:
    """Put others in force. A mistake is told by its field."""
    document = await usable(change, AlertRules, "alerts.yaml")
    await put_alerts_in_force(resources.database, document, change.based_on, user.email)
    resources.live.changed("policy")
    async with resources.database.read() as connection:
        return await _page(connection)


@router.get("/rules/history", responses=problems(401))
async def get_alert_rules_history(connection: Reading) -> PolicyHistory:
    """What was put in force when, and by whom, the latest first."""
    return await history_of(PolicyKind.ALERTS, connection)


@router.post("/test", responses=problems(400, 401))
async def send_test(resources: CurrentResources) -> TestSent:
    """Send a message to every address that alerts go to."""
    audience = open_audience(resources.settings)
    async with httpx.AsyncClient() as http:
        failed = await try_all(audience, http)
    configured = bool(audience.first or audience.then)
    return TestSent(configured=configured, sent=configured and not failed, failed=failed)


async def _shown(connection: AsyncConnection, alerts: Sequence[AlertRow]) -> list[Alert]:
    told = await how_told(connection, [one.id for one in alerts])
    return [Alert.model_validate(asdict(one) | asdict(told[one.id])) for one in alerts]


async def _page(connection: Reading) -> WrittenPage:
    number, document = await alerts_in_force(connection)
    saved = await newest_policy(connection, PolicyKind.ALERTS)
    return WrittenPage(
        number=number,
        document=document.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        yaml=write_document(document),
        at=saved.at if saved else None,
        by=saved.by if saved else None,
    )
