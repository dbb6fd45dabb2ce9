"""Is the process alive, and can it serve?"""

import asyncio
from collections.abc import Awaitable
from http import HTTPStatus

from fastapi import APIRouter, Response
from pydantic import BaseModel
from sqlalchemy import text

from service.deps import CurrentResources, open_to_all
from service.resources import Resources

router = APIRouter(tags=["health"], dependencies=open_to_all("load balancers ask"))
CHECK_TIMEOUT_S = 3.0


class Health(BaseModel):
    """The process runs."""

    status: str = "ok"


class Readiness(BaseModel):
    """Each check with "ok", or with what is wrong."""

    status: str
    checks: dict[str, str]


@router.get("/healthz")
async def health() -> Health:
    """The process runs, whatever the state of what it needs."""
    return Health()


@router.get("/readyz", responses={503: {"model": Readiness}})
async def readiness(response: Response, resources: CurrentResources) -> Readiness:
    """Whether customers can be answered here: 503 sends them elsewhere."""
    checks = {
        "database": await _checked(_database(resources)),
        "index": await _checked(resources.knowledge.catch_up()),
    }
    checks |= resources.background()
    if any(said != "ok" for said in checks.values()):
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        return Readiness(status="not ready", checks=checks)
    return Readiness(status="ok", checks=checks)


async def _database(resources: Resources) -> None:
    async with resources.database.read() as connection:
        await connection.execute(text("SELECT 1"))


async def _checked(work: Awaitable[object]) -> str:
    try:
        async with asyncio.timeout(CHECK_TIMEOUT_S):
            await work
    except Exception as error:  # noqa: BLE001 - whatever it is, this part does not answer
        return f"does not answer: {type(error).__name__}"
    return "ok"
