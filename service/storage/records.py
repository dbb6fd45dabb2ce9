"""The parts of a turn in JSON columns. Dataclasses are written as they are: the database's JSON encoder knows them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from graphs.agent.handoff.loops import Returned
from graphs.turn import (
    Citation,
    Contact,
    HandoffReason,
    Message,
    Passage,
    Sentiment,
    Timings,
    Turn,
    Usage,
)
from service.storage.types import AnyRow


def citations_json(citations: Sequence[Citation], passages: Sequence[Passage]) -> list[dict[str, Any]]:
    """Citations as customers see them: with the title of the document."""
    titles = {passage.chunk_id: passage.title for passage in passages}
    return [
        {
            "document": citation.document,
            "title": titles.get(citation.chunk_id, ""),
            "chunk_id": citation.chunk_id,
            "quote": citation.quote,
            "start": citation.start,
            "end": citation.end,
        }
        for citation in citations
    ]


def contacts_from(items: Iterable[dict[str, Any]]) -> tuple[Contact, ...]:
    """Contact details out of their JSON column."""
    return tuple(Contact(**item) for item in items)


def passages_from(items: Iterable[dict[str, Any]]) -> tuple[Passage, ...]:
    """Passages out of their JSON column."""
    return tuple(Passage(**(item | {"headings": tuple(item["headings"])})) for item in items)


def citations_from(items: Iterable[dict[str, Any]]) -> tuple[Citation, ...]:
    """Citations out of their JSON column, whose titles are for people only; old ones know no place."""
    return tuple(
        Citation(item["document"], item["chunk_id"], item["quote"], item.get("start"), item.get("end"))
        for item in items
    )


def usage_from(row: AnyRow) -> Usage:
    """The tokens and the cost in a row of `turns`."""
    return Usage(row.input_tokens, row.output_tokens, row.cached_input_tokens, row.cost)


def turn_from(row: AnyRow, said: Sequence[AnyRow]) -> Turn:
    """The frozen turn of a row of `turns`, out of all that was said in its conversation up to it.

    An operator answers from what they know, so their turns have no passages and no confidence to be judged by, and
    citations only where each reply names its sources. A file that they send says nothing that could be judged: it is
    not among the replies.
    """
    history = tuple(message_from(message) for message in said if message.seq < row.first_seq and message.text)
    own = [message for message in said if message.turn_id == row.id]
    by_agent = row.replied_by != "operator"
    return Turn(
        id=row.id,
        conversation_id=row.conversation_id,
        history=history,
        asked=tuple(message_from(message) for message in own if message.role == "customer"),
        replies=tuple(message_from(message) for message in own if says_something(message)),
        language=row.language,
        intent=row.intent,
        sentiment=Sentiment(row.sentiment, row.upset) if row.sentiment else None,
        urgency=row.urgency,
        order_numbers=tuple(row.order_numbers),
        contacts=contacts_from(row.contacts),
        passages=passages_from(row.passages) if by_agent else None,
        citations=citations_from(row.citations) if by_agent else _operators_citations(own),
        answered=row.answered,
        confidence=row.confidence,
        handoff=HandoffReason(row.handoff) if row.handoff else None,
        handed_off=row.held or row.handoff is not None,
        usage=usage_from(row),
        timings=Timings(**row.timings),
        model=row.model,
        prompt_version=row.prompt_version,
        knowledge_version=row.knowledge_version,
    )


def returned_from(items: Iterable[dict[str, Any]]) -> tuple[Returned, ...]:
    """When the conversation came back to the agent, out of its JSON column."""
    return tuple(Returned(item["rule"], item["by"], datetime.fromisoformat(item["at"])) for item in items)


def _operators_citations(own: Sequence[AnyRow]) -> tuple[Citation, ...] | None:
    replies = [message.citations for message in own if says_something(message)]
    return citations_from(chain.from_iterable(replies)) if replies and all(replies) else None


def says_something(row: AnyRow) -> bool:
    """Whether a message replies in words."""
    return row.role != "customer" and row.kind not in ("image", "file")


def message_from(row: AnyRow) -> Message:
    """A message as the graphs know it."""
    return Message(row.role, row.text, row.at, tuple(row.asks or ()), tuple(row.choices or ()))
