"""Tools whose answers a case scripts."""

from pathlib import Path

import pytest

from evals.offline.case import Case
from evals.offline.scripted_tools import open_scripted, tools_of

DEMO = Path(__file__).parents[3] / "service" / "demo" / "tools.yaml"
CASE = {"id": "a", "language": "en", "turns": [{"says": "Hi"}]}
ANSWERS = [
    {"when": {"order": "TW-1"}, "result": {"status": "shipped"}},
    {"when": {"order": "TW-2"}, "fails": "timeout"},
    {"when": {"order": "TW-3"}, "fails": "error"},
]


async def test_a_tool_answers_as_the_case_says_and_knows_nothing_else() -> None:
    toolbox = tools_of(Case.model_validate(CASE | {"tools": {"order_status": ANSWERS}}), open_scripted(DEMO))
    call = toolbox.tools["order_status"].caller
    results = [await call({"order": f"TW-{n}", "more": 1}, "key", 1.0) for n in range(1, 5)]
    assert [result.status for result in results] == ["ok", "timeout", "failed", "not_found"]
    assert results[0].data == {"status": "shipped"}


def test_a_case_has_no_tools_but_its_own() -> None:
    assert tools_of(Case.model_validate(CASE), open_scripted(DEMO)).tools == {}
    assert open_scripted(None).tools == {}


def test_a_tool_that_is_not_declared_is_told() -> None:
    with pytest.raises(ValueError, match="declares no refund"):
        tools_of(Case.model_validate(CASE | {"tools": {"refund": ANSWERS}}), open_scripted(DEMO))
