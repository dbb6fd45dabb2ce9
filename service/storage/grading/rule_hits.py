"""Hits of rules as managers and operators see them: listed, appealed against, upheld or withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Join, Select, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import NotAllowedNow, NotFound
from service.storage.kpi_changes import mark
from service.storage.tables import rule_hits, users
from service.storage.types import AnyRow

HitState = Literal["counted", "appealed", "upheld", "withdrawn"]
Resolution = Literal["upheld", "withdrawn"]
Severity = Literal["info", "minor", "major", "critical"]
AGENT = "agent"
"""Stands for the agent where operators are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HitFilters:
    """Which hits are wanted; None takes all. `operator` is an e-mail address, or `agent`; times are of the reply."""

    rule: str | None = None
    severity: Severity | None = None
    state: HitState | None = None
    operator: str | None = None
    conversation_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredHit:
    """A hit. `operator` is an e-mail address, None for the agent; the place is that of reply number `reply`."""

    id: str
    turn_id: str
    conversation_id: str
    version: str
    rule: str
    title: str
    severity: str
    points: int
    operator: str | None
    reply: int
    start: int
    end: int
    quote: str
    reason: str
    at: datetime
    state: str
    appeal_note: str | None
    appealed_by: str | None
    appealed_at: datetime | None
    resolution_note: str | None
    resolved_by: str | None
    resolved_at: datetime | None


async def list_hits(
    connection: AsyncConnection, filters: HitFilters, limit: int, before: str | None = None
) -> list[StoredHit]:
    """The latest hits; `before` is the id of the last one of the page before. Raises NotFound where there is none."""
    query = _hits().where(*wanted(filters))
    if before is not None:
        last = await get_hit(connection, before)
        query = query.where(tuple_(rule_hits.c.at, rule_hits.c.id) < tuple_(last.at, last.id))
    query = query.order_by(rule_hits.c.at.desc(), rule_hits.c.id.desc()).limit(limit)
    return [_hit(row) for row in await connection.execute(query)]


async def count_hits(connection: AsyncConnection, filters: HitFilters) -> int:
    """How many there are."""
    query = select(func.count()).select_from(_joined()).where(*wanted(filters))
    return int((await connection.execute(query)).scalar_one())


async def hits_by_rule(connection: AsyncConnection, since: datetime | None = None) -> dict[str, int]:
    """How often each rule has hit since then; what was withdrawn does not count."""
    query = select(rule_hits.c.rule, func.count().label("n")).where(rule_hits.c.state != "withdrawn")
    if since is not None:
        query = query.where(rule_hits.c.at >= since)
    return {row.rule: int(row.n) for row in await connection.execute(query.group_by(rule_hits.c.rule))}


async def get_hit(connection: AsyncConnection, hit_id: str) -> StoredHit:
    """One of them. Raises NotFound."""
    row = (await connection.execute(_hits().where(rule_hits.c.id == hit_id))).first()
    if row is None:
        raise NotFound("There is no such hit: the turn may have been graded again since.")
    return _hit(row)


async def appeal(connection: AsyncConnection, hit_id: str, note: str, by: str, at: datetime) -> None:
    """Object to a hit, once. Raises NotFound, NotAllowedNow."""
    changed = await connection.execute(
        update(rule_hits)
        .where(rule_hits.c.id == hit_id, rule_hits.c.state == "counted")
        .values(state="appealed", appeal_note=note, appealed_by=by, appealed_at=at)
    )
    if not changed.rowcount:
        state = (await get_hit(connection, hit_id)).state
        raise NotAllowedNow(f"This hit is {state}: only one that counts and that nobody objected to can be appealed.")


async def resolve(
    connection: AsyncConnection, hit_id: str, resolution: Resolution, note: str, by: str, at: datetime
) -> None:
    """Decide on a hit, appealed against or not. Raises NotFound, NotAllowedNow where somebody has decided already."""
    changed = await connection.execute(
        update(rule_hits)
        .where(rule_hits.c.id == hit_id, rule_hits.c.state.in_(("counted", "appealed")))
        .values(state=resolution, resolution_note=note, resolved_by=by, resolved_at=at)
    )
    if not changed.rowcount:
        hit = await get_hit(connection, hit_id)
        raise NotAllowedNow(f"This hit is {hit.state} already: {hit.resolved_by} has decided.")
    await mark(connection, [(await get_hit(connection, hit_id)).conversation_id])


def wanted(filters: HitFilters) -> Sequence[ColumnElement[bool]]:
    """The filters as conditions on `rule_hits`, joined with `users`."""
    conditions: list[ColumnElement[bool]] = []
    for column, value in (
        (rule_hits.c.rule, filters.rule),
        (rule_hits.c.severity, filters.severity),
        (rule_hits.c.state, filters.state),
        (rule_hits.c.conversation_id, filters.conversation_id),
    ):
        if value is not None:
            conditions.append(column == value)
    if filters.operator is not None:
        agent = filters.operator == AGENT
        conditions.append(rule_hits.c.operator_id.is_(None) if agent else users.c.email == filters.operator)
    if filters.since is not None:
        conditions.append(rule_hits.c.at >= filters.since)
    if filters.until is not None:
        conditions.append(rule_hits.c.at < filters.until)
    return conditions


def _joined() -> Join:
    return rule_hits.outerjoin(users, users.c.id == rule_hits.c.operator_id)


def _hits() -> Select[Any]:
    return select(rule_hits, users.c.email.label("operator")).select_from(_joined())


def _hit(row: AnyRow) -> StoredHit:
    same = {name: getattr(row, name) for name in StoredHit.__dataclass_fields__ if name not in ("start", "end")}
    return StoredHit(start=row.start_char, end=row.end_char, **same)
