"""What a search found, as every model gets it: the result of a `search_knowledge` call, data beside its text."""

from collections.abc import Sequence
from dataclasses import dataclass

from langchain_core.messages import AIMessage, BaseMessage, ToolMessage

from graphs.turn import Passage

SEARCH_TOOL = "search_knowledge"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passages of one search, numbered from `first`; `language` is the customer's.

    `question` is what the customer asked, able to stand alone; empty where a model searched on its own account. It
    travels as the `artifact` of the tool message: a model that needs no prose (the extractive one) reads it there.
    """

    passages: tuple[Passage, ...]
    confidence: float
    language: str
    first: int = 1
    question: str = ""


def describe(evidence: Evidence) -> str:
    """The passages as a model reads them: number, document and headings, text."""
    if not evidence.passages:
        return "Nothing was found."
    return "\n\n".join(
        f"[{number}] {' › '.join((passage.title or passage.document, *passage.headings))}\n{passage.text}"
        for number, passage in enumerate(evidence.passages, evidence.first)
    )


def as_messages(found: Sequence[Evidence]) -> list[BaseMessage]:
    """The searches that were made for the model before it was asked: the calls and their results."""
    named = [(f"search-{place}", evidence) for place, evidence in enumerate(found, 1)]
    calls = [{"name": SEARCH_TOOL, "args": {"query": evidence.question}, "id": name} for name, evidence in named]
    return [
        AIMessage(content="", tool_calls=calls),
        *(
            ToolMessage(content=describe(evidence), artifact=evidence, tool_call_id=name, name=SEARCH_TOOL)
            for name, evidence in named
        ),
    ]
