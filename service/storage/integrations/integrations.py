"""Who is told of events: webhooks, CRMs and groups of colleagues, with what only the vault can read kept sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import NotFound
from service.storage.tables import event_deliveries, integrations
from service.storage.types import AnyRow, new_id

Kind = Literal["webhook", "crm", "notice"]
KINDS: tuple[Kind, ...] = ("webhook", "crm", "notice")


@dataclass(frozen=True, slots=True)
class Integration:
    """As stored. `place` is what may be shown of the address; `sealed` holds all of it, encrypted."""

    id: str
    kind: Kind
    name: str
    place: str
    events: list[str]
    filters: dict[str, Any]
    sealed: str
    active: bool
    disabled_why: str | None
    created_at: datetime
    created_by: str


async def add_integration(
    connection: AsyncConnection,
    kind: Kind,
    name: str,
    place: str,
    events: Sequence[str],
    filters: dict[str, Any],
    sealed: str,
    by: str,
    at: datetime,
) -> Integration:
    """Enter one; it is told of what happens from now on."""
    made = Integration(new_id(), kind, name, place, list(events), filters, sealed, True, None, at, by)
    values = {column.name: getattr(made, column.name) for column in integrations.c}
    await connection.execute(insert(integrations).values(values))
    return made


async def list_integrations(connection: AsyncConnection, kind: Kind | None = None) -> list[Integration]:
    """All, or those of a kind, the oldest first."""
    query = select(integrations).order_by(integrations.c.id)
    if kind:
        query = query.where(integrations.c.kind == kind)
    return [integration_of(row) for row in await connection.execute(query)]


async def get_integration(connection: AsyncConnection, integration_id: str) -> Integration:
    """Raises NotFound."""
    row = (await connection.execute(select(integrations).where(integrations.c.id == integration_id))).first()
    if row is None:
        raise NotFound("There is no such integration: `turnwise webhook list` shows their ids.")
    return integration_of(row)


async def change_integration(connection: AsyncConnection, integration_id: str, **values: object) -> Integration:
    """Raises NotFound."""
    await connection.execute(update(integrations).where(integrations.c.id == integration_id).values(values))
    return await get_integration(connection, integration_id)


async def remove_integration(connection: AsyncConnection, integration_id: str) -> None:
    """With its log. Raises NotFound."""
    await get_integration(connection, integration_id)
    await connection.execute(delete(event_deliveries).where(event_deliveries.c.integration_id == integration_id))
    await connection.execute(delete(integrations).where(integrations.c.id == integration_id))


def integration_of(row: AnyRow) -> Integration:
    """A row of `integrations`."""
    return Integration(**{column.name: getattr(row, column.name) for column in integrations.c})
