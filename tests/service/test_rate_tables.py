"""Rates as tables: every number has its column, and no cell is a formula."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pyarrow.parquet as pq
import pytest

from evals.kpi import measure
from evals.kpi_comparison import compare_groups
from evals.rates.counted import Counted
from service.rates.tables import Format, behind_table, group_table, written
from service.storage.rates.lists import Behind
from tests.evals.rates.conversations import LATER, MONDAY, closed, random_conversations


def rows(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))


def test_a_group_is_a_row_and_each_number_a_column() -> None:
    groups = measure(random_conversations(1, 200), now=LATER + timedelta(days=30), by=("channel", "language"))
    found = rows(written(group_table(groups), Format.CSV))
    assert [(row["channel"], row["language"]) for row in found] == [
        (group.key["channel"], group.key["language"] or "") for group in groups
    ]
    first, kpis = found[0], groups[0].kpis
    assert float(first["resolution.assumed.agent_alone.low"]) == kpis.assumed.agent_alone.low
    assert float(first["frt.p90_s"]) == kpis.frt.p90_s
    assert Decimal(first["conversation_cost.mean_interval.high"]) == kpis.conversation_cost.mean_interval[1]  # type: ignore[index]
    assert int(first["concurrency.max"]) == kpis.concurrency.max


def test_parquet_holds_the_same_with_types(tmp_path: pytest.TempPathFactory) -> None:
    groups = measure(random_conversations(2, 100), now=LATER, by=("channel",))
    table = group_table(groups)
    found = pq.read_table(io.BytesIO(written(table, Format.PARQUET)))
    assert found.column_names == list(table.columns)
    assert found.column("opened").to_pylist() == [group.kpis.opened for group in groups]
    assert found.column("cost.mean").to_pylist() == [group.kpis.cost.mean for group in groups]
    assert str(found.schema.field("transfer.value").type) == "double"


def test_compared_groups_have_both_periods_and_the_differences() -> None:
    now, before = measure([closed("a", outcome="unresolved")], now=LATER), measure([closed("b")], now=LATER)
    (found,) = rows(written(group_table(compare_groups(now, before)), Format.CSV))
    assert (found["resolution.assumed.value"], found["before.resolution.assumed.value"]) == ("0.0", "1.0")
    assert float(found["difference.resolution.assumed.value"]) == -1


def test_a_name_that_looks_like_a_formula_is_no_formula() -> None:
    evil = closed("a", account='=cmd|" /C calc"!A0', opened_at=MONDAY)
    found = rows(written(behind_table([Behind(evil, Counted(1, 1), (1.5, 2.0))]), Format.CSV))
    assert found[0]["account"] == "'" + evil.account
    assert (found[0]["amounts"], found[0]["started_at"]) == ("1.5 2", MONDAY.isoformat())
    assert rows(written(behind_table([]), Format.CSV)) == []
