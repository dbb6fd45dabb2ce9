"""What operators call customers."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field, StringConstraints

from service.deps import CurrentResources, PathId, Reading, needs
from service.rest.shown import problems
from service.roles import Right
from service.storage.customers.tags import customer_tags_of, list_customer_tags, set_customer_tags
from service.storage.leads.tags import MOST, TAG_CHARS
from service.texts import clean

router = APIRouter(prefix="/api/customers", tags=["conversations"], dependencies=needs(Right.SEE, Right.ANSWER))

Tag = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TAG_CHARS)]


class CustomerTags(BaseModel):
    """What a customer is called, in alphabetical order; or all tags in use, the most frequent first."""

    tags: list[str]


class CustomerTagged(BaseModel):
    """What a customer is called from now on."""

    tags: list[Tag] = Field(max_length=MOST)


@router.get("/tags", responses=problems(401, 403))
async def get_tags(connection: Reading) -> CustomerTags:
    """The tags in use."""
    return CustomerTags(tags=list(await list_customer_tags(connection)))


@router.get("/{id}/tags", responses=problems(401, 403, 404))
async def show_tags(customer_id: PathId, connection: Reading) -> CustomerTags:
    """The tags of a customer, and of those who are the same person."""
    return CustomerTags(tags=list(await customer_tags_of(connection, customer_id)))


@router.put("/{id}/tags", responses=problems(401, 403, 404, 422))
async def tag(customer_id: PathId, tagged: CustomerTagged, resources: CurrentResources) -> CustomerTags:
    """Call a customer by these words instead of those that they have."""
    tags = [kept for one in tagged.tags if (kept := clean(one).strip())]
    async with resources.database.write() as connection:
        await set_customer_tags(connection, customer_id, tags)
        given = await customer_tags_of(connection, customer_id)
    resources.live.changed("conversations")
    return CustomerTags(tags=list(given))
