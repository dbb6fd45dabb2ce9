"""What is to be told of alerts, to whom: one row for each event and target, written in the transaction of the event."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Select, and_, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.alerts.alerts import AlertRow, alert_row
from service.storage.database import upsert
from service.storage.tables import alert_deliveries as deliveries
from service.storage.tables import alerts
from service.storage.types import AnyRow, new_id

Event = Literal["fired", "escalated", "cleared"]
SENDING = timedelta(minutes=5)
"""A process that died while it sent keeps a delivery for so long."""
MOST_ATTEMPTS = 12
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Delivery:
    """An event of an alert for one target."""

    id: str
    alert: AlertRow
    event: Event
    target: str
    state: Literal["pending", "sent", "failed", "dropped"]
    attempts: int
    not_before: datetime
    sent_at: datetime | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """When an alert was first taken by anybody, and what was not taken, and why; None where all was."""

    sent_at: datetime | None
    failed: str | None


async def promise(
    connection: AsyncConnection, alert_id: str, event: Event, targets: Iterable[str], at: datetime
) -> None:
    """This event of the alert is to be told to these; what is promised already stays as it is."""
    rows = [
        {"id": new_id(), "alert_id": alert_id, "event": event, "target": one, "created_at": at, "not_before": at}
        for one in targets
    ]
    if rows:
        made = upsert(connection, deliveries).values(rows)
        await connection.execute(made.on_conflict_do_nothing(index_elements=["alert_id", "event", "target"]))


async def told_targets(connection: AsyncConnection, alert_id: str) -> list[str]:
    """Whom this alert was, or is to be, told: they are told of its end, too."""
    query = select(deliveries.c.target).where(deliveries.c.alert_id == alert_id).distinct()
    return sorted((await connection.execute(query)).scalars())


async def due(connection: AsyncConnection, at: datetime, severities: Sequence[str], limit: int = 50) -> list[Delivery]:
    """What is to be told now of alerts of these severities, the oldest first; at most `limit` to each target.

    So neither what keeps quiet nor a target that takes nothing stands before what others wait for.
    """
    order = (deliveries.c.created_at, deliveries.c.id)
    place = func.row_number().over(partition_by=deliveries.c.target, order_by=order).label("place")
    waiting = (
        select(deliveries.c.id, place)
        .join(alerts, alerts.c.id == deliveries.c.alert_id)
        .where(deliveries.c.state == "pending", deliveries.c.not_before <= at, alerts.c.severity.in_(severities))
        .subquery()
    )
    query = _joined().join(waiting, waiting.c.id == deliveries.c.id).where(waiting.c.place <= limit)
    return [_stored(row) for row in await connection.execute(query.order_by(*order))]


async def list_failing(connection: AsyncConnection, limit: int = 100) -> list[Delivery]:
    """What was not taken at the last attempt, or given up; the latest first."""
    query = _joined().where(deliveries.c.state.in_(("pending", "failed")), deliveries.c.error.is_not(None))
    rows = await connection.execute(query.order_by(deliveries.c.created_at.desc(), deliveries.c.id).limit(limit))
    return [_stored(row) for row in rows]


async def how_told(connection: AsyncConnection, alert_ids: Sequence[str]) -> dict[str, Told]:
    """By alert, how far the telling of it went."""
    query = select(deliveries).where(deliveries.c.alert_id.in_(alert_ids))
    found: dict[str, list[AnyRow]] = {alert_id: [] for alert_id in alert_ids}
    for row in await connection.execute(query.order_by(deliveries.c.created_at, deliveries.c.id)):
        found[row.alert_id].append(row)
    return {alert_id: _told(rows) for alert_id, rows in found.items()}


async def first_was_told(connection: AsyncConnection, delivery: Delivery) -> bool | None:
    """Whether the target knows that the alert fired; None while another process may be telling it."""
    former = (deliveries.c.alert_id == delivery.alert.id, deliveries.c.target == delivery.target)
    query = select(deliveries).where(*former, deliveries.c.event != "cleared")
    rows = (await connection.execute(query)).all()
    if any(row.state == "sent" for row in rows):
        return True
    return None if any(row.state == "pending" and row.attempts for row in rows) else False


async def claim(connection: AsyncConnection, delivery_id: str, at: datetime) -> bool:
    """Whether it is this process's to send now; another one's after a while, should it not be told how it ended."""
    claimed = await connection.execute(
        update(deliveries)
        .where(deliveries.c.id == delivery_id, deliveries.c.state == "pending", deliveries.c.not_before <= at)
        .values(not_before=at + SENDING, attempts=deliveries.c.attempts + 1)
        .returning(deliveries.c.id)
    )
    return claimed.first() is not None


async def sent(connection: AsyncConnection, delivery: Delivery, at: datetime) -> None:
    """The target took it."""
    await _settle(connection, delivery, state="sent", sent_at=at, error=None)


async def dropped(connection: AsyncConnection, delivery: Delivery) -> None:
    """There is nothing to tell any more."""
    await _settle(connection, delivery, state="dropped")


async def not_sent(
    connection: AsyncConnection,
    delivery: Delivery,
    why: str,
    at: datetime,
    *,
    permanent: bool = False,
    retry_after_s: float | None = None,
) -> None:
    """It was not taken: later again, each time after twice as long, 12 times within a day; or never."""
    tries = delivery.attempts + 1
    wait = min(_FIRST_WAIT * 2 ** (tries - 1), _LONGEST_WAIT)
    wait = max(wait, min(timedelta(seconds=retry_after_s or 0), _LONGEST_WAIT))
    state = "failed" if permanent or tries >= MOST_ATTEMPTS else "pending"
    await _settle(connection, delivery, state=state, error=why[:200], not_before=at + wait)


async def send_again(connection: AsyncConnection, at: datetime) -> int:
    """Begin anew with all that was given up or waits to be tried again; returns how many that are."""
    done = await connection.execute(
        update(deliveries)
        .where(
            or_(deliveries.c.state == "failed", and_(deliveries.c.state == "pending", deliveries.c.error.is_not(None)))
        )
        .values(state="pending", attempts=0, not_before=at)
    )
    return int(done.rowcount)


async def to_escalate(connection: AsyncConnection, before: datetime, severities: Sequence[str]) -> list[AlertRow]:
    """Alerts of which somebody was told before then, or was tried to be, and that nobody has acknowledged since."""
    tried = exists().where(
        deliveries.c.alert_id == alerts.c.id,
        deliveries.c.event == "fired",
        or_(deliveries.c.sent_at <= before, and_(deliveries.c.attempts > 0, deliveries.c.created_at <= before)),
    )
    query = select(alerts).where(
        alerts.c.cleared_at.is_(None),
        alerts.c.acknowledged_at.is_(None),
        alerts.c.escalated_at.is_(None),
        alerts.c.severity.in_(severities),
        tried,
    )
    return [alert_row(row) for row in await connection.execute(query.order_by(alerts.c.fired_at))]


def _told(rows: Sequence[AnyRow]) -> Told:
    failing = [
        f"{row.target}: {row.error} ({row.attempts} attempts{', given up' if row.state == 'failed' else ''})"
        for row in rows
        if row.state in ("pending", "failed") and row.error
    ]
    sent = [row.sent_at for row in rows if row.sent_at]
    return Told(min(sent, default=None), "; ".join(failing) or None)


async def _settle(connection: AsyncConnection, delivery: Delivery, **values: object) -> None:
    await connection.execute(update(deliveries).where(deliveries.c.id == delivery.id).values(values))


def _joined() -> Select[Any]:
    return select(
        alerts,
        *(
            deliveries.c[name].label(f"delivery_{name}")
            for name in ("id", "event", "target", "state", "attempts", "not_before", "sent_at", "error")
        ),
    ).join(deliveries, deliveries.c.alert_id == alerts.c.id)


def _stored(row: AnyRow) -> Delivery:
    return Delivery(
        id=row.delivery_id,
        alert=alert_row(row),
        event=row.delivery_event,
        target=row.delivery_target,
        state=row.delivery_state,
        attempts=row.delivery_attempts,
        not_before=row.delivery_not_before,
        sent_at=row.delivery_sent_at,
        error=row.delivery_error,
    )
