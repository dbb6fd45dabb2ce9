"""Conversations added up in cells give the rates that they give one by one."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import numpy as np
import pytest

from evals.kpi import Group, kpis_of
from evals.rates.amounts import AMOUNTS
from evals.rates.beside import Surroundings
from evals.rates.contribution import CODES, FIELDS, NUMBERS, Sums, grain_for, numbers_of, sums_in
from evals.rates.costs import LeadCost
from evals.rates.cuts import CUTS, key_of
from evals.rates.days import Days, days_of, months_in
from evals.rates.histogram import BINS, GROWTH, RELATIVE_ERROR, bin_of
from evals.rates.load import Load, OperatorLoad
from evals.rates.many import rates_of, summaries_of
from evals.rates.merging import Merging
from evals.rates.observed import Observed, find_returns, observe
from evals.rates.packing import merge_counts, pack_counts, pack_numbers, unpack_counts
from evals.rates.spread import Values, summarise
from evals.rates.tally import Added, tally
from evals.wilson import rate
from tests.evals.rates.alike import assert_alike
from tests.evals.rates.conversations import LATER, MONDAY, closed, random_conversations

NOTHING = Surroundings(Load(None, None, 0), OperatorLoad(None, None, 0, 0), None, LeadCost(0, None, None, None))


def observed(seed: int, n: int) -> list[Observed]:
    records = random_conversations(seed, n)
    returns = find_returns(records)
    return [observe(record, returns, LATER) for record in records]


def group(added: Added) -> list[Group]:
    return [Group({}, kpis_of(added, NOTHING))]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("grain", FIELDS)
def test_cells_give_what_their_conversations_give(seed: int, grain: str) -> None:
    known, sums, merging = observed(seed, 120), Sums(), Merging()
    for one in known:
        sums.add(one)
    cells = sums.in_every_grain()
    for place, numbers in cells.numbers.items():
        if place[0] == grain:
            merging.add_cells([place[2]], [pack_numbers(numbers)], [pack_counts(cells.codes[place])])
    found = merging.merged()
    for key, added in found.items():
        assert_alike(group(added), group(tally(one for one in known if key_of(one.record, FIELDS[grain]) == key)))
    assert sum(added.count("started") for added in found.values()) == 120


def test_what_is_taken_back_leaves_nothing_behind() -> None:
    known, sums = observed(4, 200), Sums()
    for one in known:
        sums.add(one)
    for one in Random(1).sample(known, 200):
        sums.add(one, -1)
    gone = sums.in_every_grain()
    assert not gone.numbers
    assert not gone.loads


def test_single_conversations_are_added_and_taken_back_beside_cells() -> None:
    known, merging, sums = observed(5, 120), Merging(), Sums()
    for one in known[:100]:
        sums.add(one)
    cells = sums.in_every_grain()
    for place, numbers in cells.numbers.items():
        if place[0] == "day":
            merging.add_cells([()], [pack_numbers(numbers)], [pack_counts(cells.codes[place])])
    for one in known[:40]:
        merging.add((), one, -1)
    for one in known[100:]:
        merging.add((), one)
    assert_alike(group(merging.merged()[()]), group(tally(known[40:])))


@pytest.mark.parametrize("seed", range(5))
def test_quantiles_err_by_no_more_than_is_stated(seed: int) -> None:
    generator = np.random.default_rng(seed)
    samples = [[int(value) for value in np.exp(generator.normal(12, 3, n))] for n in (500, 1, 0, 40)]
    bins = [BINS * row + bin_of(value) for row, values in enumerate(samples) for value in values]
    exact = [Values(values) for values in samples]
    places, counts = np.unique(bins, return_counts=True)
    found = summaries_of(places, counts, [one.total for one in exact], [one.squares for one in exact])
    for summary, values in zip(found, exact, strict=True):
        expected = summarise(values)
        assert (summary.n, summary.total, summary.mean) == (expected.n, expected.total, expected.mean)
        for name in ("p50", "p90", "p50_interval", "p90_interval"):
            assert getattr(summary, name) == near(getattr(expected, name), RELATIVE_ERROR + 1e-9)
        assert summary.mean_interval == near(expected.mean_interval, 1e-12)


def near(expected: Any, relative: float) -> Any:
    return None if expected is None else pytest.approx(expected, rel=relative)


def test_rates_of_many_groups_are_those_of_each() -> None:
    cases = [(0, 0), (0, 7), (7, 7), (3, 7), (1, 1_000_000), (999_999, 1_000_000)]
    successes, n = (np.array([part, part[::-1]]) for part in zip(*cases, strict=True))
    assert rates_of(successes, n) == [[rate(*one) for one in row] for row in (cases, cases[::-1])]
    with pytest.raises(ValueError, match="more successes"):
        rates_of(n + 1, n)


def test_a_bin_ends_two_percent_higher_than_it_begins() -> None:
    assert [bin_of(amount) for amount in (0, 1)] == [0, 1]
    for place in range(200, 1_500, 13):
        begins = int(GROWTH ** (place - 1)) + 1
        assert bin_of(begins) in (place, place + 1)
        assert bin_of(int(begins * 1.03)) > bin_of(begins)
    assert bin_of(10**20) < CODES


def test_counts_are_packed_and_merged_and_zeros_vanish() -> None:
    packed = pack_counts({5: 2, 3: 1, 9: 0})
    assert [part.tolist() for part in unpack_counts([packed, b"", packed])] == [
        [3, 5, 3, 5],
        [1, 2, 1, 2],
        [2, 0, 2],
    ]
    assert unpack_counts([merge_counts(packed, {3: -1, 7: 4})])[0].tolist() == [5, 7]


def test_the_smallest_grain_that_has_the_cuts_is_read() -> None:
    asked = (
        [],
        ["day"],
        ["channel", "week"],
        ["model"],
        ["knowledge_version"],
        ["model", "language"],
        ["knowledge_version", "channel"],
        ["knowledge_version", "operator_group"],
        ["model", "knowledge_version", "account"],
        CUTS,
    )
    assert [grain_for(cuts) for cuts in asked] == [
        "day",
        "day",
        "who",
        "how",
        "what",
        "both",
        "where",
        "helped",
        "all",
        "all",
    ]
    assert NUMBERS[0] == "started"


def test_a_period_is_whole_days_and_what_its_ends_add_or_take_off() -> None:
    midnight, hour = MONDAY.replace(hour=0), timedelta(hours=1)
    days = [midnight + timedelta(days=count) for count in range(4)]
    assert days_of(midnight, days[3]) == Days(midnight.date(), days[3].date(), [], [])
    # From nine on the day counts whole, without its morning; until nine only its morning counts.
    nine = days_of(MONDAY, days[2] + 9 * hour)
    assert nine == Days(days[0].date(), days[2].date(), [(days[2], days[2] + 9 * hour)], [(midnight, MONDAY)])
    late = days_of(midnight + 13 * hour, days[2] + 13 * hour)
    assert (late.first, late.end) == (days[1].date(), days[3].date())
    assert late.added == [(midnight + 13 * hour, days[1])]
    assert late.taken == [(days[2] + 13 * hour, days[3])]
    assert days_of(MONDAY, MONDAY + hour) == Days(midnight.date(), midnight.date(), [(MONDAY, MONDAY + hour)])
    most = days_of(MONDAY, days[1] - hour)
    assert (most.first, most.end, most.added) == (midnight.date(), days[1].date(), ())
    assert most.taken == [(midnight, MONDAY), (days[1] - hour, days[1])]
    assert days_of(MONDAY, MONDAY) == Days(midnight.date(), midnight.date())


def test_days_are_whole_months_and_days_before_and_after_them() -> None:
    may, june, august = date(2026, 5, 1), date(2026, 6, 1), date(2026, 8, 1)
    assert months_in(may, august) == (may, august)
    assert months_in(may + timedelta(days=3), august + timedelta(days=9)) == (june, august)
    assert months_in(may + timedelta(days=3), may + timedelta(days=9)) == (may + timedelta(days=3),) * 2
    assert months_in(date(2025, 12, 31), date(2026, 2, 1)) == (date(2026, 1, 1), date(2026, 2, 1))


def test_squares_of_long_times_are_added_up_without_loss() -> None:
    year = 365 * 86_400
    records = [replace(closed(str(n)), responses_s=(year + n / 7, 0.5)) for n in range(5)]
    numbers = sum(numbers_of(Observed(record)) for record in records)
    amounts = [amount for record in records for amount in AMOUNTS["response"](record)]
    totals, squares = sums_in(numbers[np.newaxis])
    place = list(AMOUNTS).index("response")
    assert (totals[place], squares[place]) == (sum(amounts), sum(amount**2 for amount in amounts))  # type: ignore[arg-type]
