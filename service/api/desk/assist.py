"""Help for an operator who is about to reply: a suggestion with its sources, near passages, a draft in other words."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, StringConstraints

from knowledge.document import Access, Chunk
from service.assisting import How
from service.assisting import Suggestion as Found
from service.deps import CurrentResources, PathId, needs
from service.rest.shown import Shown, problems
from service.roles import Right
from service.texts import clean, clean_message

router = APIRouter(prefix="/api/conversations/{id}", tags=["conversations"], dependencies=needs(Right.ANSWER))


class Passage(Shown):
    """A passage near the question; `access` says whether customers may see it."""

    document_id: str
    document: str
    title: str
    chunk_id: str
    headings: list[str]
    text: str
    access: Access


class Quote(BaseModel):
    """The words of a document that support the suggestion; `title` is what people call it."""

    document: str
    title: str
    chunk_id: str
    quote: str


class Suggestion(BaseModel):
    """What the agent would answer to `asked`; `reply` is null where nothing on record answers it.

    `confidence` is the calibrated probability that what was found answers it. With `rewrites`, a model can put a draft
    in other words.
    """

    asked: str
    reply: str | None
    citations: list[Quote]
    confidence: float
    related: list[Passage]
    rewrites: bool


class Begun(BaseModel):
    """What the operator has written so far."""

    draft: Annotated[str, StringConstraints(min_length=1, max_length=8_000)]


class Draft(BaseModel):
    """What is to be said in other words, and in which way."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=8_000)]
    how: How


class Reworded(BaseModel):
    """The draft in other words, with the same numbers."""

    text: str


@router.get("/suggestion", responses=problems(401, 403, 404))
async def suggest(conversation_id: PathId, resources: CurrentResources) -> Suggestion:
    """What could be answered to what the customer said last. Nothing is stored or said."""
    return _shown(await resources.assisting.suggest(conversation_id))


@router.post("/suggestion", responses=problems(401, 403, 404, 422))
async def suggest_further(conversation_id: PathId, begun: Begun, resources: CurrentResources) -> Suggestion:
    """The same with regard to what the operator has written so far. Nothing is stored or said."""
    return _shown(await resources.assisting.suggest(conversation_id, clean(begun.draft)))


@router.post("/rewording", responses=problems(401, 403, 404, 409, 422))
async def reword(conversation_id: PathId, draft: Draft, resources: CurrentResources) -> Reworded:
    """A draft in other words, by the model that rewrites; refused where none is set, or it changed a number."""
    text = clean_message(draft.text, resources.settings.max_message_chars)
    return Reworded(text=await resources.assisting.rewritten(conversation_id, text, draft.how))


def _shown(found: Found) -> Suggestion:
    return Suggestion(
        asked=found.asked,
        reply=found.reply,
        citations=[
            Quote(
                document=one.document,
                title=found.titles.get(one.chunk_id, ""),
                chunk_id=one.chunk_id,
                quote=one.quote,
            )
            for one in found.citations
        ],
        confidence=found.confidence,
        related=[_passage(hit.chunk) for hit in found.related],
        rewrites=found.rewrites,
    )


def _passage(chunk: Chunk) -> Passage:
    return Passage(
        document_id=chunk.document_id,
        document=chunk.document,
        title=chunk.title,
        chunk_id=chunk.id,
        headings=list(chunk.headings),
        text=chunk.text,
        access=chunk.access,
    )
