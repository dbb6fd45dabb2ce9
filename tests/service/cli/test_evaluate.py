"""`turnwise eval`: suites that decide an exit code, against a baseline too, and runs that are compared and reported."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.evals.interop.collector import collecting
from tests.service.cli.conftest import Turnwise

# Questions about one document, which a planted fault takes away, and about another, which stays.
FEES = {
    "Bremen": 11, "Lyon": 12, "Turin": 13, "Porto": 14, "Malmö": 15, "Ghent": 16,
    "Graz": 17, "Basel": 18, "Leeds": 19, "Cork": 20, "Aarhus": 21, "Krakow": 22,
}  # fmt: skip
HEAD = "name: mine\ndescription: fees\nlanguages: [en]\nknowledge: [fees.md, returns.md]\n"


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A suite of one's own; its gate compares with a baseline."""
    folder = tmp_path / "mine"
    folder.mkdir()
    rows = "\n\n".join(f"## {city}\n\nDelivery to {city} costs {fee} euros." for city, fee in FEES.items())
    (folder / "fees.md").write_text(f"# Delivery fees\n\n{rows}\n", encoding="utf-8")
    (folder / "returns.md").write_text("# Returns\n\nGoods can be returned within 45 days of delivery.\n")
    (folder / "suite.yaml").write_text(f"{HEAD}gates: [nothing is worse than baseline]\n", encoding="utf-8")
    cases = [
        {"id": city, "language": "en", "turns": [{"says": f"What does delivery to {city} cost?", "expect": expect}]}
        for city, expect in ((city, {"answered": True, "contains": [[str(fee)]]}) for city, fee in FEES.items())
    ]
    (folder / "cases.jsonl").write_text("\n".join(map(json.dumps, cases)), encoding="utf-8")
    return folder


def test_a_suite_of_ones_own_decides_the_exit_code_and_leaves_a_record(
    turnwise: Turnwise, data: Path, suite: Path
) -> None:
    (suite / "suite.yaml").write_text(HEAD)
    done = turnwise("eval", "run", suite, "--json")
    assert done.code == 0, done.err
    assert [record.get("ok") for record in done.records] == [None] * len(FEES) + [True]
    assert (data / "runs" / done.records[-1]["id"] / "run.json").is_file()
    (suite / "cases.jsonl").write_text((suite / "cases.jsonl").read_text().replace('"11"', '"99"'))
    failed = turnwise("eval", "run", suite)
    assert failed.code == 1
    assert "expected 99" in failed.out
    assert "11 of 12 were played before" in failed.out


