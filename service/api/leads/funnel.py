"""How far customers come on the way from a first message to a deal."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from service.api.times import Time
from service.deps import CurrentResources, Reading, needs
from service.rest.shown import Shown, problems
from service.roles import Right
from service.storage.leads.funnel import funnels

router = APIRouter(prefix="/api/leads/funnel", tags=["leads"], dependencies=needs(Right.SEE))


class Funnel(Shown):
    """Of one channel. `opened`, `asked` and `left` count conversations, what follows people who left details.

    `contacted`, `qualified` and `won` are those who are at that stage or beyond it, or ever were.
    """

    channel: str
    opened: int
    asked: int
    left: int
    people: int
    complete: int
    contacted: int
    qualified: int
    won: int
    lost: int


class Funnels(BaseModel):
    """One for each channel, the busiest first."""

    funnels: list[Funnel]


@router.get("", responses=problems(401, 422))
async def get_funnels(
    connection: Reading,
    resources: CurrentResources,
    since: Time | None = None,
    until: Time | None = None,
    channel: Annotated[str | None, Query(max_length=40)] = None,
) -> Funnels:
    """Of conversations in which a customer wrote first in [since, until)."""
    await resources.leads.settle()
    found = await funnels(connection, since, until, channel)
    return Funnels(funnels=[Funnel.model_validate(one) for one in found])
