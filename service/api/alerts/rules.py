"""What is watched and who is told: the rules of alerts, their receivers, and a message to try these."""

import httpx
from fastapi import APIRouter

from evals.alerts.document import AlertRules
from evals.yaml_document import write_document
from service.alerts.alerts import alerts_in_force, put_alerts_in_force
from service.api.alerts.models import Receivers, TestSent
from service.api.policies.policy_documents import PolicyHistory, history_of
from service.api.policies.rule_documents import WrittenChange, WrittenPage, usable
from service.deps import CurrentCaller, CurrentResources, Reading, needs
from service.notifier import open_audience, try_all
from service.rest.shown import problems
from service.roles import Right
from service.storage.policies import PolicyKind, newest_policy

router = APIRouter(prefix="/api/alerts", tags=["alerts"], dependencies=needs(Right.SEE, Right.MONITOR))


@router.get("/rules", responses=problems(401, 403))
async def get_alert_rules(connection: Reading) -> WrittenPage:
    """The rules in force."""
    return await _page(connection)


@router.put("/rules", responses=problems(401, 403, 409, 422))
async def put_alert_rules(change: WrittenChange, caller: CurrentCaller, resources: CurrentResources) -> WrittenPage:
    """Put others in force. A mistake is told by its field."""
    document = await usable(change, AlertRules, "alerts.yaml")
    await put_alerts_in_force(resources.database, document, change.based_on, caller.by)
    resources.live.changed("policy")
    async with resources.database.read() as connection:
        return await _page(connection)


@router.get("/rules/history", responses=problems(401, 403))
async def get_alert_rules_history(connection: Reading) -> PolicyHistory:
    """What was put in force when, and by whom, the latest first."""
    return await history_of(PolicyKind.ALERTS, connection)


@router.get("/receivers", responses=problems(400, 401, 403))
async def get_receivers(resources: CurrentResources) -> Receivers:
    """Who is told, as far as that may be shown."""
    audience = open_audience(resources.settings)
    return Receivers(first=[one.key for one in audience.first], then=[one.key for one in audience.then])


@router.post("/test", responses=problems(400, 401, 403))
async def send_test(resources: CurrentResources) -> TestSent:
    """Send a message to every address that alerts go to."""
    audience = open_audience(resources.settings)
    async with httpx.AsyncClient() as http:
        failed = await try_all(audience, http)
    configured = bool(audience.first or audience.then)
    return TestSent(configured=configured, sent=configured and not failed, failed=failed)


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
