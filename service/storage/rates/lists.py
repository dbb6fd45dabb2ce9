"""The conversations behind a number, read page by page: found by a bit of their facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.conversation import ConversationRecord
from evals.rates.amounts import AMOUNTS, unit_of
from evals.rates.behind import Part, behind, belongs, listable
from evals.rates.contribution import FINEST, GRAINS
from evals.rates.counted import Counted
from evals.rates.cuts import DATE_CUTS
from evals.rates.observed import Observed
from service.errors import InvalidRequest
from service.storage.rates.cells import fields_by_id
from service.storage.rates.facts import facts_of, observed
from service.storage.rates.keeping import Renewed
from service.storage.rates.measuring import Wanted
from service.storage.tables import kpi_facts

_READ, _FEW, _RARE = 500, 500, 20


@dataclass(frozen=True, slots=True)
class Behind:
    """A conversation behind a number: it adds `successes` of `n`; `amounts` are its seconds, or its cost."""

    record: ConversationRecord
    share: Counted
    amounts: tuple[float, ...]

    @property
    def place(self) -> tuple[datetime, str]:
        """The latest come first."""
        return self.record.started_at, self.record.id


@dataclass(frozen=True, slots=True)
class Page:
    """The latest first; `next` asks for the page after this one."""

    rows: Sequence[Behind]
    next: str | None


async def list_behind(
    connection: AsyncConnection,
    number: str,
    wanted: Wanted,
    part: Part,
    renewed: Sequence[Renewed],
    over: float | None,
    cursor: str | None,
    limit: int,
) -> Page:
    """Those that count as `part` of the number; `renewed` as they are now. Raises InvalidRequest.

    `cursor` is the last one of the page before.
    """
    after = await _place(connection, cursor, renewed) if cursor is not None else None
    anew = [_behind(number, one.now, wanted, part, over) for one in renewed]
    rows = [one for one in anew if one and (after is None or one.place < after)]
    changed = {one.now.record.id for one in renewed}
    kind = {cut: value for cut, value in wanted.only.items() if cut not in DATE_CUTS}
    # Nearly all that is read is wanted, unless something is asked for that no column tells.
    read = _READ if kind or over is not None else min(_READ, limit + len(renewed) + 1)
    query = _query(number, wanted, part).limit(read)
    stored: list[Behind] = []
    place = after
    while len(stored) <= limit:
        found = (await connection.execute(query.where(_before(place)) if place else query)).all()
        for row in found:
            known = _behind(number, observed(row), wanted, part, over)
            if known and row.conversation_id not in changed:
                stored.append(known)
        if len(found) < read:
            break
        place = found[-1].started_at, found[-1].conversation_id
        if kind and len(stored) * _RARE < read:
            query, kind = await _narrowed(connection, query, kind), {}
    rows = sorted([*rows, *stored], key=lambda one: one.place, reverse=True)
    return Page(rows[:limit], rows[limit - 1].record.id if len(rows) > limit else None)


def _query(number: str, wanted: Wanted, part: Part) -> Select[Any]:
    facts, bit = kpi_facts.c, 1 << listable().index(number)
    since, until = wanted.span
    marks = {"yes": facts.hits, "no": facts.misses, "all": facts.hits.bitwise_or(facts.misses)}[part]
    query = select(kpi_facts).where(facts.started_at >= since, facts.started_at < until, marks.bitwise_and(bit) != 0)
    return query.order_by(facts.started_at.desc(), facts.conversation_id.desc())


async def _narrowed(connection: AsyncConnection, query: Select[Any], kind: Mapping[str, str | None]) -> Select[Any]:
    """Only those of a kind, where it is rare: what kinds there are takes a while to read."""
    dims = await fields_by_id(connection, FINEST)
    fits = [number for number, fields in dims.items() if _fits(fields, kind)]
    return query.where(kpi_facts.c.dims_id.in_(fits)) if len(fits) <= _FEW else query


def _fits(fields: Sequence[str | None], kind: Mapping[str, str | None]) -> bool:
    named = dict(zip(GRAINS[FINEST], fields, strict=True))
    return all(named[cut] == value for cut, value in kind.items())


def _before(place: tuple[datetime, str]) -> ColumnElement[bool]:
    at, conversation_id = place
    same = and_(kpi_facts.c.started_at == at, kpi_facts.c.conversation_id < conversation_id)
    return or_(kpi_facts.c.started_at < at, same)


def _behind(number: str, one: Observed, wanted: Wanted, part: Part, over: float | None) -> Behind | None:
    share = behind(one).get(number, Counted(0, 0))
    amounts = tuple(value / unit_of(number) for value in AMOUNTS[number](one.record)) if number in AMOUNTS else ()
    if not wanted.holds(one) or not belongs(share, part) or (over is not None and not any(a > over for a in amounts)):
        return None
    return Behind(one.record, share, amounts)


async def _place(connection: AsyncConnection, cursor: str, renewed: Sequence[Renewed]) -> tuple[datetime, str]:
    known = {one.now.record.id: one.now for one in renewed}
    known |= {id: fact.one for id, fact in (await facts_of(connection, [cursor])).items()}  # noqa: A001
    if cursor not in known:
        raise InvalidRequest("The cursor is not from this list: start at the first page.")
    return known[cursor].record.started_at, cursor
