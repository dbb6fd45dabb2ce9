"""Suites as tasks of Inspect AI, by a stand-in of its names, and by Inspect itself where it is at hand."""

import importlib
import json
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from tests.evals.interop.inspect_stand_in import Hooks, TaskState, standing_in
from tests.models import lend_models

HEAD = "name: mine\ndescription: made\nlanguages: [en]\nknowledge: [facts.md]\n"
CASE = '{"id": "%s", "language": "en", "turns": [{"says": "How long to return?", "expect": {"contains": ["%s"]}}]}\n'


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    monkeypatch.setenv("TURNWISE_DATA", str(lend_models(tmp_path / "data")))
    (folder / "facts.md").write_text("# Returns\n\nGoods can be returned within 45 days of delivery.\n")
    (folder / "suite.yaml").write_text(HEAD)
    (folder / "cases.jsonl").write_text(CASE % ("period", "45") + CASE % ("wrong", "90"))
    return folder


@pytest.fixture
def inspect_task() -> Iterator[ModuleType]:
    with standing_in():
        yield importlib.import_module("evals.interop.inspect_task")
    del sys.modules["evals.interop.inspect_task"]


async def test_cases_are_samples_that_are_played_and_scored(suite: Path, inspect_task: ModuleType) -> None:
    task = inspect_task.suite(str(suite))
    assert [(sample.id, sample.input, sample.target) for sample in task.dataset] == [
        ("period", "How long to return?", "45"),
        ("wrong", "How long to return?", "90"),
    ]
    expectations, graders = task.scorer
    found = {}
    for sample in task.dataset:
        state = await task.solver(TaskState(sample.id), None)
        assert [message.role for message in state.messages] == ["user", "assistant"]
        assert "45 days" in state.output.completion
        found[sample.id] = (await expectations(state, None), await graders(state, None))
    assert [score.value for score, _ in found.values()] == ["C", "I"]
    assert "expected 90, got" in found["wrong"][0].explanation
    means = found["period"][1].value
    assert means["language"] == 1
    assert math.isnan(means["lead"])
    closing = Hooks.made[-1]
    await closing().on_run_end(None)


async def test_what_another_solver_replied_is_graded_by_its_words(suite: Path, inspect_task: ModuleType) -> None:
    said = SimpleNamespace(role="user", content="How long to return?", text="How long to return?")
    state = TaskState("period", messages=[said], output=SimpleNamespace(completion="你可以在 45 天内退货。"))
    expectations, graders = inspect_task.suite(str(suite)).scorer
    assert math.isnan((await expectations(state, None)).value)
    means = (await graders(state, None)).value
    assert means["language"] == 0
    assert math.isnan(means["groundedness"])


@pytest.mark.real_packages
def test_inspect_itself_plays_a_suite(suite: Path, tmp_path: Path) -> None:
    inspect = Path(os.environ["INTEROP_VENVS"]) / "inspect" / "bin" / "inspect"
    log, file = tmp_path / "logs", Path(__file__).parents[3] / "evals" / "interop" / "inspect_task.py"
    plain = {**os.environ, "INSPECT_DISPLAY": "plain", "PYTHONPATH": str(file.parents[2])}
    played = [inspect, "eval", file.name, "-T", f"name={suite}", "--log-dir", log, "--log-format", "json"]
    done = subprocess.run(played, env=plain, cwd=file.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (written,) = log.glob("*.json")
    found = json.loads(written.read_text(encoding="utf-8"))
    scores = {score["name"]: score["metrics"] for score in found["results"]["scores"]}
    assert found["status"] == "success"
    assert scores["expectations"]["accuracy"]["value"] == 0.5
    assert scores["language"]["mean"]["value"] == 1
