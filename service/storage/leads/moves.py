"""A lead goes on: from stage to stage, and from hand to hand."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import NotFound
from service.storage.integrations.events import emit_leads_of
from service.storage.leads.filters import GONE, Stage
from service.storage.tables import lead_people, lead_stages, leads
from service.storage.types import new_id


@dataclass(frozen=True, slots=True)
class StageChange:
    """Who set which stage when."""

    stage: str
    by: str
    at: datetime


async def set_stage(connection: AsyncConnection, person_id: str, stage: Stage, by: str, at: datetime) -> None:
    """Set the stage and keep who did when. Raises NotFound."""
    found = await connection.execute(
        update(lead_people)
        .where(lead_people.c.id == person_id)
        .values(stage=stage, stage_at=at, stage_by=by)
        .returning(lead_people.c.id)
    )
    if found.first() is None:
        raise NotFound(GONE)
    await connection.execute(insert(lead_stages).values(id=new_id(), person_id=person_id, stage=stage, by=by, at=at))
    await emit_leads_of(connection, person_id, at)


async def assign(connection: AsyncConnection, person_id: str, operator_id: str | None, at: datetime) -> None:
    """Give a lead to an operator, or to nobody. Raises NotFound."""
    found = await connection.execute(
        update(lead_people)
        .where(lead_people.c.id == person_id)
        .values(operator_id=operator_id)
        .returning(lead_people.c.id)
    )
    if found.first() is None:
        raise NotFound(GONE)
    await emit_leads_of(connection, person_id, at)


async def move_lead(
    connection: AsyncConnection,
    customer_id: str,
    by: str,
    at: datetime,
    *,
    lead_id: str | None = None,
    stage: Stage | None = None,
    owner: str | None = None,
) -> None:
    """What another system says of a lead, by its id or its customer's latest; what is so already changes nothing.

    So two systems that tell each other of changes come to rest. Raises NotFound.
    """
    query = select(lead_people.c.id, lead_people.c.stage).join(leads, leads.c.person_id == lead_people.c.id)
    named = lead_people.c.id == lead_id if lead_id else leads.c.customer_id == customer_id
    row = (await connection.execute(query.where(named).order_by(leads.c.id.desc()).limit(1))).first()
    if row is None:
        raise NotFound(GONE)
    if owner is not None:
        await connection.execute(update(lead_people).where(lead_people.c.id == row.id).values(owner=owner))
    if stage is not None and stage != row.stage:
        await set_stage(connection, row.id, stage, by, at)


async def stages_of(connection: AsyncConnection, person_id: str) -> list[StageChange]:
    """The stages that were set, the latest first."""
    rows = await connection.execute(
        select(lead_stages).where(lead_stages.c.person_id == person_id).order_by(lead_stages.c.at.desc())
    )
    return [StageChange(row.stage, row.by, row.at) for row in rows]
