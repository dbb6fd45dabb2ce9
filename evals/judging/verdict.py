"""What a judge may answer: a label of a closed set, a reason and quotes, by a tool call or as JSON."""

from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AIMessage
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graphs.agent.thinking import without_thinking
from graphs.evaluator.grader import NOT_APPLICABLE

TOOL = "grade"
MOST_QUOTES, MOST_QUOTE_CHARS, MOST_REASON_CHARS = 3, 400, 600


class UnusableAnswerError(Exception):
    """The model's message holds no verdict; the text says why, in words that can be said to the model."""


class RefusedError(Exception):
    """The model will not judge this; asking again changes nothing."""


class Verdict(BaseModel):
    """As the model gives it. Numbers have no place in it: the score belongs to the label."""

    model_config = ConfigDict(strict=True, frozen=True)

    evidence: list[str] = Field(default_factory=list)
    reason: str = Field(min_length=1)
    label: str


def schema(labels: Sequence[str]) -> dict[str, Any]:
    """JSON Schema of the answer; the label comes last, so that the model has given its grounds before it decides."""
    quotes = {"type": "array", "items": {"type": "string"}, "description": "Passages copied letter by letter."}
    return {
        "type": "object",
        "properties": {
            "evidence": quotes,
            "reason": {"type": "string", "description": "One or two short sentences."},
            "label": {"type": "string", "enum": [*labels, NOT_APPLICABLE]},
        },
        "required": ["evidence", "reason", "label"],
        "additionalProperties": False,
    }


def tool(labels: Sequence[str]) -> dict[str, Any]:
    """The one tool that the model is to call, in OpenAI's format."""
    function = {"name": TOOL, "description": "Give the grade.", "parameters": schema(labels)}
    return {"type": "function", "function": function}


def read_verdict(message: AIMessage, labels: Sequence[str]) -> Verdict:
    """The verdict in a model's message. Raises UnusableAnswerError and RefusedError."""
    if message.additional_kwargs.get("refusal"):
        raise RefusedError
    try:
        verdict = _parsed(message)
    except ValidationError as error:
        # Where and what, without the model's words: they may be long, or thoughts.
        problems = "; ".join(
            f"{'.'.join(map(str, one['loc'])) or 'the whole'}: {one['type']}" for one in error.errors()
        )
        raise UnusableAnswerError(f"it is not what was asked for ({problems})") from error
    if verdict.label not in (*labels, NOT_APPLICABLE):
        raise UnusableAnswerError(f"its label is none of {', '.join((*labels, NOT_APPLICABLE))}")
    reason = _plain(verdict.reason)
    if not reason:
        raise UnusableAnswerError("its reason is empty")
    quotes = [_plain(quote)[:MOST_QUOTE_CHARS] for quote in verdict.evidence]
    return Verdict(
        evidence=[quote for quote in quotes if quote][:MOST_QUOTES],
        reason=reason[:MOST_REASON_CHARS],
        label=verdict.label,
    )


def _plain(text: str) -> str:
    """Without thoughts, and without NUL, which PostgreSQL refuses; halves of characters make no `Verdict`."""
    return without_thinking(text).replace("\0", "")


def _parsed(message: AIMessage) -> Verdict:
    if message.invalid_tool_calls:
        raise UnusableAnswerError("its tool call is no JSON")
    calls = [call for call in message.tool_calls if call["name"] == TOOL]
    if len(calls) > 1 or len(message.tool_calls) != len(calls):
        raise UnusableAnswerError(f"it must call {TOOL} once and nothing else")
    if calls:
        return Verdict.model_validate(calls[0]["args"])
    text = without_thinking(message.text)
    if not text:
        raise UnusableAnswerError("it is empty")
    return Verdict.model_validate_json(text)
