"""Alerts as they fired, cleared, and were acknowledged or escalated."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, and_, func, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import NotAllowedNow, NotFound
from service.storage.database import Database
from service.storage.integrations.events import EventName, Happened, emit
from service.storage.tables import alerts
from service.storage.types import AnyRow, new_id

State = Literal["firing", "cleared", "acknowledged"]
Verdict = Literal["right", "wrong"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAlert:
    """What there is to tell. `key` is what there can be only one open alert of; the rest as in the table."""

    key: str
    rule: str
    kind: Literal["rate", "turn"]
    title: str
    severity: str
    reason: str
    conversation_id: str | None = None
    turn_id: str | None = None
    value: float | None = None
    limit: float | None = None
    clear: float | None = None
    n: int | None = None
    e_value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRow:
    """An alert as stored."""

    id: str
    rule: str
    kind: Literal["rate", "turn"]
    title: str
    severity: str
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
    verdict: Verdict | None
    verdict_by: str | None
    verdict_at: datetime | None


@dataclass(frozen=True, slots=True)
class Record:
    """What became of a rule's alerts: how many were found right, wrong, or were not looked at."""

    right: int
    wrong: int
    unsaid: int


async def fire(connection: AsyncConnection, database: Database, alert: NewAlert, at: datetime) -> str | None:
    """Store an alert and return its id; None where there is one of the same key already."""
    values = {one.name: getattr(alert, one.name) for one in fields(alert) if one.name != "key"}
    entered = await connection.execute(
        database.insert(alerts)
        .values(id=new_id(), open_key=alert.key, fired_at=at, changed_at=at, **values)
        .on_conflict_do_nothing(index_elements=["open_key"])
        .returning(alerts.c.id)
    )
    identity: str | None = entered.scalar()
    if identity:
        await _emit(connection, "alert.raised", identity, at)
    return identity


async def clear(connection: AsyncConnection, alert_id: str, at: datetime) -> bool:
    """It is over: the next one of its kind will be a new alert. False where it was over already."""
    done = await _mark(connection, alert_id, alerts.c.cleared_at.is_(None), at, cleared_at=at, open_key=None)
    if done:
        await _emit(connection, "alert.resolved", alert_id, at)
    return done


async def escalate(connection: AsyncConnection, alert_id: str, at: datetime) -> bool:
    """Others are told of it, since nobody has acknowledged it. False where that was done, or is no longer needed."""
    needed = and_(alerts.c.escalated_at.is_(None), alerts.c.acknowledged_at.is_(None), alerts.c.cleared_at.is_(None))
    return await _mark(connection, alert_id, needed, at, escalated_at=at)


async def firing_rates(connection: AsyncConnection) -> dict[str, AlertRow]:
    """Alerts on rates that are not over, by rule; acknowledged ones, too."""
    query = select(alerts).where(alerts.c.kind == "rate", alerts.c.cleared_at.is_(None))
    return {row.rule: alert_row(row) for row in await connection.execute(query)}


async def last_cleared(connection: AsyncConnection) -> dict[str, datetime]:
    """By rule, when its last alert was over."""
    query = select(alerts.c.rule, func.max(alerts.c.cleared_at).label("at")).where(alerts.c.cleared_at.is_not(None))
    return {row.rule: row.at for row in await connection.execute(query.group_by(alerts.c.rule))}


async def list_alerts(
    connection: AsyncConnection,
    state: State | None = None,
    rule: str | None = None,
    limit: int = 100,
    cursor: str | None = None,
) -> list[AlertRow]:
    """The latest first; `cursor` is the last one of the page before. Raises NotFound for one that there is not."""
    query = select(alerts).order_by(alerts.c.fired_at.desc(), alerts.c.id.desc()).limit(limit)
    if cursor:
        last = await get_alert(connection, cursor)
        same = and_(alerts.c.fired_at == last.fired_at, alerts.c.id < last.id)
        query = query.where(or_(alerts.c.fired_at < last.fired_at, same))
    if rule:
        query = query.where(alerts.c.rule == rule)
    match state:
        case "firing":
            query = query.where(alerts.c.cleared_at.is_(None), alerts.c.acknowledged_at.is_(None))
        case "cleared":
            query = query.where(alerts.c.cleared_at.is_not(None))
        case "acknowledged":
            query = query.where(alerts.c.cleared_at.is_(None), alerts.c.acknowledged_at.is_not(None))
        case None:
            pass
    return [alert_row(row) for row in await connection.execute(query)]


async def get_alert(connection: AsyncConnection, alert_id: str) -> AlertRow:
    """Raises NotFound."""
    row = (await connection.execute(select(alerts).where(alerts.c.id == alert_id))).first()
    if row is None:
        raise NotFound("There is no such alert: `turnwise alerts list` shows their ids.")
    return alert_row(row)


async def acknowledge(connection: AsyncConnection, alert_id: str, by: str, note: str, at: datetime) -> AlertRow:
    """Somebody has seen to it. Raises NotFound, and NotAllowedNow where somebody did before."""
    first = await _mark(
        connection,
        alert_id,
        alerts.c.acknowledged_at.is_(None),
        at,
        acknowledged_at=at,
        acknowledged_by=by,
        note=note,
    )
    alert = await get_alert(connection, alert_id)
    if not first:
        raise NotAllowedNow(f"{alert.acknowledged_by} has acknowledged this alert already.")
    return alert


async def judge(connection: AsyncConnection, alert_id: str, verdict: Verdict | None, by: str, at: datetime) -> AlertRow:
    """Say whether it was right to raise it; None takes that back. The last word counts. Raises NotFound."""
    said = {"verdict_by": by, "verdict_at": at} if verdict else {"verdict_by": None, "verdict_at": None}
    await _mark(connection, alert_id, true(), at, verdict=verdict, **said)
    return await get_alert(connection, alert_id)


async def record_of(connection: AsyncConnection, rule: str) -> Record:
    """How often a rule was right."""
    query = select(alerts.c.verdict, func.count().label("n")).where(alerts.c.rule == rule).group_by(alerts.c.verdict)
    found = {row.verdict: int(row.n) for row in await connection.execute(query)}
    return Record(found.get("right", 0), found.get("wrong", 0), found.get(None, 0))


async def _mark(
    connection: AsyncConnection, alert_id: str, where: ColumnElement[bool], at: datetime, **values: object
) -> bool:
    done = await connection.execute(
        update(alerts).where(alerts.c.id == alert_id, where).values(changed_at=at, **values).returning(alerts.c.id)
    )
    return done.first() is not None


async def _emit(connection: AsyncConnection, name: EventName, alert_id: str, at: datetime) -> None:
    alert = await get_alert(connection, alert_id)
    shown = ("rule", "kind", "title", "severity", "conversation_id", "turn_id", "value", "limit", "n")
    data = {"alert_id": alert.id} | {one: getattr(alert, one) for one in shown}
    await emit(connection, name, [Happened(alert.id, data | {"raised_at": alert.fired_at.isoformat()})], at)


def alert_row(row: AnyRow) -> AlertRow:
    """A row of `alerts`."""
    values = {one.name: getattr(row, one.name) for one in fields(AlertRow) if one.name != "state"}
    state: State = "firing" if row.acknowledged_at is None else "acknowledged"
    return AlertRow(state="cleared" if row.cleared_at else state, **values)
