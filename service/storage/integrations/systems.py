"""Programs that tell us of customers, leads, orders and advertisements; what each has told is taken in once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import InvalidRequest, NotFound
from service.storage.database import upsert
from service.storage.tables import system_events, systems
from service.storage.types import AnyRow, new_id

REMEMBERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class System:
    """A program; `sealed` holds its secrets, encrypted."""

    id: str
    name: str
    sealed: str
    active: bool
    created_at: datetime
    created_by: str
    used_at: datetime | None


async def add_system(connection: AsyncConnection, name: str, sealed: str, by: str, at: datetime) -> System:
    """Enter one. Raises InvalidRequest for a name that there is."""
    made = System(new_id(), name, sealed, True, at, by, None)
    values = {column.name: getattr(made, column.name) for column in systems.c}
    entered = await connection.execute(
        upsert(connection, systems)
        .values(values)
        .on_conflict_do_nothing(index_elements=["name"])
        .returning(systems.c.id)
    )
    if entered.first() is None:
        raise InvalidRequest("There is a system of this name: choose another one.")
    return made


async def list_systems(connection: AsyncConnection) -> list[System]:
    """The oldest first."""
    return [_system(row) for row in await connection.execute(select(systems).order_by(systems.c.id))]


async def get_system(connection: AsyncConnection, system_id: str) -> System:
    """Raises NotFound."""
    row = (await connection.execute(select(systems).where(systems.c.id == system_id))).first()
    if row is None:
        raise NotFound("There is no such system: `turnwise system list` shows their ids.")
    return _system(row)


async def reseal_system(connection: AsyncConnection, system_id: str, sealed: str) -> None:
    """Store other secrets."""
    await connection.execute(update(systems).where(systems.c.id == system_id).values(sealed=sealed))


async def remove_system(connection: AsyncConnection, system_id: str) -> None:
    """What it has told stays. Raises NotFound."""
    await get_system(connection, system_id)
    await connection.execute(delete(system_events).where(system_events.c.system_id == system_id))
    await connection.execute(delete(systems).where(systems.c.id == system_id))


async def first_time(connection: AsyncConnection, system_id: str, webhook_id: str, kind: str, at: datetime) -> bool:
    """Whether this is new; from now on it is not. What is older than 30 days is forgotten."""
    entered = await connection.execute(
        upsert(connection, system_events)
        .values(id=new_id(), system_id=system_id, webhook_id=webhook_id, type=kind, at=at)
        .on_conflict_do_nothing(index_elements=["system_id", "webhook_id"])
        .returning(system_events.c.id)
    )
    if entered.first() is None:
        return False
    await connection.execute(update(systems).where(systems.c.id == system_id).values(used_at=at))
    await connection.execute(
        delete(system_events).where(system_events.c.system_id == system_id, system_events.c.at < at - REMEMBERED)
    )
    return True


def _system(row: AnyRow) -> System:
    return System(**{column.name: getattr(row, column.name) for column in systems.c})
