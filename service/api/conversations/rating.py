"""How the customer liked it: the widget's question once a conversation has ended."""

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from service.deps import CurrentSite, CurrentVisitor, address_of, needs_visitor
from service.rest.shown import problems
from service.texts import clean

router = APIRouter(prefix="/api/widget", tags=["widget"])
MAX_COMMENT_CHARS = 1_000

Stars = Annotated[int, Field(strict=True, ge=1, le=5)]


def _shown(comment: str) -> str | None:
    """Without what cannot be stored or seen; None where nothing is left."""
    return clean(comment).strip() or None


class Rating(BaseModel):
    """1 (bad) to 5 (good), with the customer's own words if they have any."""

    rating: Stars
    comment: Annotated[str, StringConstraints(max_length=MAX_COMMENT_CHARS), AfterValidator(_shown)] | None = None


@router.post("/rating", dependencies=[needs_visitor], responses=problems(401, 409, 422, 429))
async def rate(rating: Rating, request: Request, visitor: CurrentVisitor, site: CurrentSite) -> Rating:
    """Rate the conversation once it has ended; of several ratings the last one counts, with its comment."""
    await site.limits.message(visitor.id, address_of(request))
    await site.resources.desk.rate(visitor.conversation_id, rating.rating, rating.comment)
    return rating
