"""`turnwise alerts`: rules put in force, looks, alerts acknowledged, addresses tried."""

import sqlite3
from pathlib import Path

import pytest

from tests.service.cli.conftest import Turnwise

RULES = """
rules:
  - {id: angry, kind: turn, grader: sentiment, score_up_to: 0.05}
  - {id: rating, kind: rate, rate: csat, below: 4}
"""


def test_rules_are_put_in_force_and_an_alert_is_seen_to(turnwise: Turnwise, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "alerts.yaml"
    file.write_text(RULES.replace("below", "above"), encoding="utf-8")
    wrong = turnwise("alerts", "rules", "--put", file)
    assert (wrong.code, "alerts.yaml:4" in wrong.err, "say below" in wrong.err) == (1, True, True)
    file.write_text(RULES, encoding="utf-8")
    assert turnwise("alerts", "rules", "--put", file, "--json").records == [{"number": 1}]
    assert [rule["id"] for rule in turnwise("alerts", "rules", "--json").records] == ["angry", "rating"]
    assert "score_up_to: 0.05" in turnwise("alerts", "rules").out

    assert turnwise("ask", "How much is express delivery?", "--store").code == 0
    with sqlite3.connect(data / "turnwise.db") as database:
        database.execute(
            "INSERT OR REPLACE INTO grades (turn_id, grader, version, stage, state, not_before, label, score, evidence,"
            " graded_at) SELECT id, 'sentiment', 'x', 'reply', 'done', asked_at, 'negative', 0.01, '[]', asked_at"
            " FROM turns"
        )
    database.close()
    (found,) = turnwise("alerts", "check", "--json").records
    assert list(found) == ["rule", "rate", "found", "n", "value", "limit", "clear", "e_value"]
    assert (found["rule"], found["found"]) == ("rating", "no_data")

    (alert,) = turnwise("alerts", "list", "--json").records
    assert (alert["rule"], alert["state"], alert["value"]) == ("angry", "firing", 0.01)
    (done,) = turnwise("alerts", "ack", alert["id"], "--note", "called", "--by", "ann", "--json").records
    assert (done["state"], done["acknowledged_by"], list(done) == list(alert)) == ("acknowledged", "ann", True)
    assert turnwise("alerts", "ack", alert["id"]).code == 1
    assert "There are no alerts" in turnwise("alerts", "list", "--state", "firing").out
    assert (alert["failed"], alert["sent_at"], alert["escalated_at"]) == (None, None, None)
    assert "All that was to be told was taken" in turnwise("alerts", "failing").out
    nobody = turnwise("alerts", "test")
    assert (nobody.code, "TURNWISE_ALERTS_TO" in nobody.err) == (1, True)


def test_what_an_address_did_not_take_is_shown_and_sent_again(
    turnwise: Turnwise, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "whsec_" + "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="
    monkeypatch.setenv("TURNWISE_ALERTS_TO", f"webhook://127.0.0.1:1/hidden#{secret}")
    file = tmp_path / "alerts.yaml"
    file.write_text("rules: [{id: short, kind: turn, grader: language, labels: [passed]}]", encoding="utf-8")
    assert turnwise("alerts", "rules", "--put", file).code == 0
    assert turnwise("ask", "How much is express delivery?", "--store").code == 0
    with sqlite3.connect(data / "turnwise.db") as database:
        database.execute(
            "INSERT OR REPLACE INTO grades (turn_id, grader, version, stage, state, not_before, label, score, evidence,"
            " graded_at) SELECT id, 'language', 'x', 'reply', 'done', asked_at, 'passed', 1, '[]', asked_at FROM turns"
        )
    database.close()
    assert turnwise("alerts", "check").code == 0
    (alert,) = turnwise("alerts", "list", "--json").records
    assert alert["failed"] == "1 webhook: The webhook could not be reached. (1 attempts)"
    (failing,) = turnwise("alerts", "failing", "--json").records
    assert (failing["alert"], failing["event"], failing["state"], failing["attempts"]) == (
        alert["id"],
        "fired",
        "pending",
        1,
    )
    assert turnwise("alerts", "failing", "--again").code == 0
    assert turnwise("alerts", "check").code == 0
    shown = turnwise("alerts", "list")
    assert "could not be reached" in shown.out
    tested = turnwise("alerts", "test", "--json")
    assert (tested.code, tested.records[0]["sent"], list(tested.records[0]["failed"])) == (1, False, ["1 webhook"])
    assert "hidden" not in shown.out + shown.err + tested.out + tested.err
