"""Passages that answer badly for their shape: copies of others, too long, or hardly anything."""

from collections.abc import Iterator
from itertools import groupby

from knowledge.asking import opening_questions
from knowledge.cutting import tokens
from knowledge.document import Chunk
from knowledge.duplicates import near_duplicates
from knowledge.health.findings import Base, Evidence, Finding, Values

_QUOTED = 200
_LEAST_TOKENS = 1.5


def duplicates(base: Base) -> Iterator[Finding]:
    """Passages that stand in several places; those that differ in their numbers only weigh most."""
    groups = list(near_duplicates(base.chunks, base.thresholds.similarity))
    wanted = {member.chunk_id for group in groups for member in group.members[:2]}
    texts = {chunk.id: chunk.text[:_QUOTED] for chunk in base.chunks if chunk.id in wanted}
    for group in groups:
        documents = tuple(dict.fromkeys(member.document for member in group.members))
        message = (
            "duplicate.exact" if group.exact else "duplicate.numbers" if group.numbers_differ else "duplicate.near"
        )
        yield Finding(
            "duplicate",
            "medium" if group.numbers_differ else "low",
            message,
            {"count": len(group.members), "documents": ", ".join(documents), "similarity": group.similarity},
            documents,
            tuple(member.chunk_id for member in group.members),
            tuple(Evidence(member.document, member.chunk_id, texts[member.chunk_id]) for member in group.members[:2]),
        )


def too_long(base: Base) -> Iterator[Finding]:
    """Passages that no border could cut, and long stretches of a document without a heading."""
    thresholds = base.thresholds
    for (document, _), run in groupby(
        base.chunks, key=lambda chunk: (chunk.document, (chunk.headings, chunk.question))
    ):
        chunks = list(run)
        if len(chunks) >= thresholds.long_section_chunks:
            values: Values = {
                "document": document,
                "section": chunks[0].headings[-1] if chunks[0].headings else chunks[0].title,
                "chunks": len(chunks),
            }
            ids = tuple(chunk.id for chunk in chunks)
            yield Finding("too_long", "medium", "too_long.section", values, (document,), ids)
        for chunk in chunks:
            if (size := tokens(chunk.text)) > thresholds.long_tokens:
                values = {"document": document, "words": round(size)}
                yield Finding("too_long", "low", "too_long.passage", values, (document,), (chunk.id,), (_shown(chunk),))


def empty(base: Base) -> Iterator[Finding]:
    """Headings without a text, questions without an answer, and passages of a word."""
    for chunk in base.chunks:
        if message := _lack(chunk):
            shown = chunk.text.split("\n")[0]
            values: Values = {"document": chunk.document, "text": shown[:_QUOTED]}
            yield Finding("empty", "low", message, values, (chunk.document,), (chunk.id,), (_shown(chunk),))


def _lack(chunk: Chunk) -> str:
    text = chunk.text.strip()
    if not chunk.question and not opening_questions(text)[1]:
        return "empty.unanswered"
    if chunk.headings and text == chunk.headings[-1]:
        return "empty.heading"
    return "empty.short" if not chunk.question and tokens(text) < _LEAST_TOKENS else ""


def _shown(chunk: Chunk) -> Evidence:
    return Evidence(chunk.document, chunk.id, chunk.text[:_QUOTED])
