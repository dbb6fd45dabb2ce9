"""Marking leads whose person is to be worked out anew."""

from collections.abc import Collection

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.tables import leads


async def unsettle(connection: AsyncConnection, customer_ids: Collection[str]) -> None:
    """Those of these customers: they may be somebody else's from now on."""
    await connection.execute(update(leads).where(leads.c.customer_id.in_(customer_ids)).values(settled=False))
