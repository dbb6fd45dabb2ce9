"""How many conversations were open at a time, and with one operator: for each kind that is asked for."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.rates.cuts import DATE_CUTS, Key, key_of, matches
from evals.rates.load import Events, OperatorLines, Span, Timeline, events_of, joined, operator_lines
from evals.rates.observed import Observed
from service.storage.kpi_cell_reads import read_loads
from service.storage.kpi_keeping import Renewed

_T = TypeVar("_T")
_DAY = timedelta(days=1)
_ALL = ""
"""In place of an operator: conversations, whoever has them."""
_NOBODY: Events = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


@dataclass(frozen=True, slots=True)
class Lines:
    """Of conversations of one kind: all of them, and those of each operator."""

    conversations: Timeline = field(default_factory=lambda: Timeline(_NOBODY))
    operators: OperatorLines = field(default_factory=lambda: operator_lines(()))


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
    kind = {cut: value for cut, value in only.items() if cut not in DATE_CUTS}
    numbers: dict[Key, int] = {}
    operators: dict[str, int] = {_ALL: 0}
    ids, places = np.unique(loads.dims_ids, return_inverse=True)
    of_ids = np.array([_number(numbers, keys[dims_id]) for dims_id in ids.tolist()], dtype=np.int64)
    for operator in set(loads.operators):
        _number(operators, operator)
    of_rows = np.array([operators[operator] for operator in loads.operators], dtype=np.int64)
    found = [(loads.minutes, loads.changes)]
    of_key, of_operator = [of_ids[places][loads.source]], [of_rows[loads.source]]
    for sign, seen in ((-1, [one.before.one for one in renewed if one.before]), (1, [one.now for one in renewed])):
        for one in seen:
            for operator, spans in _spans(one).items() if matches(one.record, kind) else ():
                minutes, changes = events_of(spans)
                found.append((minutes, sign * changes))
                of_key.append(np.full(minutes.size, _number(numbers, key_of(one.record, fields))))
                of_operator.append(np.full(minutes.size, _number(operators, operator)))
    return await asyncio.to_thread(
        _by_key, list(numbers), np.concatenate(of_key), np.concatenate(of_operator), *joined(found)
    )


def _by_key(
    keys: Sequence[Key],
    of_key: NDArray[np.int64],
    of_operator: NDArray[np.int64],
    minutes: NDArray[np.int64],
    changes: NDArray[np.int64],
) -> dict[Key, Lines]:
    order = of_key.astype(np.min_scalar_type(len(keys))).argsort(kind="stable")  # small numbers are sorted faster
    ends = of_key[order].searchsorted(np.arange(1, len(keys)))
    found: dict[Key, Lines] = {}
    for key, own in zip(keys, np.split(order, ends), strict=False):  # without a key there is one part still
        operators = of_operator[own]
        apart = own[operators > 0]
        whole = own[operators == 0]
        found[key] = Lines(
            Timeline((minutes[whole], changes[whole])),
            OperatorLines(of_operator[apart] - 1, (minutes[apart], changes[apart])),
        )
    return found


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
