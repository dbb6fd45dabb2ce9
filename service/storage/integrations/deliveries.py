"""What is to be told to integrations, and the log of what was: one row for each event and integration.

A delivery is claimed before it is sent. Whoever dies in between leaves it to another process: an integration may hear
of an event twice, by the same `event_id`, never not at all.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import NotFound
from service.storage.tables import event_deliveries, integrations, leads
from service.storage.types import AnyRow

State = Literal["pending", "sent", "failed", "dropped"]
SENDING = timedelta(minutes=2)
"""A process that died while it sent keeps a delivery for so long."""
KEPT = timedelta(days=30)
ANSWER_CHARS = 200
_earlier = event_deliveries.alias("earlier")


@dataclass(frozen=True, slots=True)
class EventDelivery:
    """One event for one integration. `attempts` counts those since it was begun, or begun anew, at `begun_at`."""

    id: str
    event_id: str
    integration_id: str
    event: str
    stream: str
    lead_id: str | None
    data: dict[str, Any]
    at: datetime
    state: State
    attempts: int
    begun_at: datetime
    not_before: datetime
    tried_at: datetime | None
    status: int | None
    answer: str | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended; `again_at` is None where there is no other to come."""

    state: State
    status: int | None = None
    answer: str | None = None
    error: str | None = None
    again_at: datetime | None = None


async def due(connection: AsyncConnection, at: datetime, limit: int = 20) -> list[EventDelivery]:
    """What is to be sent now, the oldest first: at most `limit` to each integration.

    Of what has one stream only the first that still waits, so that it arrives in order.
    """
    place = func.row_number().over(partition_by=event_deliveries.c.integration_id, order_by=event_deliveries.c.id)
    before = exists().where(
        _earlier.c.integration_id == event_deliveries.c.integration_id,
        _earlier.c.stream == event_deliveries.c.stream,
        _earlier.c.state == "pending",
        _earlier.c.id < event_deliveries.c.id,
    )
    waiting = (
        select(event_deliveries, place.label("place"))
        .join(integrations, integrations.c.id == event_deliveries.c.integration_id)
        .where(
            event_deliveries.c.state == "pending",
            event_deliveries.c.not_before <= at,
            integrations.c.active,
            ~before,
        )
        .subquery()
    )
    query = select(waiting).where(waiting.c.place <= limit).order_by(waiting.c.id)
    return [delivery_of(row) for row in await connection.execute(query)]


async def claim(connection: AsyncConnection, delivery_id: str, at: datetime) -> bool:
    """Whether it is this process's to send now; another one's after a while, should it not be told how it ended."""
    claimed = await connection.execute(
        update(event_deliveries)
        .where(
            event_deliveries.c.id == delivery_id,
            event_deliveries.c.state == "pending",
            event_deliveries.c.not_before <= at,
        )
        .values(not_before=at + SENDING, attempts=event_deliveries.c.attempts + 1)
        .returning(event_deliveries.c.id)
    )
    return claimed.first() is not None


async def settle(connection: AsyncConnection, delivery_id: str, outcome: Outcome, at: datetime) -> None:
    """Keep how an attempt ended."""
    values: dict[str, object] = {"state": outcome.state, "status": outcome.status, "tried_at": at}
    values |= {"answer": _cut(outcome.answer), "error": _cut(outcome.error)}
    if outcome.again_at:
        values["not_before"] = outcome.again_at
    await connection.execute(update(event_deliveries).where(event_deliveries.c.id == delivery_id).values(values))


async def list_log(
    connection: AsyncConnection,
    integration_id: str | None = None,
    state: State | None = None,
    limit: int = 100,
    before: str | None = None,
) -> list[EventDelivery]:
    """The latest first; `before` is the id of the last one of the page before."""
    query = select(event_deliveries).order_by(event_deliveries.c.id.desc()).limit(limit)
    if integration_id:
        query = query.where(event_deliveries.c.integration_id == integration_id)
    if state:
        query = query.where(event_deliveries.c.state == state)
    if before:
        query = query.where(event_deliveries.c.id < before)
    return [delivery_of(row) for row in await connection.execute(query)]


async def get_delivery(connection: AsyncConnection, delivery_id: str) -> EventDelivery:
    """Raises NotFound."""
    row = (await connection.execute(select(event_deliveries).where(event_deliveries.c.id == delivery_id))).first()
    if row is None:
        raise NotFound("There is no such delivery: `turnwise webhook log` shows their ids.")
    return delivery_of(row)


async def replay(connection: AsyncConnection, delivery_id: str, at: datetime) -> None:
    """Send it again, by the same `webhook-id`. Raises NotFound."""
    await get_delivery(connection, delivery_id)
    await _begin(connection, event_deliveries.c.id == delivery_id, at)


async def replay_failed(connection: AsyncConnection, integration_id: str, since: datetime, at: datetime) -> int:
    """Send all again that was given up since then; returns how many that are."""
    own = event_deliveries.c.integration_id == integration_id
    return await _begin(connection, own & (event_deliveries.c.state == "failed") & (event_deliveries.c.at >= since), at)


async def prune(connection: AsyncConnection, before: datetime) -> None:
    """Forget what was told, dropped or given up before then."""
    over = (event_deliveries.c.state != "pending") & (event_deliveries.c.at < before)
    await connection.execute(delete(event_deliveries).where(over))


@dataclass(frozen=True, slots=True)
class Synced:
    """How far a lead reached a CRM: `at` is when it was last tried, None while it waits."""

    integration: str
    state: State
    at: datetime | None
    error: str | None


async def sync_of(connection: AsyncConnection, person_id: str) -> list[Synced]:
    """For each CRM that was told of this person's lead, how the latest telling went."""
    query = (
        select(integrations.c.name, event_deliveries)
        .join(integrations, integrations.c.id == event_deliveries.c.integration_id)
        .join(leads, leads.c.id == event_deliveries.c.lead_id)
        .where(leads.c.person_id == person_id, integrations.c.kind == "crm")
    )
    rows = await connection.execute(query.order_by(event_deliveries.c.id))
    latest = {row.integration_id: Synced(row.name, row.state, row.tried_at, row.error) for row in rows}
    return list(latest.values())


async def _begin(connection: AsyncConnection, which: Any, at: datetime) -> int:
    fresh = {"state": "pending", "attempts": 0, "begun_at": at, "not_before": at, "error": None}
    done = await connection.execute(update(event_deliveries).where(which).values(fresh))
    return int(done.rowcount)


def _cut(text: str | None) -> str | None:
    return None if text is None else text.replace("\x00", "")[:ANSWER_CHARS]


def delivery_of(row: AnyRow) -> EventDelivery:
    return EventDelivery(**{column.name: getattr(row, column.name) for column in event_deliveries.c})
