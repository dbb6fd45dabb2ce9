"""Whether rates from cells are those of the conversations themselves: counts exactly, quantiles as far as is stated."""

from collections.abc import Sequence
from typing import Any

import pytest

from evals.kpi import Group
from evals.kpi_json import to_json
from evals.rates.histogram import RELATIVE_ERROR

_ESTIMATED = ("p50_s", "p90_s", "p50_interval_s", "p90_interval_s")
"""Quantiles: amounts that stand for those of their bin."""


def assert_alike(found: Sequence[Group], expected: Sequence[Group]) -> None:
    assert [group.key for group in found] == [group.key for group in expected]
    for one, other in zip(found, expected, strict=True):
        _alike(to_json(one.kpis), to_json(other.kpis), str(one.key))


def _alike(found: Any, expected: Any, place: str) -> None:
    name = place.rpartition(".")[2]
    match expected:
        case dict():
            assert found.keys() == expected.keys(), place
            for key in expected:
                _alike(found[key], expected[key], f"{place}.{key}")
        case None:
            assert found is None, (place, found)
        case _ if name in _ESTIMATED:
            assert found == pytest.approx(expected, rel=RELATIVE_ERROR + 1e-9, abs=2e-6), place
        case float() | (float(), float()):
            assert found == pytest.approx(expected, rel=1e-12), place
        case _:
            assert found == expected, place
