"""Reports as stored: made, changed, found when they are due, and promised to whom they are sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import InvalidRequest, NotFound
from service.report import Content, Schedule
from service.storage.integrations.deliveries import EventDelivery, delivery_of
from service.storage.tables import event_deliveries, integrations, reports, users
from service.storage.types import AnyRow, new_id

READY = "report.ready"


@dataclass(frozen=True, slots=True)
class Report:
    """`next_at` is when it is sent next, `sent_at` when it was last."""

    id: str
    name: str
    owner_id: str
    owner: str
    shared: bool
    content: Content
    schedule: Schedule | None
    next_at: datetime | None
    sent_at: datetime | None
    changed_at: datetime


async def list_reports(connection: AsyncConnection, user_id: str, limit: int = 500) -> list[Report]:
    """A user's own and all that are shared, by name."""
    query = _joined().where(_seen_by(user_id)).order_by(reports.c.name, reports.c.id).limit(limit)
    return [_report(row) for row in await connection.execute(query)]


async def all_reports(connection: AsyncConnection) -> list[Report]:
    """Everybody's, for who runs the installation."""
    return [_report(row) for row in await connection.execute(_joined().order_by(reports.c.name, reports.c.id))]


async def get_report(connection: AsyncConnection, report_id: str, user_id: str | None = None) -> Report:
    """One that the user may see; without a user, any. Raises NotFound."""
    query = _joined().where(reports.c.id == report_id)
    row = (await connection.execute(query.where(_seen_by(user_id)) if user_id else query)).first()
    if row is None:
        raise NotFound("There is no such report, or it is another user's own.")
    return _report(row)


async def find_report(connection: AsyncConnection, given: str) -> Report:
    """Anybody's, by its id or its whole name. Raises NotFound, and InvalidRequest where several are called so."""
    query = _joined().where(or_(reports.c.id == given, reports.c.name == given)).order_by(reports.c.id)
    found = [_report(row) for row in await connection.execute(query)]
    if not found:
        raise NotFound("There is no report of this id or name: `turnwise report list` tells them.")
    if len(found) > 1:
        ids = ", ".join(one.id for one in found)
        raise InvalidRequest(f"{len(found)} reports are called so, name one by its id: {ids}")
    return found[0]


async def add_report(
    connection: AsyncConnection,
    name: str,
    owner_id: str,
    content: Content,
    schedule: Schedule | None,
    at: datetime,
    *,
    shared: bool,
) -> str:
    """Returns its id."""
    report_id = new_id()
    values = _values(name, content, schedule, at, shared=shared)
    await connection.execute(insert(reports).values(id=report_id, owner_id=owner_id, created_at=at, **values))
    return report_id


async def change_report(
    connection: AsyncConnection,
    report_id: str,
    name: str,
    content: Content,
    schedule: Schedule | None,
    at: datetime,
    *,
    shared: bool,
) -> None:
    """All of it anew; it is due by its new schedule."""
    values = _values(name, content, schedule, at, shared=shared)
    await connection.execute(update(reports).where(reports.c.id == report_id).values(values))


async def remove_report(connection: AsyncConnection, report_id: str) -> None:
    """What was sent of it stays in the log."""
    await connection.execute(delete(reports).where(reports.c.id == report_id))


async def due_reports(connection: AsyncConnection, at: datetime) -> list[Report]:
    """Those that should be sent by then."""
    rows = await connection.execute(_joined().where(reports.c.next_at <= at).order_by(reports.c.next_at))
    return [_report(row) for row in rows]


async def move_on(connection: AsyncConnection, report: Report, next_at: datetime, at: datetime) -> bool:
    """Take on what is due; False where another process has, or where somebody has changed the report since."""
    taken = await connection.execute(
        update(reports)
        .where(reports.c.id == report.id, reports.c.next_at == report.next_at)
        .values(next_at=next_at, sent_at=at)
        .returning(reports.c.id)
    )
    return taken.first() is not None


async def receivers(connection: AsyncConnection, wanted: Sequence[str]) -> list[str]:
    """Those of the integrations that are active and take reports."""
    query = select(integrations.c.id, integrations.c.events).where(integrations.c.id.in_(wanted), integrations.c.active)
    return [row.id for row in await connection.execute(query) if READY in row.events]


async def promise_report(
    connection: AsyncConnection, report_id: str, to: Sequence[str], data: dict[str, Any], at: datetime
) -> int:
    """To be sent to these; returns to how many."""
    event_id = new_id()
    rows = [
        {
            "id": new_id(),
            "event_id": event_id,
            "integration_id": one,
            "event": READY,
            "stream": report_id,
            "data": data,
            "at": at,
            "begun_at": at,
            "not_before": at,
        }
        for one in await receivers(connection, to)
    ]
    if rows:
        await connection.execute(insert(event_deliveries), rows)
    return len(rows)


async def report_log(connection: AsyncConnection, report_id: str, limit: int = 50) -> list[EventDelivery]:
    """What was sent of it, the latest first."""
    query = select(event_deliveries).where(event_deliveries.c.event == READY, event_deliveries.c.stream == report_id)
    rows = await connection.execute(query.order_by(event_deliveries.c.id.desc()).limit(limit))
    return [delivery_of(row) for row in rows]


def _values(name: str, content: Content, schedule: Schedule | None, at: datetime, *, shared: bool) -> dict[str, Any]:
    return {
        "name": name,
        "shared": shared,
        "content": content.model_dump(mode="json"),
        "schedule": schedule.model_dump(mode="json") if schedule else None,
        "next_at": schedule.after(at) if schedule else None,
        "changed_at": at,
    }


def _seen_by(user_id: str) -> ColumnElement[bool]:
    return or_(reports.c.shared, reports.c.owner_id == user_id)


def _joined() -> Any:
    return select(reports, users.c.email.label("owner")).join(users, users.c.id == reports.c.owner_id)


def _report(row: AnyRow) -> Report:
    return Report(
        id=row.id,
        name=row.name,
        owner_id=row.owner_id,
        owner=row.owner,
        shared=row.shared,
        content=Content.model_validate(row.content),
        schedule=Schedule.model_validate(row.schedule) if row.schedule else None,
        next_at=row.next_at,
        sent_at=row.sent_at,
        changed_at=row.changed_at,
    )
