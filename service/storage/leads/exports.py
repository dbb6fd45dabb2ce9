"""Who took leads out of the system, when, how many, and by which filters."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.leads.filters import Filters
from service.storage.tables import lead_exports
from service.storage.types import new_id


@dataclass(frozen=True, slots=True)
class Export:
    """One export; `by` is the e-mail address of who made it."""

    by: str
    at: datetime
    leads: int


async def record_export(connection: AsyncConnection, filters: Filters, count: int, by: str, at: datetime) -> None:
    """Keep that it was made, before it is."""
    given = {name: value for name, value in asdict(filters).items() if value is not None}
    await connection.execute(insert(lead_exports).values(id=new_id(), by=by, at=at, leads=count, filters=given))


async def latest_export(connection: AsyncConnection) -> Export | None:
    """The last one, None where there was none."""
    row = (await connection.execute(select(lead_exports).order_by(lead_exports.c.id.desc()).limit(1))).first()
    return Export(row.by, row.at, row.leads) if row else None
