"""Searching the knowledge base, for those who look after it and for operators."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from knowledge.document import Access
from knowledge.index import Only
from service.deps import CurrentResources, needs
from service.rest.shown import problems
from service.roles import Right
from service.texts import clean

router = APIRouter(prefix="/api/knowledge", tags=["documents"], dependencies=needs(Right.SEE))


class Found(BaseModel):
    """A passage that a query found. `score` is comparable within one result only: the last of the stages' scores.

    Of the stages: `dense` is the cosine of question and passage, `sentence` that of its best sentence, `words` the
    points of BM25, `crowd` what is taken off because many passages are alike; null where a stage said nothing.
    `fused` is all of them together, `reranked` what a reranker made of it, where there is one.
    """

    document_id: str
    document: str
    title: str
    chunk_id: str
    headings: list[str]
    question: str
    text: str
    access: Access
    score: float
    dense: float | None
    sentence: float | None
    words: float | None
    crowd: float | None
    fused: float
    reranked: float | None


class SearchResult(BaseModel):
    """What was found, best first, and the probability that it answers the question."""

    confidence: float
    answer_threshold: float
    knowledge_version: int
    found: list[Found]


@router.get("/search", responses=problems(401, 403, 422))
async def search(
    resources: CurrentResources,
    q: Annotated[str, Query(min_length=1, max_length=2000)],
    audience: Access = "public",
    product: Annotated[str | None, Query(max_length=400)] = None,
    language: Annotated[str | None, Query(max_length=10)] = None,
    k: Annotated[int, Query(ge=1, le=50)] = 8,
) -> SearchResult:
    """What customers (`audience=public`) or operators would be answered from."""
    knowledge = resources.knowledge
    result = await knowledge.retriever.search(clean(q), k, Only(audience, product or None, language or None))
    found = [
        Found(
            document_id=hit.chunk.document_id,
            document=hit.chunk.document,
            title=hit.chunk.title,
            chunk_id=hit.chunk.id,
            headings=list(hit.chunk.headings),
            question=hit.chunk.question,
            text=hit.chunk.text,
            access=hit.chunk.access,
            score=hit.score,
            dense=hit.dense,
            sentence=hit.parts,
            words=hit.sparse,
            crowd=hit.crowd,
            fused=hit.score if hit.fused is None else hit.fused,
            reranked=None if hit.fused is None else hit.score,
        )
        for hit in result.hits
    ]
    return SearchResult(
        confidence=result.confidence,
        answer_threshold=knowledge.settings.answer_threshold,
        knowledge_version=result.knowledge_version,
        found=found,
    )
