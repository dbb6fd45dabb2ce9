"""What promptfoo calls: a provider, an assertion, a generator of tests; and promptfoo itself where it is at hand."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from evals.interop.promptfoo_provider import call_api, generate_tests, get_assert
from tests.models import lend_models

HEAD = "name: mine\ndescription: made\nlanguages: [en]\nknowledge: [facts.md]\n"
CASE = '{"id": "%s", "language": "en", "turns": [{"says": "How long to return?", "expect": {"contains": ["%s"]}}]}\n'
ROOT = Path(__file__).parents[3]


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    monkeypatch.setenv("TURNWISE_DATA", str(lend_models(tmp_path / "data")))
    (folder / "facts.md").write_text(
        "# Returns\n\nGoods can be returned within 45 days of delivery.\n\n# Fees\n\nA return costs 5.90 euros.\n"
    )
    (folder / "suite.yaml").write_text(HEAD)
    (folder / "cases.jsonl").write_text(CASE % ("period", "45") + CASE % ("wrong", "90"))
    return folder


def test_each_case_of_a_suite_is_a_test_that_holds_its_expectations(suite: Path) -> None:
    config = {"suite": str(suite)}
    tests = generate_tests(config)
    assert [(test["description"], test["vars"]["question"]) for test in tests] == [
        ("period", "How long to return?"),
        ("wrong", "How long to return?"),
    ]
    found = []
    for test in tests:
        reply = call_api(test["vars"]["question"], {"config": config}, {"vars": test["vars"]})
        assert "45 days" in reply["output"]
        found.append(get_assert(reply["output"], {"providerResponse": reply, "config": test["assert"][0]["config"]}))
    assert [one["pass"] for one in found] == [True, False]
    assert "contains: expected 90, got" in found[1]["reason"]
    assert found[0]["namedScores"]["language"] == 1


def test_the_users_messages_are_played_and_named_graders_must_reach_the_threshold(suite: Path) -> None:
    said = [("user", "How long to return?"), ("assistant", "90 days."), ("user", "What does a return cost?")]
    prompt = json.dumps([{"role": role, "content": text} for role, text in said])
    reply = call_api(prompt, {"config": {"knowledge": [str(suite / "facts.md")]}}, {"vars": {}})
    turns = reply["metadata"]["turnwise"]["turns"]
    assert [turn["said"] for turn in turns] == [["How long to return?"], ["What does a return cost?"]]
    assert "5.90" in reply["output"]
    judged: dict[str, Any] = {"providerResponse": reply, "config": {"graders": ["groundedness"], "threshold": 0.5}}
    assert get_assert(reply["output"], judged)["pass"] is True
    for turn in turns:
        turn["grades"] = [grade | {"score": 0.1} for grade in turn["grades"] if grade["grader"] == "groundedness"]
    failed = get_assert(reply["output"], judged)
    assert (failed["pass"], failed["score"]) == (False, 0.1)
    assert "groundedness 0.10" in failed["reason"]


def test_replies_of_other_providers_are_graded_by_their_words_and_the_context_that_is_given(suite: Path) -> None:
    context = {
        "prompt": "How long to return?",
        "vars": {"context": ["Goods can be returned within 45 days of delivery."]},
        "config": {"graders": ["groundedness", "language"]},
    }
    assert get_assert("You can return goods within 45 days of delivery.", context)["pass"] is True
    invented = get_assert("You can return goods within 90 days of delivery.", context)
    assert invented["pass"] is False
    assert "groundedness" in invented["reason"]
    assert "no grader kindness" in get_assert("Hi", context | {"config": {"graders": ["kindness"]}})["reason"]
    (unjudged,) = get_assert("Hi", {"prompt": "Hi", "config": {"graders": ["groundedness"]}})["componentResults"]
    assert unjudged["reason"].startswith("groundedness gave no judgement: the passages are not known")


def test_what_cannot_be_asked_is_an_error_in_words(suite: Path) -> None:
    assert "there is no" in call_api("Hi", {"config": {"knowledge": ["nowhere.md"]}}, {})["error"]
    assert "neither a folder nor a shipped suite" in call_api("Hi", {"config": {"suite": "unheard of"}}, {})["error"]
    assert "turns" in call_api("[]", {"config": {"suite": str(suite)}}, {"vars": {"case": {"id": "a"}}})["error"]


@pytest.mark.real_packages
def test_promptfoo_itself_runs_the_example(suite: Path, tmp_path: Path) -> None:
    example = yaml.safe_load((ROOT / "docs" / "examples" / "promptfooconfig.yaml").read_text(encoding="utf-8"))
    place = str(ROOT / "evals" / "interop" / "promptfoo_provider.py")
    example["providers"][0] |= {"id": f"file://{place}", "config": {"suite": str(suite)}}
    example["tests"] = [{"path": f"file://{place}:generate_tests", "config": {"suite": str(suite)}}]
    (tmp_path / "promptfooconfig.yaml").write_text(yaml.safe_dump(example))
    quiet = dict.fromkeys(("PROMPTFOO_DISABLE_TELEMETRY", "PROMPTFOO_DISABLE_UPDATE", "PROMPTFOO_DISABLE_SHARING"), "1")
    of_python = {"PROMPTFOO_PYTHON": sys.executable, "PYTHONPATH": str(ROOT)}
    environment = {**os.environ, **quiet, **of_python, "PROMPTFOO_CONFIG_DIR": str(tmp_path / "promptfoo")}
    program = Path(os.environ["INTEROP_VENVS"]) / "promptfoo" / "node_modules" / ".bin" / "promptfoo"
    plain = ["--no-cache", "--no-progress-bar", "--no-table"]
    command = [program, "eval", "-c", "promptfooconfig.yaml", *plain, "-o", "found.json"]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 100, done.stdout + done.stderr  # promptfoo's code for tests that failed
    stats = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))["results"]["stats"]
    assert (stats["successes"], stats["failures"], stats["errors"]) == (1, 1, 0)
