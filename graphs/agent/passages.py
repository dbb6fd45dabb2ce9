"""From what the knowledge base gives to what turns record."""

from collections.abc import Sequence

from graphs.turn import Passage
from knowledge.document import Retrieval


def to_passages(retrieval: Retrieval) -> tuple[Passage, ...]:
    """The hits as passages, best first."""
    return tuple(
        Passage(
            document=hit.chunk.document,
            chunk_id=hit.chunk.id,
            text=hit.chunk.text,
            score=hit.score,
            title=hit.chunk.title,
            headings=hit.chunk.headings,
        )
        for hit in retrieval.hits
    )


def rank_given(passages: Sequence[Passage], retrieval: Retrieval) -> tuple[Passage, ...]:
    """The passages given with the question, best first by a search over their texts; none is left out."""
    order = {hit.chunk.text: place for place, hit in reversed(list(enumerate(retrieval.hits)))}
    return tuple(sorted(passages, key=lambda passage: order.get(passage.text, len(order))))
