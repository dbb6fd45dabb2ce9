"""Single numbers of the rates, by their place."""

from datetime import UTC, datetime
from itertools import islice

import pytest

from evals.benchmarks.made_year import NOW, made_year
from evals.kpi import Kpis, kpis
from evals.kpi_figures import numbers_at, places
from evals.kpi_json import to_json


@pytest.fixture(scope="module")
def some() -> Kpis:
    return kpis([one.record for day in islice(made_year(20_000, 5), 8) for one in day], now=NOW)


def test_every_place_has_its_number_with_n(some: Kpis) -> None:
    found, shown = numbers_at(some, places()), to_json(some)
    assert (found["transfer"].value, found["transfer"].n) == (shown["transfer"]["value"], shown["transfer"]["n"])
    assert (found["frt.p50_s"].value, found["frt.p50_s"].n) == (shown["frt"]["p50_s"], shown["frt"]["n"])
    assert (found["csat.mean"].n, found["csat.response"].n) == (shown["csat"]["n"], shown["csat"]["response"]["n"])
    assert found["cost.mean"].n == shown["cost"]["n"]
    assert found["resolution.assumed.agent_alone"].n == shown["resolution"]["assumed"]["agent_alone"]["n"]
    assert found["transfer.by_reason.safety"].n == shown["transfer"]["n"]
    assert found["concurrency.max"].n == shown["concurrency"]["minutes"]
    assert found["opened"].value == shown["opened"]
    assert all(number.n > 0 for place, number in found.items() if number.value is not None), found


def test_an_interval_holds_its_number(some: Kpis) -> None:
    for place, number in numbers_at(some, places()).items():
        if number.low is not None and number.high is not None and number.value is not None:
            assert number.low <= number.value <= number.high, place


def test_of_nothing_no_number_is_known() -> None:
    empty = kpis([], now=datetime(2026, 1, 1, tzinfo=UTC))
    found = numbers_at(empty, places())
    assert {place for place, number in found.items() if number.value is not None} == {"started", "opened", "closed"}


def test_a_place_that_there_is_not_is_refused(some: Kpis) -> None:
    with pytest.raises(KeyError):
        numbers_at(some, ("beauty",))
