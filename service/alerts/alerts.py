"""The alert rules in force, and what each finds now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from evals.alerts.document import AlertRules, Language, ShiftRule, TurnRule, WatchedRule, starter_rules
from evals.alerts.look import Look, look, look_again, stream_start
from evals.alerts.shift import Shift, look_again_for_shift, look_for_shift
from service.alerts.words import reason_of
from service.storage.alerts.alerts import AlertRow, NewAlert, last_cleared
from service.storage.alerts.labels import label_counts, labels, latest_version
from service.storage.alerts.series import series
from service.storage.alerts.turns import alarming_turns
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


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found; `shift` is the label that moved, where the rule is about labels."""

    rule: WatchedRule
    look: Look
    shift: Shift | None = None


async def find(
    connection: AsyncConnection, document: AlertRules, at: datetime, firing: Mapping[str, AlertRow]
) -> list[Finding]:
    """What each active rule on a rate or on labels finds at that time; `firing` are the alerts that are not over."""
    cleared = await last_cleared(connection)
    return [
        await look_at(connection, rule, at, firing.get(rule.id), cleared.get(rule.id))
        for rule in document.rules
        if isinstance(rule, WatchedRule) and rule.active
    ]


async def look_at(
    connection: AsyncConnection, rule: WatchedRule, at: datetime, firing: AlertRow | None, cleared_at: datetime | None
) -> Finding:
    """What a rule finds at that time; `firing` is its alert that is not over, `cleared_at` when the last one was."""
    if isinstance(rule, ShiftRule):
        return await _look_at_labels(connection, rule, at, firing, cleared_at)
    if firing is not None and firing.limit is not None and firing.clear is not None:
        since = max(firing.fired_at, at - timedelta(hours=rule.window_h))
        return Finding(rule, look_again(rule, await series(connection, rule, since, at), firing.limit, firing.clear))
    since = stream_start(rule, at, cleared_at)
    values = await series(connection, rule, since, at)
    before: list[float] = []
    if rule.worse_by is not None:
        before = await series(connection, rule, since - timedelta(hours=rule.baseline_h), since)
    return Finding(rule, look(rule, values, before))


async def _look_at_labels(
    connection: AsyncConnection, rule: ShiftRule, at: datetime, firing: AlertRow | None, cleared_at: datetime | None
) -> Finding:
    """An alert is over when the shares have come back, or when the time before is so far away that this is usual."""
    version = await latest_version(connection, rule.grader, at)
    if version is None:
        return Finding(rule, Look("firing" if firing else "no_data", 0, None, None, None, None))
    start = stream_start(rule, firing.fired_at if firing else at, cleared_at)
    usual = timedelta(hours=rule.baseline_h)
    before = await label_counts(connection, rule, version, start - usual, start)
    if firing is None:
        found = look_for_shift(rule, await labels(connection, rule, version, start, at), before)
        return Finding(rule, found.look, found)
    since = max(firing.fired_at, at - timedelta(hours=rule.window_h))
    again = look_again_for_shift(rule, await labels(connection, rule, version, since, at), before)
    return Finding(rule, replace(again, found="cleared") if at - firing.fired_at >= usual else again)


def watched_alert(found: Finding, language: Language) -> NewAlert:
    """The alert of a rule that fires."""
    rule, look = found.rule, found.look
    return NewAlert(
        key=f"rate:{rule.id}",
        rule=rule.id,
        kind="rate",
        title=rule.title_in(language),
        severity=rule.severity,
        reason=reason_of(rule, look, found.shift, language),
        value=look.value,
        limit=look.limit,
        clear=look.clear,
        n=look.n,
        e_value=look.e_value,
    )


async def turn_alerts(
    connection: AsyncConnection, rule: TurnRule, graded_since: datetime, at: datetime, language: Language
) -> list[NewAlert]:
    """Alerts at single turns of late, the first of each conversation only.

    Hits of rules are dated by the reply, however late it was graded: they are looked for in all of `LOOKS_BACK`.
    """
    found: dict[str, NewAlert] = {}
    for turn in await alarming_turns(connection, rule, graded_since if rule.grader else at - LOOKS_BACK):
        found.setdefault(
            turn.conversation_id,
            NewAlert(
                key=f"turn:{rule.id}:{turn.conversation_id}",
                rule=rule.id,
                kind="turn",
                title=rule.title_in(language),
                severity=rule.severity,
                reason=turn.reason,
                conversation_id=turn.conversation_id,
                turn_id=turn.turn_id,
                value=turn.score,
            ),
        )
    return list(found.values())
