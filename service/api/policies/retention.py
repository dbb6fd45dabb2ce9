"""How long what customers told is kept: read the policy, put another one in force, see whom it would forget."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.judging.settings import JudgeSettings
from graphs.memory.fact import kinds_kept
from graphs.settings import GraphSettings
from service.api.policies.policy_documents import PolicyChange, PolicyHistory, PolicyPage, history_of, put_in_force
from service.deps import CurrentCaller, CurrentResources, Reading, needs
from service.policies.retention import FEWEST_DAYS, MOST_DAYS, RetentionPolicy
from service.resources import Resources
from service.rest.shown import problems
from service.roles import Right
from service.storage.memories.retention import count_silent
from service.storage.policies import PolicyKind, newest_policy
from service.storage.types import now

router = APIRouter(prefix="/api/policy/retention", tags=["policy"], dependencies=needs(Right.SEE, Right.MANAGE))


class RetentionPage(PolicyPage[RetentionPolicy]):
    """`facts_days`: how long each kind of fact about a customer is kept (null: for good), by the settings.

    `judgements_days` is the same for the answers of judges.
    """

    fewest_days: int = FEWEST_DAYS
    most_days: int = MOST_DAYS
    facts_days: dict[str, int | None]
    judgements_days: int


class Preview(BaseModel):
    """How many customers have been silent for so long, and would be forgotten."""

    customers: int


@router.get("", responses=problems(401, 403))
async def get_policy(connection: Reading, resources: CurrentResources) -> RetentionPage:
    """The policy in force."""
    return await _page(connection, resources)


@router.put("", responses=problems(401, 403, 409, 422))
async def put_policy(change: PolicyChange, caller: CurrentCaller, resources: CurrentResources) -> RetentionPage:
    """Put a policy in force: within a minute each process forgets whose time is over."""
    await put_in_force(PolicyKind.RETENTION, RetentionPolicy, change, caller.by, resources)
    async with resources.database.read() as connection:
        return await _page(connection, resources)


@router.get("/history", responses=problems(401, 403))
async def get_history(connection: Reading) -> PolicyHistory:
    """What was saved when, and by whom."""
    return await history_of(PolicyKind.RETENTION, connection)


@router.get("/preview", responses=problems(401, 403, 422))
async def preview(connection: Reading, days: Annotated[int, Query(ge=FEWEST_DAYS, le=MOST_DAYS)]) -> Preview:
    """Whom a policy of so many days would forget now."""
    return Preview(customers=await count_silent(connection, now() - timedelta(days=days)))


async def _page(connection: AsyncConnection, resources: Resources) -> RetentionPage:
    saved = await newest_policy(connection, PolicyKind.RETENTION)
    return RetentionPage(
        number=saved.number if saved else 0,
        document=(await resources.policies.look(connection)).retention,
        at=saved.at if saved else None,
        by=saved.by if saved else None,
        facts_days={name: kind.days for name, kind in kinds_kept(GraphSettings().memory_days).items()},
        judgements_days=JudgeSettings().judge_cache_days,
    )
