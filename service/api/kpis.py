"""The rates, computed now from what is stored."""

import asyncio
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from evals.kpi import CUTS, DATE_CUTS, measure
from evals.kpi_json import to_json
from service.api.kpi_models import Kpis
from service.api.times import Time
from service.deps import Reading, needs_login
from service.errors import InvalidRequest
from service.shown import problems
from service.storage.kpis import kpi_records
from service.storage.types import now

router = APIRouter(prefix="/api/kpis", tags=["rates"], dependencies=needs_login)


class Group(BaseModel):
    """The rates of the conversations that share `key`."""

    key: dict[str, str | None]
    kpis: Kpis


class Rates(BaseModel):
    """The rates of the conversations started in [since, until); null is an open end."""

    since: datetime | None
    until: datetime | None
    groups: list[Group]


@router.get("", responses=problems(401, 422))
async def rates(
    connection: Reading,
    since: Time | None = None,
    until: Time | None = None,
    by: Annotated[str, Query(max_length=100, description="Cuts, by commas: channel, account, language, day, ...")] = "",
) -> Rates:
    """Resolution, transfer, lead capture and first response time, each with n and a 95 % interval."""
    cuts = [cut.strip() for cut in by.split(",") if cut.strip()]
    if unknown := [cut for cut in cuts if cut not in CUTS and cut not in DATE_CUTS]:
        known = ", ".join((*CUTS, *DATE_CUTS))
        raise InvalidRequest(f"The rates cannot be cut by {', '.join(unknown)}: choose from {known}.")
    records = await kpi_records(connection, since, until)
    groups = await asyncio.to_thread(measure, records, now=now(), since=since, until=until, by=cuts)
    shown = [Group(key=dict(group.key), kpis=Kpis.model_validate(to_json(group.kpis))) for group in groups]
    return Rates(since=since, until=until, groups=shown)
