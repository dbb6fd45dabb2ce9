"""How many conversations were open at a time, and with one operator: for each kind that is asked for."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.rates.cuts import DATE_CUTS, Key, key_of, matches
from evals.rates.lines import Lines, Runs, joined
from evals.rates.load import Asked, Load, OperatorLoad, Span, loads, operator_loads, runs_of
from evals.rates.observed import Observed
from evals.rates.packing import unpack_counts
from service.storage.rates.cell_reads import Loads, read_loads
from service.storage.rates.keeping import Renewed

_T = TypeVar("_T")
_DAY = timedelta(days=1)
_ALL = ""
"""In place of an operator: conversations, whoever has them."""


@dataclass(frozen=True, slots=True)
class _Apart:
    """Spans of one conversation that the rows do not hold as they are: to be added, or taken back with a sign of -1."""

    sign: int
    kind: Key
    operator: str
    spans: Sequence[Span]


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
    anew = [(-1, one.before.one) for one in renewed if one.before] + [(1, one.now) for one in renewed]
    apart = [
        _Apart(sign, key_of(one.record, fields), operator, spans)
        for sign, one in anew
        if matches(one.record, kind)
        for operator, spans in _spans(one).items()
    ]
    return await asyncio.to_thread(_laid_out, stored, keys, apart)


def _laid_out(stored: Loads, keys: Mapping[int, Key], apart: Sequence[_Apart]) -> OpenLines:
    """Along one line more than there are kinds: that of nobody."""
    kinds: dict[Key, int] = {}
    operators: dict[str, int] = {_ALL: 0}
    ids, places = np.unique(stored.dims_ids, return_inverse=True)
    of_ids = np.array([_number(kinds, keys[dims_id]) for dims_id in ids.tolist()], dtype=np.int64)
    of_kind = of_ids[places]
    for operator in set(stored.operators):
        _number(operators, operator)
    of_operator = np.array([operators[operator] for operator in stored.operators], dtype=np.int64)
    numbers = [(_number(kinds, one.kind), _number(operators, one.operator)) for one in apart]

    # Rows and spans stand on the line of their kind; or of their kind and operator, where these occur together.
    n = len(operators)
    both = of_kind * n + of_operator
    of_apart = np.array([kind * n + operator for kind, operator in numbers], dtype=np.int64)
    held = np.unique(np.concatenate((both[both % n > 0], of_apart[of_apart % n > 0])))
    ends = held.searchsorted(np.arange(len(kinds) + 2) * n).tolist()

    def lines(of_rows: NDArray[np.int64], of_spans: NDArray[np.int64], *, with_operator: bool, count: int) -> Lines:
        rows = ((both % n > 0) == with_operator).nonzero()[0]
        spans = ((of_apart % n > 0) == with_operator).nonzero()[0]
        stored_runs = _stored(stored, rows, of_rows[rows])
        return Lines(joined([stored_runs, _single([apart[place] for place in spans], of_spans[spans])]), count)

    return OpenLines(
        kinds,
        lines(of_kind, of_apart // n, with_operator=False, count=len(kinds) + 1),
        lines(held.searchsorted(both), held.searchsorted(of_apart), with_operator=True, count=held.size),
        [range(*ends[place : place + 2]) for place in range(len(kinds) + 1)],
    )


def _stored(stored: Loads, rows: NDArray[np.int64], lines: NDArray[np.int64]) -> Runs:
    """These rows, each on its line."""
    minutes, changes, lengths = unpack_counts([stored.changes[row] for row in rows.tolist()])
    return Runs(lines, stored.begins[rows], lengths, minutes, changes)


def _single(apart: Sequence[_Apart], lines: NDArray[np.int64]) -> Runs:
    """These spans, each on its line."""
    runs = runs_of(zip(lines.tolist(), (one.spans for one in apart), strict=True))
    signs = np.array([one.sign for one in apart], dtype=np.int64)
    return replace(runs, changes=runs.changes * signs.repeat(runs.lengths))


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
