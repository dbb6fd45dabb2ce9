"""Leads: how customers can be reached, with source and consent; one for each person, scored, moved on, exported."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.agent.leads.document import LeadPolicy
from service.api.leads.page import PersonLead, PersonLeadPage, show_page, show_person
from service.deps import CurrentCaller, CurrentResources, PathId, Reading, needs
from service.leads.as_csv import header, lines
from service.resources import Resources
from service.rest.shown import Shown, problems
from service.roles import Right
from service.storage.integrations.deliveries import State, sync_of
from service.storage.leads.exports import latest_export, record_export
from service.storage.leads.filters import Filters, Sort, Stage
from service.storage.leads.lead_list import count_people, get_person, list_ids, list_people, read_people
from service.storage.leads.moves import stages_of
from service.storage.types import now
from service.storage.users.users import find_user
from service.texts import clean
from service.users.auth import normalised
from service.users.callers import Caller

router = APIRouter(prefix="/api/leads", tags=["leads"], dependencies=needs(Right.SEE, Right.ANSWER))
_EXPORT_PAGE = 200


class LastExport(Shown):
    """Who took how many leads out of the system when."""

    by: str
    at: datetime
    leads: int


class Leads(BaseModel):
    """A page of leads; `total` counts all that the filters leave."""

    leads: list[PersonLead]
    total: int
    last_export: LastExport | None


class StageChange(BaseModel):
    """Where a lead stands now."""

    stage: Stage


class Sync(Shown):
    """Whether a CRM has the lead as it is: pending, sent, failed (see `error`), or dropped by its filters."""

    integration: str
    state: State
    at: datetime | None
    error: str | None


class Syncs(BaseModel):
    """One for each CRM that was told, or is to be."""

    syncs: list[Sync]


async def _filters(
    stage: Stage | None = None,
    status: Literal["partial", "complete"] | None = None,
    channel: Annotated[str | None, Query(max_length=40)] = None,
    min_score: Annotated[int | None, Query(ge=0, le=100)] = None,
    q: Annotated[str | None, Query(max_length=200)] = None,
    operator: Annotated[str | None, Query(max_length=320, description="An e-mail address, `me` or `nobody`.")] = None,
    tag: Annotated[str | None, Query(max_length=40)] = None,
    *,
    caller: CurrentCaller,
    connection: Reading,
) -> Filters:
    complete = None if status is None else status == "complete"
    text = q.strip() if q else None
    return Filters(
        stage=stage,
        complete=complete,
        channel=channel,
        min_score=min_score,
        text=text or None,
        operator_id=await _operator_id(operator, caller, connection),
        tag=tag or None,
    )


async def _operator_id(operator: str | None, caller: Caller, connection: AsyncConnection) -> str | None:
    if operator is None:
        return None
    if operator in ("me", "nobody"):
        return caller.person().id if operator == "me" else ""
    found = await find_user(connection, normalised(clean(operator)))
    return found.user.id if found else "unknown"


Wanted = Annotated[Filters, Depends(_filters)]


@router.get("", responses=problems(401, 403, 422))
async def list_leads(
    wanted: Wanted,
    connection: Reading,
    resources: CurrentResources,
    sort: Sort = "newest",
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Leads:
    """One lead for each person, sorted by what happened last, by age or by score."""
    await resources.leads.settle()
    people = await list_people(connection, _policy(resources), wanted, sort, limit, offset)
    last = await latest_export(connection)
    return Leads(
        leads=[show_person(person) for person in people],
        total=await count_people(connection, wanted),
        last_export=LastExport.model_validate(last) if last else None,
    )


@router.get("/export.csv", responses={200: {"content": {"text/csv": {}}}, **problems(401, 403, 422)})
async def export_leads(
    wanted: Wanted, caller: CurrentCaller, resources: CurrentResources, sort: Sort = "newest"
) -> StreamingResponse:
    """The same as CSV in UTF-8 that spreadsheets open; who exported what is kept."""
    await resources.leads.settle()
    async with resources.database.write() as connection:
        ids = await list_ids(connection, wanted, sort)
        await record_export(connection, wanted, len(ids), caller.by, now())
    resources.live.changed("leads")
    return StreamingResponse(
        _csv(resources, ids),
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="leads-{now():%Y-%m-%d}.csv"',
            "Cache-Control": "no-store",
        },
    )


@router.get("/{id}", responses=problems(401, 403, 404))
async def get_lead(id: PathId, connection: Reading, resources: CurrentResources) -> PersonLeadPage:  # noqa: A002
    """One lead with its conversations and the stages that it went through."""
    await resources.leads.settle()
    return await _page(id, connection, resources)


@router.get("/{id}/sync", responses=problems(401, 403, 404))
async def get_sync(id: PathId, connection: Reading) -> Syncs:  # noqa: A002
    """How far this lead reached the CRMs that are told of leads."""
    return Syncs(syncs=[Sync.model_validate(one) for one in await sync_of(connection, id)])


@router.put("/{id}/stage", responses=problems(401, 403, 404, 422))
async def set_stage(
    id: PathId,  # noqa: A002
    change: StageChange,
    caller: CurrentCaller,
    resources: CurrentResources,
) -> PersonLeadPage:
    """Move a lead on; who did when is kept."""
    await resources.leads.set_stage(id, change.stage, caller.by)
    async with resources.database.read() as connection:
        return await _page(id, connection, resources)


async def _page(person_id: str, connection: Reading, resources: Resources) -> PersonLeadPage:
    person = await get_person(connection, _policy(resources), person_id)
    return show_page(person, await stages_of(connection, person_id))


async def _csv(resources: Resources, ids: Sequence[str]) -> AsyncIterator[str]:
    yield header()
    for at in range(0, len(ids), _EXPORT_PAGE):
        async with resources.database.read() as connection:
            people = await read_people(connection, _policy(resources), ids[at : at + _EXPORT_PAGE])
        yield lines(people)


def _policy(resources: Resources) -> LeadPolicy:
    return resources.policies.in_force.leads
