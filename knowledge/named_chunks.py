"""Passages as chunks of a document: their title over them, and an id that names their content."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid5

from knowledge.chunk import Passage
from knowledge.document import Chunk
from knowledge.language import detect


def name_chunks(document_id: str, name: str, title: str, passages: Sequence[Passage]) -> list[Chunk]:
    """Give passages their ids: the same passage of the same document has the same id in every version."""
    seen: Counter[str] = Counter()
    chunks: list[Chunk] = []
    for ordinal, passage in enumerate(passages):
        content = "\x1f".join((title, *passage.headings, passage.question, passage.text))
        seen[content] += 1
        chunks.append(
            Chunk(
                id=str(uuid5(UUID(document_id), f"{content}\x1f{seen[content]}")),
                document_id=document_id,
                document=name,
                title=title,
                ordinal=ordinal,
                headings=passage.headings,
                text=passage.text,
                language=detect(f"{passage.question} {passage.text}"),
                question=passage.question,
            )
        )
    return chunks


def under_title(title: str | None, passages: Sequence[Passage]) -> list[Passage]:
    """A title that the document gives itself heads every passage; a file's name does not."""
    if not title:
        return list(passages)
    return [
        passage if title in passage.headings else replace(passage, headings=(title, *passage.headings))
        for passage in passages
    ]
