"""DeepEval's goldens."""

import json

from evals.offline.case import Case, SimulatedCase
from evals.offline.formats.deepeval import read, write
from evals.offline.simulation.persona import find_persona


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


def test_a_dataset_is_all_of_one_kind_and_a_conversation_always_has_a_scenario() -> None:
    single = Case.model_validate({"id": "one", "language": "en", "turns": [{"says": "Hi"}]})
    longer = Case.model_validate({"id": "two", "language": "en", "turns": [{"says": "Hi"}, {"says": "Bye"}]})
    assert [json.loads(line)["input"] for line in write([single])] == ["Hi"]
    both = [json.loads(line) for line in write([single, longer])]
    assert [golden["scenario"] for golden in both] == ["one", "two"]
    assert all("input" not in golden for golden in both)


def test_a_file_that_deepeval_saved_is_an_array_and_its_changes_count() -> None:
    asked = {"says": "How long?", "expect": {"conveys": ["3 years"], "cites": ["warranty.md"]}}
    case = Case.model_validate({"id": "one", "language": "zh", "critical": True, "turns": [asked]})
    golden = json.loads(next(write([case]))) | {"actual_output": None, "tools_called": None}
    saved = json.dumps([golden, golden | {"expected_output": "5 years"}], indent=4).splitlines()
    (_, kept), (_, changed) = read(saved, "en")
    assert kept == case
    assert isinstance(changed, Case)
    assert (changed.language, changed.turns[0].expect.conveys) == ("zh", ["5 years"])
    assert changed.turns[0].expect.cites is None


def test_a_scenario_without_turns_is_a_customer_for_a_model_to_play() -> None:
    golden = {"name": "label", "scenario": "wants to return a lamp", "expected_outcome": "has the label", "turns": []}
    (_, case), (_, problem) = read([json.dumps(golden), json.dumps({"name": "nothing"})], "en")
    assert isinstance(case, SimulatedCase)
    assert (case.goal, case.success.solved) == ("wants to return a lamp\nhas the label", True)
    assert find_persona(case.persona)
    assert isinstance(problem, str)
    assert "scenario" in problem
