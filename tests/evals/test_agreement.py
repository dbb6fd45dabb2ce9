"""Agreement against published values, and against truths that are known."""

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score, precision_score, recall_score

from evals.agreement import agree


def distinct(n: int) -> list[str]:
    return [str(number) for number in range(n)]


def test_a_published_table_gives_its_kappa() -> None:
    # J. L. Fleiss, J. Cohen, B. S. Everitt, Psychological Bulletin 72 (1969) 323-327: kappa .429.
    table = [[53, 5, 2], [11, 14, 5], [1, 6, 3]]
    pairs = [(str(i), str(j)) for i in range(3) for j in range(3) for _ in range(table[i][j])]
    found = agree([one for one, _ in pairs], [other for _, other in pairs], distinct(100))
    assert found.agreement.value == pytest.approx(0.70)
    assert found.kappa.value == pytest.approx(0.429, abs=5e-4)
    # Cohen's approximate standard error is sqrt(.7 * .3 / 100) / (1 - .475) = .087, of which the interval is 3.9 wide.
    assert (found.kappa.high or 0) - (found.kappa.low or 0) == pytest.approx(3.92 * 0.087, abs=0.05)


def test_every_figure_is_what_scikit_learn_says() -> None:
    random = np.random.default_rng(1)
    true = random.choice(["good", "bad", "odd"], 300, p=[0.6, 0.3, 0.1])
    given = np.where(random.random(300) < 0.8, true, random.choice(["good", "bad", "odd"], 300))
    found = agree(given.tolist(), true.tolist(), distinct(300))
    assert found.kappa.value == pytest.approx(cohen_kappa_score(given, true))
    for label, figures in found.labels.items():
        assert figures.precision.value == pytest.approx(precision_score(true, given, labels=[label], average="micro"))
        assert figures.recall.value == pytest.approx(recall_score(true, given, labels=[label], average="micro"))
        assert figures.recall.n == int((true == label).sum()) == sum(row[label] for row in found.confusion.values())
        assert (figures.recall.low or 1) < (figures.recall.value or 0) < (figures.recall.high or 0)


def test_turns_of_one_conversation_count_for_less_than_as_many_conversations() -> None:
    given, true = ["bad"] * 100, (["bad"] * 5 + ["good"] * 5) * 10
    alone = agree(given, true, distinct(100)).agreement
    together = agree(given, true, [str(number // 5) for number in range(100)]).agreement
    assert (together.high or 0) - (together.low or 1) > 1.8 * ((alone.high or 0) - (alone.low or 1))


def test_what_is_undefined_is_none_and_perfection_is_not_certain() -> None:
    found = agree(["good"] * 5, ["good"] * 5, distinct(5))
    assert (found.kappa.value, found.agreement.value, found.agreement.high) == (None, 1.0, 1.0)
    assert found.agreement.low == pytest.approx(0.566, abs=1e-3)  # Wilson's for 5 of 5
    assert agree([], [], []).agreement.value is None
