"""From what the knowledge base gives to what turns record."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graphs.turn import Passage
from knowledge.document import Chunk, Retrieval

if TYPE_CHECKING:
    from graphs.agent.context import Context


async def search_for(
    question: str, given: Sequence[Passage] | None, context: "Context"
) -> tuple[tuple[Passage, ...], Retrieval]:
    """What the documents say about the question, or what the given passages do where these alone may be used."""
    if given is None:
        found = await context.retriever.search(question, context.policy.passages_per_question)
        return to_passages(found), found
    found = await context.retriever.search_passages(question, [passage.text for passage in given])
    return rank_given(given, found), found


def to_passages(retrieval: Retrieval) -> tuple[Passage, ...]:
    """The hits as passages, best first."""
    return tuple(
        Passage(
            document=hit.chunk.document,
            chunk_id=hit.chunk.id,
            text=hit.chunk.text,
            score=hit.score,
            title=hit.chunk.title,
            headings=_path(hit.chunk),
        )
        for hit in retrieval.hits
    )


def rank_given(passages: Sequence[Passage], retrieval: Retrieval) -> tuple[Passage, ...]:
    """The passages given with the question, best first by a search over their texts; none is left out.

    A hit's chunk has the place of its text as `ordinal`.
    """
    scores = {hit.chunk.ordinal: hit.score for hit in reversed(retrieval.hits)}
    places = list(dict.fromkeys(hit.chunk.ordinal for hit in retrieval.hits))
    places += [place for place in range(len(passages)) if place not in scores]
    return tuple(replace(passages[place], score=scores.get(place, 0.0)) for place in places)


def _path(chunk: Chunk) -> tuple[str, ...]:
    """The headings, and the question that an FAQ's entry answers where that is not its heading."""
    if not chunk.question or chunk.question in chunk.headings:
        return chunk.headings
    return (*chunk.headings, chunk.question)
