"""The alert rules in force, and what each finds now."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from evals.alerts.document import AlertRules, RateRule, TurnRule, starter_rules
from evals.alerts.look import Look, look, look_again, stream_start
from service.storage.alert_series import series
from service.storage.alert_turns import alarming_turns
from service.storage.alerts import AlertRow, NewAlert
from service.storage.database import Database
from service.storage.policies import PolicyKind, newest_policy, save_policy
from service.storage.types import now

LOOKS_BACK = timedelta(hours=2)
"""Turns that were graded earlier raise no alert any more."""


async def alerts_in_force(connection: AsyncConnection) -> tuple[int, AlertRules]:
    """The number and the document; number 0 is that of the starter set, in force until another is saved."""
    stored = await newest_policy(connection, PolicyKind.ALERTS)
    return (stored.number, AlertRules.model_validate(stored.document)) if stored else (0, starter_rules())


async def put_alerts_in_force(database: Database, document: AlertRules, based_on: int, by: str) -> int:
    """Watch by these from now on; returns their number. Raises NotAllowedNow where others came between."""
    async with database.write() as connection:
        return await save_policy(connection, database, PolicyKind.ALERTS, document, based_on, by, now())


async def look_at(
    connection: AsyncConnection, rule: RateRule, at: datetime, firing: AlertRow | None, cleared_at: datetime | None
) -> Look:
    """What a rule finds at that time; `firing` is its alert that is not over, `cleared_at` when the last one was."""
    if firing is not None and firing.limit is not None and firing.clear is not None:
        since = max(firing.fired_at, at - timedelta(hours=rule.window_h))
        return look_again(rule, await series(connection, rule, since, at), firing.limit, firing.clear)
    since = stream_start(rule, at, cleared_at)
    values = await series(connection, rule, since, at)
    before: list[float] = []
    if rule.worse_by is not None:
        before = await series(connection, rule, since - timedelta(hours=rule.baseline_h), since)
    return look(rule, values, before)


def rate_alert(rule: RateRule, found: Look) -> NewAlert:
    """The alert of a rule that fires."""
    watched = f"{rule.rate} over {rule.over:g}, share" if rule.over is not None else rule.rate
    return NewAlert(
        key=f"rate:{rule.id}",
        rule=rule.id,
        kind="rate",
        title=rule.name,
        severity=rule.severity,
        reason=f"{watched}: {found.value:.4g}, limit {found.limit:.4g}, n {found.n}",
        value=found.value,
        limit=found.limit,
        clear=found.clear,
        n=found.n,
        e_value=found.e_value,
    )


async def turn_alerts(connection: AsyncConnection, rule: TurnRule, at: datetime) -> list[NewAlert]:
    """Alerts at single turns of late, the first of each conversation only."""
    found: dict[str, NewAlert] = {}
    for turn in await alarming_turns(connection, rule, at - LOOKS_BACK):
        found.setdefault(
            turn.conversation_id,
            NewAlert(
                key=f"turn:{rule.id}:{turn.conversation_id}",
                rule=rule.id,
                kind="turn",
                title=rule.name,
                severity=rule.severity,
                reason=turn.reason,
                conversation_id=turn.conversation_id,
                turn_id=turn.turn_id,
                value=turn.score,
            ),
        )
    return list(found.values())
