"""`turnwise eval run --installed`: suites of the installation's folder, asked of the installation's own agent."""

import json
from pathlib import Path

import pytest

from tests.service.cli.conftest import Turnwise

CASES = (
    ("express", "en", "What does express delivery to Germany cost?", {"contains": ["12.90"], "cites": "shipping.md"}),
    ("保修", "zh", "灯具保修几年？", {"contains": ["三年"], "cites": "warranty.md"}),
)


@pytest.fixture
def mine(data: Path) -> Path:
    """A suite without documents, in the folder where the installation has its own."""
    folder = data / "suites" / "mine"
    folder.mkdir(parents=True)
    (folder / "suite.yaml").write_text("name: mine\ndescription: two questions\nlanguages: [en, zh]\n")
    lines = [
        {"id": name, "language": language, "turns": [{"says": says, "expect": expect}]}
        for name, language, says, expect in CASES
    ]
    (folder / "cases.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return folder


def test_a_suite_by_its_name_is_answered_from_the_installations_knowledge_base(turnwise: Turnwise, mine: Path) -> None:
    asked = turnwise("eval", "run", "mine", "--installed", "--json")
    assert asked.code == 0, asked.err
    assert [record["case"]["passed"] for record in asked.records[:-1]] == [True, True]
    by_itself = turnwise("eval", "run", "mine", "--json")
    assert by_itself.code == 1
    assert [record["case"]["passed"] for record in by_itself.records[:-1]] == [False, False]


def test_two_agents_at_once_are_refused(turnwise: Turnwise, mine: Path) -> None:
    refused = turnwise("eval", "run", "mine", "--installed", "--target", mine / "suite.yaml")
    assert (refused.code, "choose one" in refused.err) == (2, True)
