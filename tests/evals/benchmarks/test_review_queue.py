"""The share of the dissatisfied found by reading so much in an order."""

import numpy as np
import pytest

from evals.benchmarks.review_queue import share


def test_what_is_found_is_counted_among_the_first_in_order() -> None:
    rows = np.array([(0.1, 1), (0.9, 1), (0.5, 0), (0.7, 0), (0.2, 1)], dtype=np.float64)
    assert [share(rows, read) for read in (0.2, 0.6, 1)] == [pytest.approx(1 / 3), pytest.approx(1 / 3), 1]
    assert np.isnan(share(rows[2:4], 0.5))
