"""A few planted faults of every cause, graded and diagnosed; the whole set is `turnwise bench diagnosis`."""

import asyncio
from pathlib import Path

import pytest

from evals.benchmarks.demo_matters import matters, published
from evals.benchmarks.diagnosis import NOTHING, found_in
from evals.benchmarks.good_turns import Planted
from evals.benchmarks.planted_faults import PLANTS, planted
from evals.diagnosis.record import Held, Search

FOLDER = Path(__file__).parents[3] / "service" / "demo" / "knowledge"
PLAIN = ("tool_failed", "model_failed", "handed_off_needlessly", "handed_off_late", "slow_tool", "slow_model")
INFERRED = ("no_document", "not_retrieved", "not_used", "refused", "wrong", "unclear", "not_diagnosed")


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    base = published(FOLDER, (".md",))
    told: dict[str, list[str]] = {}
    for one in planted(matters(base, FOLDER), base, 3, seed=7):
        told.setdefault(one.cause or NOTHING, []).append(asyncio.run(found_in(one, by_words(one))))
    return told


def by_words(one: Planted) -> Search:
    async def search(question: str) -> Held:
        return Held(one.base)

    return search


def test_every_cause_is_planted(found: dict[str, list[str]]) -> None:
    assert found.keys() == {NOTHING, *PLAIN, *INFERRED} == {NOTHING, *PLANTS}


def test_good_turns_are_left_alone(found: dict[str, list[str]]) -> None:
    assert found[NOTHING] == [NOTHING] * 3


@pytest.mark.parametrize("cause", PLAIN)
def test_what_is_on_record_is_found_each_time(found: dict[str, list[str]], cause: str) -> None:
    assert found[cause] == [cause] * 3


def test_what_has_to_be_inferred_is_found_most_times(found: dict[str, list[str]]) -> None:
    right = {cause: found[cause].count(cause) for cause in INFERRED}
    assert sum(right.values()) >= 14, right
    # That nothing explains a failure is the hardest to tell: any cause that is found in its place counts as wrong.
    assert all(count for cause, count in right.items() if cause != "not_diagnosed"), right
