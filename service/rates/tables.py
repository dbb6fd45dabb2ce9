"""Rates, and the conversations behind them, as tables for spreadsheets (CSV) and data frames (Parquet)."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from evals.kpi import Group, Kpis
from evals.kpi_comparison import Compared
from evals.kpi_json import to_json
from service.errors import NotInstalled
from service.spreadsheet import BYTE_ORDER_MARK, csv_lines
from service.storage.rates.lists import Behind

Cell = str | int | float | Decimal | datetime | None
_MONEY = ("total", "mean", "spend")
FIELDS = (
    "channel",
    "account",
    "operator_group",
    "language",
    "prompt_version",
    "model",
    "knowledge_version",
    "started_at",
    "opened_at",
    "closed_at",
    "closed_by",
    "outcome",
    "rating",
)
"""What is told of a conversation behind a number, besides its id and what it counts for."""


class Format(StrEnum):
    """What a table is written as."""

    CSV = "csv"
    PARQUET = "parquet"

    @property
    def media_type(self) -> str:
        """For the Content-Type header."""
        return "text/csv; charset=utf-8" if self is Format.CSV else "application/vnd.apache.parquet"


@dataclass(frozen=True, slots=True)
class Table:
    """Each row has a cell for each column."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def group_table(groups: Sequence[Group | Compared]) -> Table:
    """A row for each group: its key, then every number under its place in the JSON, with dots between."""
    return _table([{**group.key, **_cells_of(group)} for group in groups])


def behind_table(rows: Sequence[Behind]) -> Table:
    """A row for each conversation; several amounts of one conversation follow each other."""
    return _table(
        [
            {
                "id": one.record.id,
                **{name: getattr(one.record, name) for name in FIELDS},
                "successes": one.share.successes,
                "n": one.share.n,
                "amounts": " ".join(f"{amount:g}" for amount in one.amounts) or None,
            }
            for one in rows
        ]
    )


def written(table: Table, as_format: Format) -> bytes:
    """The file. Raises NotInstalled where Parquet is asked for and pyarrow is missing."""
    return _csv(table) if as_format is Format.CSV else _parquet(table)


def _cells_of(group: Group | Compared) -> dict[str, Cell]:
    cells = _flat(group.kpis)
    if isinstance(group, Compared):
        cells |= {f"before.{name}": cell for name, cell in _flat(group.before).items()}
        for name, one in group.differences.items():
            cells |= {f"difference.{name}.{part}": cell for part, cell in asdict(one).items() if part != "before"}
    return cells


def _flat(kpis: Kpis) -> dict[str, Cell]:
    return dict(_flattened(to_json(kpis), ""))


def _flattened(value: Mapping[str, Any], place: str) -> Iterator[tuple[str, Cell]]:
    for name, part in value.items():
        match part:
            case dict():
                yield from _flattened(part, f"{place}{name}.")
            case [low, high]:
                yield from ((f"{place}{name}.{end}", _cell(name, one)) for end, one in (("low", low), ("high", high)))
            case _ if part is None and name.partition("_")[2].startswith("interval"):
                yield from ((f"{place}{name}.{end}", None) for end in ("low", "high"))
            case _:
                yield f"{place}{name}", _cell(name, part)


def _cell(name: str, value: Any) -> Cell:
    """Money is a string in JSON, so that it loses nothing; here it is a number again."""
    is_money = isinstance(value, str) and name.removesuffix("_interval") in _MONEY
    cell: Cell = Decimal(value) if is_money else value
    return cell


def _table(records: Sequence[Mapping[str, Cell]]) -> Table:
    columns = list(dict.fromkeys(name for record in records for name in record))
    return Table(columns, [[record.get(name) for name in columns] for record in records])


def _csv(table: Table) -> bytes:
    rows: Iterable[Iterable[object]] = (
        [cell.isoformat() if isinstance(cell, datetime) else cell for cell in row] for row in table.rows
    )
    return (BYTE_ORDER_MARK + csv_lines([table.columns]) + csv_lines(rows)).encode()


def _parquet(table: Table) -> bytes:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise NotInstalled("Parquet needs pyarrow: pip install 'turnwise[parquet]', or choose CSV.") from error
    columns = [[row[place] for row in table.rows] for place in range(len(table.columns))]
    # A column of which nothing is known has no type of its own; most are numbers.
    typed = [
        pa.array(cells, type=None if any(cell is not None for cell in cells) else pa.float64()) for cells in columns
    ]
    file = io.BytesIO()
    pq.write_table(pa.table(typed, names=list(table.columns)), file)
    return file.getvalue()
