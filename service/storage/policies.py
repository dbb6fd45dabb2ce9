"""Policies as stored: each change is a new document of its kind, and of each kind the highest number is in force."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import NotAllowedNow
from service.storage.database import Database
from service.storage.tables import policies
from service.storage.types import AnyRow


class PolicyKind(StrEnum):
    """What a policy document is about; each is the name of a field of `service.in_force.InForce`, too."""

    HANDOFF = "handoff"
    LEADS = "leads"
    INTENTS = "intents"
    STYLE = "style"
    RULES = "rules"
    ALERTS = "alerts"
    CLOSING = "closing"
    DESK = "desk"
    RETENTION = "retention"
    WORDS = "words"
    ROUTING = "routing"


@dataclass(frozen=True, slots=True)
class StoredPolicy:
    """A policy as it was saved: `document` as JSON, `by` the e-mail address of who saved it."""

    number: int
    document: dict[str, Any]
    at: datetime
    by: str


async def newest_numbers(connection: AsyncConnection) -> dict[str, int]:
    """By kind the number of the policy in force; a kind of which none was ever saved is not there."""
    newest = select(policies.c.kind, func.max(policies.c.number).label("newest")).group_by(policies.c.kind)
    return {row.kind: row.newest for row in await connection.execute(newest)}


async def newest_policy(connection: AsyncConnection, kind: PolicyKind) -> StoredPolicy | None:
    """The policy of this kind in force, None where none was ever saved."""
    found = await policy_history(connection, kind, limit=1)
    return found[0] if found else None


async def policy_history(connection: AsyncConnection, kind: PolicyKind, limit: int = 100) -> list[StoredPolicy]:
    """The latest policies of this kind, newest first."""
    wanted = select(policies).where(policies.c.kind == kind).order_by(policies.c.number.desc()).limit(limit)
    return [_stored(row) for row in await connection.execute(wanted)]


async def numbered_policy(connection: AsyncConnection, kind: PolicyKind, number: int) -> StoredPolicy | None:
    """The policy that was saved under this number, in force or not."""
    found = await connection.execute(select(policies).where(policies.c.kind == kind, policies.c.number == number))
    row = found.first()
    return _stored(row) if row else None


async def save_policy(
    connection: AsyncConnection,
    database: Database,
    kind: PolicyKind,
    document: BaseModel,
    based_on: int,
    by: str,
    at: datetime,
) -> int:
    """Put a policy in force and return its number. Raises NotAllowedNow where another was saved after `based_on`."""
    number = based_on + 1
    entered = None
    if (await newest_numbers(connection)).get(kind, 0) == based_on:
        entered = await connection.execute(
            database.insert(policies)
            .values(kind=kind.value, number=number, document=document.model_dump(mode="json"), at=at, by=by)
            .on_conflict_do_nothing(index_elements=["kind", "number"])
            .returning(policies.c.number)
        )
    if entered is None or entered.first() is None:
        raise NotAllowedNow("Somebody has changed the policy meanwhile: load it again, and make your change there.")
    return number


def _stored(row: AnyRow) -> StoredPolicy:
    return StoredPolicy(row.number, row.document, row.at, row.by)
