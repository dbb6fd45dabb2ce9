"""Counts added up by place, by whichever way is the faster one for so many."""

from collections import Counter

import numpy as np
import pytest

from evals.rates.summing import summed

NEAR, FAR, FARTHEST = 100, 10_000_000, 2**61


@pytest.mark.parametrize("end", [NEAR, FAR, FARTHEST], ids=["counted", "sorted with their places", "by an order"])
@pytest.mark.parametrize("least", [-3, 0, 5])
def test_each_place_has_the_sum_of_its_counts(end: int, least: int) -> None:
    generator = np.random.default_rng(end % 1_000 + least + 3)
    at = generator.integers(0, end, 400)
    at = np.concatenate((at, at[:150], at[:50]))
    counts = generator.integers(least, least + 9, at.size).astype(np.int32)
    expected: Counter[int] = Counter()
    for place, count in zip(at.tolist(), counts.tolist(), strict=True):
        expected[place] += count
    places, sums = summed(at, counts)
    assert places.tolist() == sorted(set(places.tolist()))
    assert Counter(dict(zip(places.tolist(), sums.tolist(), strict=True))) == expected
    assert (places.dtype, sums.dtype) == (np.int64, np.int64)


def test_of_nothing_there_is_nothing() -> None:
    places, sums = summed(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32))
    assert (places.size, sums.size) == (0, 0)
