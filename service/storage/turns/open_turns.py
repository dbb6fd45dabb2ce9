"""Turns that still wait for a reply: the customer goes on writing while an operator is expected."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.urgency import urgency_by_now
from service.storage.records import contacts_from
from service.storage.tables import turns

TOKENS = ("input_tokens", "cached_input_tokens", "output_tokens")


async def extend_turn(connection: AsyncConnection, turn_id: str, values: Mapping[str, Any]) -> None:
    """Add what further messages brought: details, orders and costs add up, the strongest mood speaks for the turn, and
    what was said last about urgency."""
    row = (await connection.execute(select(turns).where(turns.c.id == turn_id).with_for_update())).one()
    known = contacts_from(row.contacts)
    contacts = [*known, *(contact for contact in values["contacts"] if contact not in known)]
    orders = [*row.order_numbers, *(number for number in values["order_numbers"] if number not in row.order_numbers)]
    urgency = urgency_by_now(row.urgency or "normal", values["urgency"])
    calmer = row.upset is not None and row.upset > values["upset"]
    mood = {"upset": row.upset, "sentiment": row.sentiment} if calmer else {}
    cost = None if row.cost is None or values["cost"] is None else row.cost + values["cost"]
    spent = {name: getattr(row, name) + values[name] for name in TOKENS} | {"cost": cost}
    await connection.execute(
        update(turns)
        .where(turns.c.id == turn_id)
        .values({**values, "contacts": contacts, "order_numbers": orders, "urgency": urgency, **mood, **spent})
    )
