"""pass@k and pass^k against counting by hand."""

from itertools import combinations

import pytest

from evals.offline.passes import pass_all, pass_at, passes
from evals.offline.results import CaseResult


@pytest.mark.parametrize("tries", [1, 4, 5])
def test_the_formulas_count_the_draws_without_putting_back(tries: int) -> None:
    for passed in range(tries + 1):
        results = [True] * passed + [False] * (tries - passed)
        for k in range(1, tries + 1):
            draws = list(combinations(results, k))
            assert pass_at(k, tries, passed) == pytest.approx(sum(map(any, draws)) / len(draws))
            assert pass_all(k, tries, passed) == pytest.approx(sum(map(all, draws)) / len(draws))


def test_they_are_means_over_the_cases_that_were_played() -> None:
    steady = [CaseResult(id="a", language="en", repetition=n) for n in (1, 2)]
    shaky = [
        CaseResult(id="b", language="en", repetition=1),
        CaseResult(id="b", language="en", repetition=2, error="x"),
    ]
    left_out = [CaseResult(id="c", language="en", missing=("clock",))]
    assert passes([*steady, *shaky, *left_out]) == {"pass@1": 0.75, "pass^1": 0.75, "pass@2": 1.0, "pass^2": 0.5}
    assert passes(left_out) == {}


def test_more_tries_than_there_are_are_refused() -> None:
    with pytest.raises(ValueError, match="number of tries"):
        pass_at(3, 2, 1)
