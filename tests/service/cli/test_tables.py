from dataclasses import dataclass

import pytest

from evals.interval import Estimate
from service.cli.tables import show


@dataclass(frozen=True)
class _Settings:
    encoder: str
    values: dict[str, object]


@dataclass(frozen=True)
class _Row:
    name: str
    hit_at_1: Estimate
    aim: float | None


def test_rows_of_a_kind_share_a_table_and_a_single_one_is_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [_Row("短的", Estimate(10, 0.5, 0.4, 0.6), None), _Row("longer", Estimate(9, 0.25, 0.2, 0.3), 0.74)]
    show([_Settings("model", {"k": 30}), *rows])
    out = capsys.readouterr().out
    assert "encoder" in out
    assert "k=30" in out
    assert out.count("hit at 1") == 1
    lines = [line.split("  ") for line in out.splitlines()]
    assert any("0.500 [0.400, 0.600]" in line and "-" in line for line in lines)
    assert any("0.250 [0.200, 0.300]" in line and "0.74" in line for line in lines)
