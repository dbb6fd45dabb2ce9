"""`turnwise kpi` beyond the plain table: compared, listed, written to files."""

import csv
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.service.cli.conftest import Turnwise


@pytest.fixture
def asked(turnwise: Turnwise) -> Turnwise:
    """An installation in which one question was asked."""
    assert turnwise("ask", "--store", "What does express delivery to Germany cost?").code == 0
    return turnwise


def test_a_period_is_compared_with_the_one_before(asked: Turnwise) -> None:
    arguments = ("kpi", "--since", "2026-01-01", "--compare-since", "2025-01-01")
    (found,) = asked(*arguments, "--json").records
    assert found["compared_with"] == {"since": "2025-01-01T00:00:00+00:00", "until": "2026-01-01T00:00:00+00:00"}
    (group,) = found["groups"]
    assert (group["kpis"]["opened"], group["before"]["opened"]) == (1, 0)
    assert set(group["differences"]["frt.p50_s"]) == {"before", "value", "low", "high"}
    assert asked(*arguments).code == 0


def test_the_conversations_behind_a_number_are_lines(asked: Turnwise) -> None:
    (one,) = asked("kpi", "--list", "knowledge_coverage", "--json").records
    assert (one["successes"], one["n"], one["channel"]) == (1, 1, "cli")
    assert asked("kpi", "--list", "transfer", "--json").records == []
    assert [line["id"] for line in asked("kpi", "--list", "transfer", "--not", "--json").records] == [one["id"]]
    assert one["id"] in asked("kpi", "--list", "frt", "--over", "0").out
    assert asked("kpi", "--list", "frt", "--over", "3600").out == ""


def test_tables_are_written(asked: Turnwise, tmp_path: Path) -> None:
    assert asked("kpi", "--by", "channel", "--format", "csv").out.startswith("\ufeffchannel,started,opened,")
    file = tmp_path / "rates.csv"
    assert asked("kpi", "--by", "channel", "--format", "csv", "--output", file).code == 0
    with file.open(encoding="utf-8-sig", newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert (row["channel"], row["opened"]) == ("cli", "1")
    listed = tmp_path / "conversations.parquet"
    assert asked("kpi", "--list", "opened", "--format", "parquet", "--output", listed).code == 0
    assert pq.read_table(listed).column("channel").to_pylist() == ["cli"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--format", "parquet"),
        ("--output", "x.csv"),
        ("--list", "beauty"),
        ("--list", "transfer", "--over", "3"),
        ("--only", "channel"),
        ("--only", "day=yesterday"),
        ("--compare-since", "2026-01-01"),
    ],
)
def test_a_wrong_use_is_told_apart(fresh: Turnwise, arguments: tuple[str, ...]) -> None:
    assert fresh("kpi", *arguments).code == 2
