"""How many conversations were open at a time, and with one operator: for each kind that is asked for."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.rates.cuts import DATE_CUTS, Key, key_of, matches
from evals.rates.lines import Lines
from evals.rates.load import Asked, Events, Load, OperatorLoad, Span, events_of, joined, loads, operator_loads
from evals.rates.observed import Observed
from service.storage.kpi_cell_reads import read_loads
from service.storage.kpi_keeping import Renewed

_T = TypeVar("_T")
_DAY = timedelta(days=1)
_ALL = ""
"""In place of an operator: conversations, whoever has them."""


@dataclass(frozen=True, slots=True)
class OpenLines:
    """How many conversations were open, along a line for each kind; with an operator, along one for each of both."""

    kinds: Mapping[Key, int]
    conversations: Lines
    operators: Lines
    of_kinds: Sequence[range]

    def loads(self, asked: Sequence[tuple[Key, datetime, datetime]]) -> list[tuple[Load, OperatorLoad]]:
        """Of each kind in its time; of a kind that is not known there was nobody."""
        nobody = len(self.kinds)
        lines = [Asked(self.kinds.get(key, nobody), since, until) for key, since, until in asked]
        of_operators = operator_loads(self.operators, self.of_kinds, lines)
        return list(zip(loads(self.conversations, lines), of_operators, strict=True))


async def read_lines(
    connection: AsyncConnection,
    grain: str,
    keys: Mapping[int, Key],
    span: tuple[datetime, datetime],
    renewed: Sequence[Renewed],
    fields: Sequence[str],
    only: Mapping[str, str | None],
) -> OpenLines:
    """By the values of `fields`, right within `span`; `keys` are those of the cells that are wanted."""
    stored = await read_loads(connection, grain, span[0].date(), span[1].date() + _DAY, keys.keys())
    kind = {cut: value for cut, value in only.items() if cut not in DATE_CUTS}
    numbers: dict[Key, int] = {}
    operators: dict[str, int] = {_ALL: 0}
    ids, places = np.unique(stored.dims_ids, return_inverse=True)
    of_ids = np.array([_number(numbers, keys[dims_id]) for dims_id in ids.tolist()], dtype=np.int64)
    for operator in set(stored.operators):
        _number(operators, operator)
    of_rows = np.array([operators[operator] for operator in stored.operators], dtype=np.int64)
    found = [(stored.minutes, stored.changes)]
    of_kind, of_operator = [of_ids[places][stored.source]], [of_rows[stored.source]]
    for sign, seen in ((-1, [one.before.one for one in renewed if one.before]), (1, [one.now for one in renewed])):
        for one in seen:
            for operator, spans in _spans(one).items() if matches(one.record, kind) else ():
                minutes, changes = events_of(spans)
                found.append((minutes, sign * changes))
                of_kind.append(np.full(minutes.size, _number(numbers, key_of(one.record, fields))))
                of_operator.append(np.full(minutes.size, _number(operators, operator)))
    return await asyncio.to_thread(
        _laid_out, numbers, len(operators), np.concatenate(of_kind), np.concatenate(of_operator), joined(found)
    )


def _laid_out(
    kinds: Mapping[Key, int], operators: int, of_kind: NDArray[np.int64], of_operator: NDArray[np.int64], events: Events
) -> OpenLines:
    """One line more than there are kinds: that of nobody."""
    minutes, changes = events
    whole, apart = of_operator == 0, of_operator > 0
    held, lines = np.unique(of_kind[apart] * operators + of_operator[apart], return_inverse=True)
    ends = held.searchsorted(np.arange(len(kinds) + 2) * operators).tolist()
    return OpenLines(
        kinds,
        Lines(of_kind[whole], minutes[whole], changes[whole], len(kinds) + 1),
        Lines(lines, minutes[apart], changes[apart], held.size),
        [range(*ends[place : place + 2]) for place in range(len(kinds) + 1)],
    )


def _number(numbers: dict[_T, int], value: _T) -> int:
    """The value's number, from 0, in the order in which values are first seen."""
    return numbers.setdefault(value, len(numbers))


def _spans(one: Observed) -> dict[str, list[Span]]:
    record = one.record
    spans: dict[str, list[Span]] = defaultdict(list)
    if record.opened_at is not None:
        spans[_ALL].append((record.opened_at, record.closed_at))
    for held in record.assignments:
        spans[held.operator].append((held.since, held.until))
    return spans
