"""How often documents are cited, how the turns that cite them were graded, and these turns."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from service.deps import CurrentResources, PathId, Reading, needs
from service.errors import NotFound
from service.resources import Resources
from service.rest.shown import Shown, problems
from service.roles import Right
from service.storage.knowledge.document_uses import Aspect, Part
from service.storage.knowledge.usage_counts import citing_turns, count_uses, usage_of
from service.storage.types import now

router = APIRouter(tags=["documents"], dependencies=needs(Right.SEE))

Days = Annotated[int, Query(ge=1, le=3_650, description="Of turns asked in so many days until now.")]


class Counts(Shown):
    """How many turns cite a document. Badly: ungrounded, irrelevant, unresolved or rated 1 or 2; well: the opposite of
    one of them and none of them. `last_cited_at` is at any time.
    """

    cited: int
    well: int
    badly: int
    last_cited_at: datetime | None


class Usage(Shown):
    """By the document's id; a document that was never cited is not there.

    `behind` counts conversations that are not in it yet, because too many have changed at once.
    """

    counts: Mapping[str, Counts]
    behind: int


class Share(BaseModel):
    """How many turns were good and bad in one respect."""

    aspect: Aspect
    good: int
    bad: int


class DocumentUsage(BaseModel):
    """Of one document."""

    counts: Counts
    aspects: list[Share]
    behind: int


class CitingTurn(BaseModel):
    """A turn that cites the document: what was asked, and how it went; null where that is not known."""

    turn_id: str
    conversation_id: str
    asked_at: datetime
    asked: str
    grounded: bool | None
    relevant: bool | None
    resolved: bool | None
    rating: int | None


class CitingTurns(BaseModel):
    """A page, the latest first; `next` is the cursor of what follows."""

    turns: list[CitingTurn]
    next: str | None


@router.get("/api/knowledge/usage", responses=problems(401, 403, 422))
async def count_usage(connection: Reading, days: Days = 30) -> Usage:
    """Of all documents, as of now."""
    return Usage.model_validate(await count_uses(connection, now() - timedelta(days=days)))


@router.get("/api/documents/{id}/usage", responses=problems(401, 403, 404, 422))
async def show_usage(
    document_id: PathId, connection: Reading, resources: CurrentResources, days: Days = 30
) -> DocumentUsage:
    """Of one document, by respects: grounded, relevant, resolved, rating."""
    await _ensure(resources, document_id)
    found = await usage_of(connection, document_id, now() - timedelta(days=days))
    shares = [Share(aspect=aspect, good=good, bad=bad) for aspect, (good, bad) in found.aspects.items()]
    return DocumentUsage(counts=Counts.model_validate(found.counts), aspects=shares, behind=found.behind)


@router.get("/api/documents/{id}/usage/turns", responses=problems(401, 403, 404, 422))
async def list_turns(
    document_id: PathId,
    connection: Reading,
    resources: CurrentResources,
    days: Days = 30,
    part: Part = "cited",
    aspect: Aspect | None = None,
    cursor: Annotated[str | None, Query(max_length=60)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> CitingTurns:
    """The turns behind a number: all, those graded well or badly, in one respect where `aspect` names it."""
    await _ensure(resources, document_id)
    page = await citing_turns(connection, document_id, now() - timedelta(days=days), (part, aspect), cursor, limit)
    turns = [
        CitingTurn(
            turn_id=use.turn_id,
            conversation_id=use.conversation_id,
            asked_at=use.asked_at,
            asked=asked.asked if asked else "",
            grounded=use.grounded,
            relevant=use.relevant,
            resolved=use.resolved,
            rating=use.rating,
        )
        for use, asked in page.turns
    ]
    return CitingTurns(turns=turns, next=page.next)


async def _ensure(resources: Resources, document_id: str) -> None:
    if await resources.knowledge.store.get(document_id) is None:
        raise NotFound("There is no such document.")
