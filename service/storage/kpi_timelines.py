"""How many conversations were open at a time, and with one operator: for each kind that is asked for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.rates.cuts import DATE_CUTS, Key, key_of, matches
from evals.rates.load import Events, Span, Timeline, events_of
from evals.rates.observed import Observed
from service.storage.kpi_cell_reads import read_loads
from service.storage.kpi_keeping import Renewed

_DAY = timedelta(days=1)
_NO_EVENTS: Events = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


@dataclass(frozen=True, slots=True)
class Lines:
    """Of conversations of one kind: all of them, and those of each operator."""

    conversations: Timeline = field(default_factory=lambda: Timeline(_NO_EVENTS))
    operators: Sequence[Timeline] = ()


async def read_lines(
    connection: AsyncConnection,
    grain: str,
    keys: Mapping[int, Key],
    span: tuple[datetime, datetime],
    renewed: Sequence[Renewed],
    fields: Sequence[str],
    only: Mapping[str, str | None],
) -> dict[Key, Lines]:
    """By the values of `fields`, right within `span`; `keys` are those of the cells that are wanted."""
    loads = await read_loads(connection, grain, span[0].date(), span[1].date() + _DAY, keys.keys())
    found: dict[tuple[Key, str], list[Events]] = defaultdict(list)
    names = [(keys[dims_id], operator) for dims_id, operator in zip(loads.dims_ids, loads.operators, strict=True)]
    places = {name: place for place, name in enumerate(dict.fromkeys(names))}
    if names:
        of_event = np.array([places[name] for name in names], dtype=np.int64)[loads.source]
        for name, own in zip(places, _split(of_event, len(places), loads.minutes, loads.changes), strict=True):
            found[name].append(own)
    kind = {cut: value for cut, value in only.items() if cut not in DATE_CUTS}
    for sign, seen in ((-1, [one.before.one for one in renewed if one.before]), (1, [one.now for one in renewed])):
        for one in seen:
            for operator, spans in _spans(one).items() if matches(one.record, kind) else ():
                minutes, changes = events_of(spans)
                found[key_of(one.record, fields), operator].append((minutes, sign * changes))
    by_key: dict[Key, dict[str, Timeline]] = defaultdict(dict)
    for (key, operator), events in found.items():
        by_key[key][operator] = Timeline(_joined(events))
    return {
        key: Lines(own.get("", Timeline(_NO_EVENTS)), [line for operator, line in own.items() if operator])
        for key, own in by_key.items()
    }


def _spans(one: Observed) -> dict[str, list[Span]]:
    record = one.record
    spans: dict[str, list[Span]] = defaultdict(list)
    if record.opened_at is not None:
        spans[""].append((record.opened_at, record.closed_at))
    for held in record.assignments:
        spans[held.operator].append((held.since, held.until))
    return spans


def _split(of_event: NDArray[np.int64], n: int, minutes: NDArray[np.int64], changes: NDArray[np.int64]) -> list[Events]:
    """The events of each of `n` timelines."""
    order = np.argsort(of_event, kind="stable")
    ends = np.searchsorted(of_event[order], np.arange(1, n))
    return list(zip(np.split(minutes[order], ends), np.split(changes[order], ends), strict=True))


def _joined(events: Sequence[Events]) -> Events:
    return np.concatenate([minutes for minutes, _ in events]), np.concatenate([changes for _, changes in events])