def test_planted_faults_are_caught_against_the_baseline(
    turnwise: Turnwise, suite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert turnwise("eval", "run", suite).code == 0
    again = turnwise("eval", "run", suite, "--baseline", "latest", "--fresh", "--json").records[-1]
    assert [gate["met"] for gate in again["gates"]] == [True]
    with monkeypatch.context() as moved:
        moved.setenv("TURNWISE_UPSET_THRESHOLD", "0")
        strict = turnwise("eval", "run", suite, "--baseline", again["id"])
    assert strict.code == 1
    assert "worse: " in strict.out
    (suite / "suite.yaml").write_text((suite / "suite.yaml").read_text().replace("fees.md, ", ""))
    deleted = turnwise("eval", "run", suite, "--baseline", again["id"], "--report", tmp_path / "report.xml", "--json")
    assert deleted.code == 1
    (gate,) = deleted.records[-1]["gates"]
    assert "pass_rate" in gate["told"]
    assert "nothing is worse than baseline" in (tmp_path / "report.xml").read_text(encoding="utf-8")
    compared = turnwise("eval", "compare", again["id"], deleted.records[-1]["id"], "--json")
    assert compared.code == 1
    assert "pass_rate" in compared.records[0]["worse"]
    assert turnwise("eval", "compare", "latest", "latest").code == 0
    assert turnwise("eval", "report", "latest", "-o", tmp_path / "report.md").code == 0
    assert "# mine: failed" in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_a_run_that_is_killed_goes_on_and_ends_as_one_that_was_not(turnwise: Turnwise, data: Path, suite: Path) -> None:
    whole = turnwise("eval", "run", suite, "--fresh", "--json").records[-1]
    environment = {**os.environ, "TURNWISE_DATA": str(data)}
    command = [sys.executable, "-m", "service", "eval", "run", str(suite), "--json"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        for _ in range(4):
            process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)
    resumed = turnwise("eval", "run", suite, "--json").records[-1]
    assert 0 < resumed["cached"] < len(FEES)
    for name in ("cases.jsonl", "results.json"):
        kept = [(data / "runs" / run["id"] / name).read_bytes() for run in (whole, resumed)]
        assert kept[0] == kept[1]


def test_what_is_no_run_and_no_report_is_told(turnwise: Turnwise, suite: Path) -> None:
    assert "is no run" in turnwise("eval", "run", suite, "--baseline", "latest").err
    assert "is no run" in turnwise("eval", "compare", "latest", "latest").err
    assert ".md (markdown)" in turnwise("eval", "run", suite, "--report", "report.pdf").err


def test_a_suite_is_answered_by_the_chat_model_that_it_scripts(turnwise: Turnwise, tmp_path: Path) -> None:
    suite = tmp_path / "scripted"
    suite.mkdir()
    head = "name: scripted\ndescription: one case\nlanguages: [en]\nknowledge: [facts.md]\n"
    says = "How many days to return goods after delivery?"
    (suite / "facts.md").write_text("# Returns\n\nGoods can be returned within 45 days of delivery.\n")
    (suite / "cases.jsonl").write_text(
        '{"id": "a", "language": "en", "turns": [{"says": "' + says + '", "expect": {"contains": ["You have 45"]}}]}'
    )
    (suite / "suite.yaml").write_text(head)
    refused = turnwise("eval", "run", suite, "--scripted-model")
    assert refused.code == 1
    assert "names no `model`" in refused.err
    (suite / "suite.yaml").write_text(head + "model: model.yaml\n")
    (suite / "model.yaml").write_text("a:\n  - - slip: You have 90 days {45}.\n    - You have 45 days {45 days}.\n")
    done = turnwise("eval", "run", suite, "--scripted-model")
    assert done.code == 0, done.err + done.out
    assert "asked in 1 of 1 turns" in done.err
    assert "1 slips" in done.err


def test_a_folder_of_suites_stands_for_all_of_them(turnwise: Turnwise, suite: Path, tmp_path: Path) -> None:
    several = tmp_path / "several"
    for name in ("one", "two"):
        (several / name).mkdir(parents=True)
        (several / name / "suite.yaml").write_text(
            HEAD.replace("mine", name).replace("fees.md, returns.md", str(suite / "returns.md"))
        )
        case = {"id": name, "language": "en", "turns": [{"says": "Within how many days can goods be returned?"}]}
        (several / name / "cases.jsonl").write_text(json.dumps(case))
    done = turnwise("eval", "run", several, "--report", tmp_path / "report.md", "--json")
    assert [record["suite"] for record in done.records if "suite" in record] == ["one", "two"]
    assert (tmp_path / "report-one.md").is_file()
    assert (tmp_path / "report-two.md").is_file()
    within = turnwise("eval", "export", "robustness/injection", "-f", "openai")
    assert within.code == 0, within.err
    assert "robustness" in turnwise("eval", "run", "robustness/unheard_of").err


def test_the_grades_of_a_run_are_sent_as_events_where_a_collector_is_named(
    turnwise: Turnwise, suite: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with collecting() as collector:
        monkeypatch.setenv("TURNWISE_OTEL_ENDPOINT", collector.url)
        done = turnwise("eval", "run", suite, "--json")
    assert done.code == 0, done.err
    turns = [turn for record in done.records[:-1] for turn in record["case"]["turns"]]
    judged = sum(grade["score"] is not None for turn in turns for grade in turn["grades"])
    assert len(collector.events) == judged > len(FEES)
    assert {event["test.case.name"] for _, event in collector.events} == set(FEES)
    assert "Bremen costs" not in str(collector.events)
