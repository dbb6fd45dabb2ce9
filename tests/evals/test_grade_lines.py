"""Turns as lines: what is missing is unknown, what is bad is reported and passed over."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from evals.grade_lines import BadLine, GradedLine, grade_lines
from evals.judge import load_graders
from evals.record import GradeLine
from graphs.evaluator.graph import Evaluator, build_evaluator

FULL = {
    "id": "a1",
    "messages": [
        {"role": "user", "content": "Hi"},
        {"role": "assistant", "content": "Hello!"},
        {"role": "user", "content": "How long is the warranty?"},
        {"role": "user", "content": "My number is +44 20 7946 0958"},
    ],
    "reply": "The warranty is 3 years.",
    "next": ["Thanks!", {"role": "assistant", "content": "Gladly."}],
    "context": ["The warranty is 3 years."],
    "citations": [{"document": "kb.md", "chunk_id": "1", "quote": "The warranty is 3 years."}],
    "handed_off": False,
    "lead": {"fields": [{"type": "phone", "value": "+442079460958", "raw": "+44 20 7946 0958"}]},
}


@pytest.fixture(scope="module")
def evaluator() -> Evaluator:
    return build_evaluator(load_graders())


async def labels(evaluator: Evaluator, line: dict[str, Any], **options: Any) -> dict[str, str]:
    (graded,) = [item async for item in grade_lines([json.dumps(line)], evaluator, **options)]
    assert isinstance(graded, GradedLine), graded
    return {grade["grader"]: grade["label"] for grade in graded.to_json()["grades"]}


async def test_a_full_line_is_graded_in_both_stages(evaluator: Evaluator) -> None:
    assert await labels(evaluator, FULL) == {
        "groundedness": "grounded",
        "language": "passed",
        "lead": "captured",
        "relevance": "relevant",
        "completeness": "complete",
        "contradiction": "consistent",
        "sentiment": "neutral",
        "sentiment_change": "steady",
        "handoff": "not_needed",
        "resolution": "resolved",
        "satisfaction": "satisfied",
        "repetition": "original",
        "politeness": "neutral",
        "unsafe_promise": "backed",
        "sensitive_data": "clean",
        "injection": "not_applicable",
        "complaint": "no_complaint",
        "escalation_risk": "calm",
    }


@pytest.mark.parametrize(
    ("missing", "grader"),
    [
        ("context", "groundedness"),
        ("lead", "lead"),
        ("next", "resolution"),
        ("next", "handoff"),
        ("handed_off", "handoff"),
    ],
)
async def test_what_is_missing_makes_its_grader_not_applicable(evaluator: Evaluator, missing: str, grader: str) -> None:
    line = {key: value for key, value in FULL.items() if key not in (missing, "citations")}
    assert (await labels(evaluator, line))[grader] == "not_applicable"


async def test_no_lead_on_record_is_not_the_same_as_nothing_known(evaluator: Evaluator) -> None:
    assert (await labels(evaluator, FULL | {"lead": None}))["lead"] == "missed"


async def test_one_grader_may_be_asked_alone(evaluator: Evaluator) -> None:
    assert await labels(evaluator, FULL, only=["language"]) == {"language": "passed"}


def test_the_customers_last_messages_are_the_turn_and_the_rest_is_history() -> None:
    turn = GradeLine.model_validate(FULL).grading_context().turn
    assert [message.text for message in turn.asked] == ["How long is the warranty?", "My number is +44 20 7946 0958"]
    assert [message.role for message in turn.history] == ["customer", "agent"]
    following = GradeLine.model_validate(FULL).grading_context().following
    assert following is not None
    assert [message.text for message in following] == ["Thanks!"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("nonsense", "JSON"),
        ('{"id": 1, "messages": []}', "messages"),
        ('{"messages": [{"role": "user", "content": "hi"}]}', "id"),
        ('{"id": 1, "messages": [{"role": "wizard", "content": "hi"}]}', "role"),
        ('{"id": 1, "messages": [{"role": "assistant", "content": "hi"}]}', "customer's"),
        ("[1, 2]", "object"),
    ],
)
async def test_a_bad_line_is_reported_with_its_number_and_the_rest_is_graded(
    evaluator: Evaluator, line: str, told: str
) -> None:
    found = [item async for item in grade_lines(["\n", line, json.dumps(FULL)], evaluator, only=["language"])]
    bad, good = found
    assert isinstance(bad, BadLine)
    assert bad.number == 2
    assert told in bad.problem
    assert isinstance(good, GradedLine)
    assert good.number == 3


async def test_lines_are_read_one_at_a_time(evaluator: Evaluator) -> None:
    taken = 0

    def lines() -> Iterator[str]:
        nonlocal taken
        for _ in range(1_000_000):
            taken += 1
            yield json.dumps(FULL)

    async for _ in grade_lines(lines(), evaluator, only=["language"]):
        break
    assert taken == 1
