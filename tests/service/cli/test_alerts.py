"""`turnwise alerts`: rules put in force, looks, alerts acknowledged, addresses tried."""

import sqlite3
from pathlib import Path

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
    nobody = turnwise("alerts", "test")
    assert (nobody.code, "TURNWISE_ALERTS_TO" in nobody.err) == (1, True)
