"""Hand-off policies as stored: each change is a new one, and the one with the highest number is in force."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.agent.handoff.document import HandoffPolicy
from service.errors import NotAllowedNow
from service.storage.database import Database
from service.storage.tables import policies
from service.storage.types import AnyRow


@dataclass(frozen=True, slots=True)
class StoredPolicy:
    """A policy as it was saved: `document` as JSON, `by` the e-mail address of who saved it."""

    number: int
    document: dict[str, Any]
    at: datetime
    by: str


async def newest_number(connection: AsyncConnection) -> int:
    """The number of the policy in force; 0 where none was ever saved."""
    return int((await connection.execute(select(func.max(policies.c.number)))).scalar() or 0)


async def newest_policy(connection: AsyncConnection) -> StoredPolicy | None:
    """The policy in force, None where none was ever saved."""
    row = (await connection.execute(select(policies).order_by(policies.c.number.desc()).limit(1))).first()
    return _stored(row) if row else None


async def policy_history(connection: AsyncConnection, limit: int = 100) -> list[StoredPolicy]:
    """The latest policies, newest first."""
    rows = await connection.execute(select(policies).order_by(policies.c.number.desc()).limit(limit))
    return [_stored(row) for row in rows]


async def save_policy(
    connection: AsyncConnection, database: Database, document: HandoffPolicy, based_on: int, by: str, at: datetime
) -> int:
    """Put a policy in force and return its number. Raises NotAllowedNow where another was saved after `based_on`."""
    number = based_on + 1
    entered = None
    if await newest_number(connection) == based_on:
        entered = await connection.execute(
            database.insert(policies)
            .values(number=number, document=document.model_dump(mode="json"), at=at, by=by)
            .on_conflict_do_nothing(index_elements=["number"])
            .returning(policies.c.number)
        )
    if entered is None or entered.first() is None:
        raise NotAllowedNow("Somebody has changed the policy meanwhile: load it again, and make your change there.")
    return number


def _stored(row: AnyRow) -> StoredPolicy:
    return StoredPolicy(row.number, row.document, row.at, row.by)
