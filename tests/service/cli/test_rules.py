"""`turnwise rules`: what is wrong is told by line, and what is in force has a number and a way back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

SET = """\
packs: []
rules:
  - id: cheapest
    kind: forbidden
    match: {words: [lowest price, 最低价]}
    examples: {hit: [全网最低價], pass: [价格公道]}
"""


def test_a_set_is_checked_put_in_force_and_taken_back(fresh: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text(SET.replace("words: [", "words: ['!', "), encoding="utf-8")
    wrong = fresh("rules", "check", file, "--json")
    assert wrong.code == 1
    assert wrong.records == [
        {
            "file": "shop.yaml",
            "line": 5,
            "field": "rules.0.match.words.0",
            "problem": "a word needs a letter, a digit or a character; * may end it",
            "code": "no_word",
        }
    ]
    assert fresh("rules", "activate", file).code == 1
    file.write_text(SET, encoding="utf-8")
    assert fresh("rules", "activate", file, "--json").records == [{"number": 1}]
    listed = {one["rule"]: one for one in fresh("rules", "list", "--json").records}
    assert (listed["cheapest"]["active"], listed["cheapest"]["pack"]) == (True, None)
    assert (listed["manners.insult"]["active"], listed["manners.insult"]["pack"]) == (False, "service_manners")
    assert fresh("rules", "rollback", 0, "--json").records == [{"number": 2}]
    assert [one["number"] for one in fresh("rules", "history", "--json").records] == [2, 1]
    assert "cheapest" in fresh("rules", "show", 1).out
    assert fresh("rules", "rollback", 9).err == "Error: There are no rules number 9: see the history.\n"


def test_hits_and_scores_come_from_stored_turns(turnwise: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text(SET.replace("lowest price", "12.90 euros"), encoding="utf-8")
    assert turnwise("ask", "What does express delivery to Germany cost?", "--store").code == 0
    tried = turnwise("rules", "try", file, "--json").records
    assert [(one["rule"], one["hits"], one["turns"]) for one in tried[:-1]] == [("cheapest", 1, 1)]
    assert tried[-1] == {"turns": 1, "turns_hit": 1}
    assert tried[0]["examples"][0]["quote"] == "12.90 euros"
    assert turnwise("rules", "hits", "--json").records == []  # nothing has graded the turn yet
    assert turnwise("rules", "scores", "--by", "conversation", "--json").records == []
    line = '{"id": 1, "messages": ["how much?"], "reply": "It costs 12.90 euros.", "next": []}'
    graded = turnwise("grade", "--input", "-", "--rules", file, "-g", "rules", "--json", stdin=line.encode())
    assert graded.records[0]["grades"][0]["evidence"] == ["cheapest [reply 1, 9-20]: 12.90 euros"]
    assert turnwise("rules", "appeal", "none", "--note", "x").code == 1
    assert turnwise("rules", "resolve", "none", "maybe").code == 2
