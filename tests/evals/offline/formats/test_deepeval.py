"""DeepEval's goldens."""

import json

from evals.offline.case import Case
from evals.offline.formats.deepeval import read


def test_an_expected_output_must_be_conveyed() -> None:
    ((_, case),) = read([json.dumps({"input": "How long?", "expected_output": "It is 3 years."})], "en")
    assert isinstance(case, Case)
    assert case.turns[0].expect.conveys == ["It is 3 years."]


def test_of_a_conversation_the_users_turns_are_played() -> None:
    golden = {
        "name": "n",
        "scenario": "a return",
        "turns": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}],
        "additional_metadata": {"language": "zh", "tags": ["x"]},
    }
    ((_, case),) = read([json.dumps(golden)], "en")
    assert isinstance(case, Case)
    assert (case.id, case.language, case.about, case.tags) == ("n", "zh", "a return", ("x",))
    assert [turn.says for turn in case.turns] == [["Hi"]]
