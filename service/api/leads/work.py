"""Whose a lead is, and what operators call it."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field, StringConstraints

from service.api.leads.page import PersonLeadPage, show_page
from service.deps import CurrentResources, PathId, Reading, needs
from service.errors import InvalidRequest
from service.resources import Resources
from service.rest.shown import problems
from service.roles import Right
from service.storage.leads.lead_list import get_person
from service.storage.leads.moves import assign, stages_of
from service.storage.leads.tags import MOST, TAG_CHARS, list_tags, set_tags
from service.storage.types import now
from service.storage.users.users import find_user
from service.texts import clean
from service.users.auth import normalised

router = APIRouter(prefix="/api/leads", tags=["leads"], dependencies=needs(Right.SEE, Right.ANSWER))

Tag = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TAG_CHARS)]


class Given(BaseModel):
    """To whom, by e-mail address; null takes the lead from who has it."""

    operator: Annotated[str, StringConstraints(max_length=320)] | None


class Tags(BaseModel):
    """What a lead is called, or all tags in use, the most frequent first."""

    tags: list[str]


class Tagged(BaseModel):
    """What a lead is called from now on."""

    tags: list[Tag] = Field(max_length=MOST)


@router.get("/tags", responses=problems(401))
async def get_tags(connection: Reading) -> Tags:
    """The tags in use."""
    return Tags(tags=list(await list_tags(connection)))


@router.put("/{id}/operator", responses=problems(401, 403, 404, 422))
async def give(id: PathId, given: Given, resources: CurrentResources) -> PersonLeadPage:  # noqa: A002
    """Give a lead to somebody who answers customers, or to nobody."""
    async with resources.database.write() as connection:
        operator_id = None
        if given.operator is not None:
            found = await find_user(connection, normalised(clean(given.operator)))
            if found is None or not found.user.role.may(Right.ANSWER):
                raise InvalidRequest("Nobody of this address answers customers: choose one of the list.")
            operator_id = found.user.id
        await assign(connection, id, operator_id, now())
    return await _page(id, resources)


@router.put("/{id}/tags", responses=problems(401, 403, 404, 422))
async def tag(id: PathId, tagged: Tagged, resources: CurrentResources) -> PersonLeadPage:  # noqa: A002
    """Call a lead by these words instead of those that it has."""
    tags = [kept for one in tagged.tags if (kept := clean(one).strip())]
    async with resources.database.write() as connection:
        await set_tags(connection, id, tags)
    return await _page(id, resources)


async def _page(person_id: str, resources: Resources) -> PersonLeadPage:
    resources.live.changed("leads")
    async with resources.database.read() as connection:
        person = await get_person(connection, resources.policies.in_force.leads, person_id)
        return show_page(person, await stages_of(connection, person_id))
