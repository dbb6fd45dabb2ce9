"""Which turns a judge is asked about: the same ones everywhere, and exactly those."""

import pytest
from pydantic import ValidationError

from evals.judge_policy import UNSURE, Policy
from evals.judging.settings import JudgeSettings

IDS = [f"turn-{number}" for number in range(1, 13)]


def policy(given: object) -> Policy:
    return JudgeSettings(_env_file=None, judge_policies={"politeness_judge": given}).judge_policies["politeness_judge"]


def test_a_share_draws_exactly_these_turns() -> None:
    # As `printf turnwise:turn-2 | sha256sum` has it: 1193..., which is .069 of all; 22f6... is .137, 2cb2... is .175.
    assert [turn for turn in IDS if Policy(rate=0.25).samples(turn, "turnwise")] == ["turn-2", "turn-3", "turn-8"]
    assert [turn for turn in IDS if Policy(rate=0.17).samples(turn, "turnwise")] == ["turn-2", "turn-3"]
    assert not any(Policy(rate=0.0).samples(turn, "turnwise") for turn in IDS)
    assert all(Policy(rate=1.0).samples(turn, "turnwise") for turn in IDS)


def test_a_larger_share_keeps_those_of_a_smaller_one_and_another_seed_draws_others() -> None:
    many = [f"turn-{number}" for number in range(5_000)]
    drawn = {rate: {turn for turn in many if Policy(rate=rate).samples(turn, "turnwise")} for rate in (0.1, 0.3)}
    assert drawn[0.1] < drawn[0.3]
    assert 1_400 < len(drawn[0.3]) < 1_600  # 1,500 give or take three standard deviations
    assert drawn[0.1] != {turn for turn in many if Policy(rate=0.1).samples(turn, "another")}


def test_unsure_is_a_band_with_its_ends() -> None:
    band = Policy(unsure=(0.25, 0.75))
    assert [band.is_unsure(score) for score in (0.24, 0.25, 0.5, 0.75, 0.76)] == [False, True, True, True, False]
    assert Policy().is_unsure(1.0)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("always", Policy()),
        ("never", Policy(rate=0.0)),
        ("unsure", Policy(unsure=UNSURE)),
        (0.1, Policy(rate=0.1)),
        (1, Policy()),
        ({"unsure": [0.4, 0.6]}, Policy(unsure=(0.4, 0.6))),
        ({"rate": 0.5, "unsure": [0.4, 0.6]}, Policy(rate=0.5, unsure=(0.4, 0.6))),
    ],
)
def test_a_policy_can_be_written_short(given: object, meant: Policy) -> None:
    assert policy(given) == meant


@pytest.mark.parametrize("given", ["sometimes", True, 1.5, -0.1, {"unsure": [0.6, 0.4]}, {"share": 0.1}, [0.1]])
def test_what_is_no_policy_is_refused(given: object) -> None:
    with pytest.raises(ValidationError):
        policy(given)


def test_a_judge_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(ValidationError, match=r"'beauty_judge'; there are completeness_judge, "):
        JudgeSettings(_env_file=None, judge_policies={"beauty_judge": 0.1})
