"""`turnwise review`: the queue, a verdict, the report."""

import sqlite3
from pathlib import Path

from tests.service.cli.conftest import Turnwise


def graded_turn(data: Path) -> str:
    """Grade the resolution of the only turn, as a worker would."""
    with sqlite3.connect(data / "turnwise.db") as database:
        (turn_id,) = database.execute("SELECT id FROM turns").fetchone()
        database.execute(
            "INSERT OR REPLACE INTO grades (turn_id, grader, version, stage, state, not_before, label, score, reason,"
            " evidence, graded_at) VALUES (?, 'resolution', '1', 'outcome', 'done', '2026-03-01 09:00:00',"
            " 'unresolved', 0.2, 'asks again', '[]', '2026-03-01 09:00:00')",
            (turn_id,),
        )
    database.close()
    return str(turn_id)


def test_a_grade_is_found_corrected_and_counted(turnwise: Turnwise, data: Path) -> None:
    assert "Nothing has been reviewed" in turnwise("review", "report").out
    assert turnwise("ask", "How much is express delivery?", "--store").code == 0
    turn = graded_turn(data)

    (queued,) = turnwise("review", "queue", "--grader", "resolution", "--json").records
    assert (queued["turn_id"], queued["label"], queued["score"]) == (turn, "unresolved", 0.2)
    unknown = turnwise("review", "add", turn, "resolution", "lovely")
    assert (unknown.code, "choose from" in unknown.err) == (1, True)
    nobody = turnwise("review", "next")
    assert (nobody.code, "nobody to ask" in nobody.err) == (2, True)

    said = ("resolution", "resolved", "--note", "it was answered", "--json")
    assert "no user ann" in turnwise("review", "add", turn, *said, "--reviewer", "ann@example.com").err
    for name, role in (("ann", "evaluator"), ("bob", "operator")):
        added = turnwise("operator", "add", f"{name}@example.com", "--role", role, "--stdin", stdin=b"longenough\n")
        assert added.code == 0
    assert "may not review" in turnwise("review", "add", turn, *said, "--reviewer", "bob@example.com").err
    ann = ("--reviewer", "ann@example.com")
    (drawn,) = turnwise(
        "review", "queue", "-g", "resolution", "--order", "random", "--blind", "--since", "2026-01-01", *ann, "--json"
    ).records
    assert (drawn["turn_id"], drawn["label"], drawn["score"]) == (turn, None, None)
    (stored,) = turnwise("review", "add", turn, *said, *ann).records
    assert (stored["verdict"], stored["given"]) == ("corrects", "unresolved")
    assert (stored["picked"], stored["blind"], stored["reviewer"]) == ("random", True, "ann@example.com")

    (report,) = turnwise("review", "report", "--by", "language", "--json").records
    assert list(report) == ["grader", "version", "key", "random", "quality", "reviewers", "rates"]
    assert (report["key"], report["quality"]["confusion"]["unresolved"]["resolved"]) == ({"language": "en"}, 1)
    assert "1 of them drawn by chance" in turnwise("review", "report").out
    assert "Nothing is left" in turnwise("review", "queue", "--grader", "resolution").out
    assert turnwise("review", "report", "--by", "moon").code == 1
