"""What counts as an answer of a judge, and what does not."""

import json
from typing import Any

import pytest
from langchain_core.messages import AIMessage

from evals.judging.verdict import (
    MOST_QUOTES,
    MOST_REASON_CHARS,
    RefusedError,
    UnusableAnswerError,
    Verdict,
    read_verdict,
    schema,
)

LABELS = ("good", "bad")
GOOD = {"evidence": ["so it says"], "reason": "it says so", "label": "good"}


def call(arguments: dict[str, Any], name: str = "grade") -> dict[str, Any]:
    return {"name": name, "args": arguments, "id": "1", "type": "tool_call"}


def message(*calls: dict[str, Any], text: str = "") -> AIMessage:
    return AIMessage(content=text, tool_calls=list(calls))


@pytest.mark.parametrize(
    "answer",
    [
        message(call(GOOD)),
        message(call(GOOD), text="<think>what shall I say</think>"),
        message(text=json.dumps(GOOD)),
        message(
            text='<think>{"label": "bad"}</think>{"evidence": ["so it says"], "reason": "it says so", "label": "good"}'
        ),
    ],
    ids=["a call", "a call beside thoughts", "JSON", "JSON after thoughts"],
)
def test_a_call_or_json_is_a_verdict(answer: AIMessage) -> None:
    assert read_verdict(answer, LABELS) == Verdict(evidence=["so it says"], reason="it says so", label="good")


@pytest.mark.parametrize(
    "answer",
    [
        message(text="good"),
        message(text='The label is {"evidence": [], "reason": "so", "label": "good"}'),
        message(text=""),
        message(call({**GOOD, "label": "Good"})),
        message(call({**GOOD, "label": None})),
        message(call({**GOOD, "label": ["good"]})),
        message(call({**GOOD, "reason": ""})),
        message(call({**GOOD, "reason": "<think>nobody may see this</think>"})),
        message(call({**GOOD, "evidence": "so it says"})),
        message(call({"label": "good"})),
        message(call(GOOD), call(GOOD)),
        message(call(GOOD), call({}, "search")),
        AIMessage(content="", invalid_tool_calls=[{"name": "grade", "args": "{", "id": "1", "error": "no JSON"}]),
    ],
)
def test_anything_else_is_none_and_its_words_are_not_told(answer: AIMessage) -> None:
    with pytest.raises(UnusableAnswerError) as raised:
        read_verdict(answer, LABELS)
    assert "so it says" not in str(raised.value)
    assert "nobody may see this" not in str(raised.value)


def test_a_refusal_is_told_apart() -> None:
    with pytest.raises(RefusedError):
        read_verdict(AIMessage(content="", additional_kwargs={"refusal": "I will not."}), LABELS)


def test_thoughts_in_reason_and_evidence_are_taken_out_and_lengths_are_bounded() -> None:
    given = {
        "evidence": ["<thinking>hm</thinking>first", "<think>all of it", *["x" * 9_000] * 10],
        "reason": f"<think>hm</think>{'because ' * 500}",
        "label": "bad",
    }
    verdict = read_verdict(message(call(given)), LABELS)
    assert verdict.evidence[0] == "first"
    assert (len(verdict.evidence), len(verdict.reason)) == (MOST_QUOTES, MOST_REASON_CHARS)
    assert "hm" not in verdict.reason + "".join(verdict.evidence)


def test_the_labels_are_a_closed_set_for_the_provider_too() -> None:
    label = schema(LABELS)["properties"]["label"]
    assert label["enum"] == ["good", "bad", "not_applicable"]
    assert schema(LABELS)["additionalProperties"] is False
