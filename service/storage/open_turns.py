"""Turns that still wait for a reply: the customer goes on writing while an operator is expected."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.records import contacts_from
from service.storage.tables import turns


async def extend_turn(connection: AsyncConnection, turn_id: str, values: Mapping[str, Any]) -> None:
    """Add what further messages brought: details are collected, and the strongest mood speaks for the turn."""
    row = (
        await connection.execute(
            select(turns.c.contacts, turns.c.upset, turns.c.sentiment).where(turns.c.id == turn_id).with_for_update()
        )
    ).one()
    known = contacts_from(row.contacts)
    contacts = [*known, *(contact for contact in values["contacts"] if contact not in known)]
    calmer = row.upset is not None and row.upset > values["upset"]
    mood = {"upset": row.upset, "sentiment": row.sentiment} if calmer else {}
    await connection.execute(
        update(turns).where(turns.c.id == turn_id).values({**values, "contacts": contacts, **mood})
    )
