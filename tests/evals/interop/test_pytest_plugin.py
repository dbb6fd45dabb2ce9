"""The plug-in as a user meets it: pytest in a process of its own, over a suite in a folder."""

import json
import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from tests.judge_server import Answer, Json, best_label, judging, text
from tests.models import lend_models

PLUGIN = "evals.interop.pytest_plugin"
HEAD = "name: mine\ndescription: made\nlanguages: [en]\nknowledge: [facts.md]\ngates: [pass_rate >= 0.9]\n"
CASE = '{"id": "%s", "language": "en", "turns": [{"says": "How long to return?", "expect": {"contains": ["%s"]}}]}\n'


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    folder = tmp_path / "suites" / "mine"
    folder.mkdir(parents=True)
    lend_models(tmp_path / "data")
    (folder / "facts.md").write_text("# Returns\n\nGoods can be returned within 45 days of delivery.\n")
    (folder / "suite.yaml").write_text(HEAD)
    (folder / "cases.jsonl").write_text(CASE % ("period", "45") + CASE % ("wrong", "90"))
    return folder


def run(folder: Path, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "TURNWISE_DATA": str(folder.parents[1] / "data"), **variables}
    root = Path(__file__).parents[3]
    # Installed, pytest finds the plug-in by its entry point.
    known = any(one.value == PLUGIN for one in entry_points(group="pytest11"))
    plugin = () if known else ("-p", PLUGIN)
    plain = ("-p", "no:cacheprovider", "--rootdir", str(folder.parent))
    command = [sys.executable, "-m", "pytest", "-c", os.devnull, *plugin, *plain, *options, str(folder.parent)]
    return subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=False)


def test_cases_and_gates_are_tests_that_say_what_was_expected(suite: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    done = run(suite, "--turnwise", f"--junitxml={report}")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "2 failed, 1 passed" in done.stdout
    assert "wrong, turn 1: contains: expected 90, got" in done.stdout
    assert "got 0.5000" in done.stdout
    assert "Traceback" not in done.stdout
    assert 'name="period"' in report.read_text(encoding="utf-8")
    one = run(suite, "--turnwise", "-k", "period or pass_rate")
    assert "1 passed, 1 skipped" in one.stdout, one.stdout


def test_without_the_option_nothing_is_collected_and_a_bad_suite_is_told(suite: Path) -> None:
    assert "no tests ran" in run(suite).stdout
    (suite / "cases.jsonl").write_text("{\n")
    assert "cases.jsonl:1: Invalid JSON" in run(suite, "--turnwise").stdout


def test_judges_grade_and_a_model_plays_customers_where_models_are_set_for_them(suite: Path) -> None:
    played = {"id": "played", "language": "en", "persona": "polite", "goal": "to know the period", "success": {}}
    (suite / "cases.jsonl").write_text(json.dumps(played | {"success": {"solved": True}}))
    (suite / "suite.yaml").write_text(HEAD.replace("pass_rate", "groundedness_judge"))

    def answer(request: Json) -> Answer:
        if request.get("tools"):
            return best_label(request)
        over = "Service:" in request["messages"][-1]["content"]
        said = "" if over else "Within how many days can goods be returned?"
        return text(json.dumps({"says": said, "over": over, "solved": over or None}))

    with judging() as server:
        server.answer = answer
        roles = {
            f"TURNWISE_MODEL_{role}{name}": value
            for role in ("JUDGE", "SIMULATE")
            for name, value in {"": "openai:told", "_BASE_URL": server.url, "_API_KEY": "none"}.items()
        }
        done = run(suite, "--turnwise", **roles)
    assert "2 passed" in done.stdout, done.stdout + done.stderr
    assert sum(bool(request.get("tools")) for request in server.requests) >= 1
