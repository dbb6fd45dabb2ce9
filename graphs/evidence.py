"""What a search found, as every model gets it: the result of a `search_knowledge` call, data beside its text."""

from dataclasses import dataclass

from langchain_core.messages import AIMessage, BaseMessage, ToolMessage

from graphs.turn import Passage

SEARCH_TOOL = "search_knowledge"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passages of one search, numbered from `first`; `language` is the customer's.

    It travels as the `artifact` of the tool message: a model that needs no prose (the extractive one) reads it there.
    """

    passages: tuple[Passage, ...]
    confidence: float
    language: str
    first: int = 1


def describe(evidence: Evidence) -> str:
    """The passages as a model reads them: number, document and headings, text."""
    if not evidence.passages:
        return "Nothing was found."
    return "\n\n".join(
        f"[{number}] {' › '.join((passage.title or passage.document, *passage.headings))}\n{passage.text}"
        for number, passage in enumerate(evidence.passages, evidence.first)
    )


def as_messages(query: str, evidence: Evidence) -> tuple[BaseMessage, BaseMessage]:
    """The search that was made for the model before it was asked: the call and its result."""
    call_id = f"search-{evidence.first}"
    call = {"name": SEARCH_TOOL, "args": {"query": query}, "id": call_id}
    return (
        AIMessage(content="", tool_calls=[call]),
        ToolMessage(content=describe(evidence), artifact=evidence, tool_call_id=call_id, name=SEARCH_TOOL),
    )
