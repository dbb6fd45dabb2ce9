"""What a search or a tool found, as every model gets it: the result of a tool call, data beside its text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, ToolMessage

from graphs.turn import Passage

SEARCH_TOOL = "search_knowledge"
# What the name of a source begins with that is no document but a tool of the installation.
TOOL = "tool:"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passages of one search, numbered from `first`; `language` is the customer's.

    `question` is what the customer asked, able to stand alone; empty where a model searched on its own account. It
    travels as the `artifact` of the tool message: a model that needs no prose (the extractive one) reads it there.
    `reply` tells the result in the customer's language where the tool has words of its own for it, or why there is
    none. `tool` and `arguments` are the call; without arguments it is the search for `question`.
    """

    passages: tuple[Passage, ...]
    confidence: float
    language: str
    first: int = 1
    question: str = ""
    reply: str = ""
    tool: str = SEARCH_TOOL
    arguments: Mapping[str, Any] | None = None


def describe(evidence: Evidence) -> str:
    """The passages as a model reads them: number, document and headings, text."""
    if not evidence.passages:
        return evidence.reply or "Nothing was found."
    return "\n\n".join(
        f"[{number}] {' › '.join((passage.title or passage.document, *passage.headings))}\n{passage.text}"
        for number, passage in enumerate(evidence.passages, evidence.first)
    )


def as_messages(found: Sequence[Evidence]) -> list[BaseMessage]:
    """The searches that were made for the model before it was asked: the calls and their results."""
    named = [(f"search-{place}", evidence) for place, evidence in enumerate(found, 1)]
    calls = [{"name": evidence.tool, "args": _arguments(evidence), "id": name} for name, evidence in named]
    return [
        AIMessage(content="", tool_calls=calls),
        *(
            ToolMessage(content=describe(evidence), artifact=evidence, tool_call_id=name, name=evidence.tool)
            for name, evidence in named
        ),
    ]


def _arguments(evidence: Evidence) -> dict[str, Any]:
    return {"query": evidence.question} if evidence.arguments is None else dict(evidence.arguments)
