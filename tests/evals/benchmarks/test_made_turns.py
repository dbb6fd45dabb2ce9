"""Made turns: as many as were asked for, the same every time, in rounds of different customers."""

from collections import Counter
from pathlib import Path

import pytest

from evals.benchmarks.made_turns import TURNS_EACH, made_turns
from service import demo

FOLDER = Path(demo.__file__).parent / "knowledge"


@pytest.mark.parametrize("count", [1, 700, 1_023])
def test_there_are_as_many_as_were_asked_for_and_nobody_has_two_in_a_round(count: int) -> None:
    rounds = list(made_turns(count, FOLDER, seed=1))
    assert sum(map(len, rounds)) == count
    for together in rounds:
        assert len({turn.customer for turn in together}) == len(together)
    assert max(Counter(turn.customer for together in rounds for turn in together).values()) <= TURNS_EACH


def test_they_are_the_same_for_a_seed_and_varied() -> None:
    turns = [turn for together in made_turns(300, FOLDER, seed=7) for turn in together]
    assert turns == [turn for together in made_turns(300, FOLDER, seed=7) for turn in together]
    assert len({(turn.question, turn.outcome.reply) for turn in turns}) > 280
    assert {turn.outcome.language for turn in turns} >= {"en", "zh"}
