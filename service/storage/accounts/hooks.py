"""What came to the hooks of channel accounts: how many deliveries were let in and refused, and when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.database import upsert
from service.storage.tables import account_hooks


@dataclass(frozen=True, slots=True)
class HookCounts:
    """Deliveries of an account: `refusal` is the code of the error that the last refused one was answered with."""

    accepted: int = 0
    accepted_at: datetime | None = None
    refused: int = 0
    refused_at: datetime | None = None
    refusal: str | None = None


async def add_counts(connection: AsyncConnection, account_id: str, counts: HookCounts) -> None:
    """Add what came since the last time; times that are None stay as they were."""
    table = account_hooks.c
    seen = {
        name: value
        for name, value in (
            ("accepted_at", counts.accepted_at),
            ("refused_at", counts.refused_at),
            ("refusal", counts.refusal),
        )
        if value is not None
    }
    await connection.execute(
        upsert(connection, account_hooks)
        .values(account_id=account_id, accepted=counts.accepted, refused=counts.refused, **seen)
        .on_conflict_do_update(
            index_elements=["account_id"],
            set_={
                "accepted": table.accepted + counts.accepted,
                "refused": table.refused + counts.refused,
                **seen,
            },
        )
    )


async def list_counts(connection: AsyncConnection) -> dict[str, HookCounts]:
    """By account; those to whose hooks nothing ever came are missing."""
    return {
        row.account_id: HookCounts(row.accepted, row.accepted_at, row.refused, row.refused_at, row.refusal)
        for row in await connection.execute(select(account_hooks))
    }
