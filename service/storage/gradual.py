"""Many rows, read without holding up what else this process does."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.ext.asyncio import AsyncConnection

SLICE = 500
"""Rows: to make them takes a millisecond or two."""


async def gradually(connection: AsyncConnection, query: Executable) -> AsyncIterator[Any]:
    """The rows of a query that may have very many of them; between slices customers have their turn."""
    for number, row in enumerate(await connection.execute(query), start=1):
        yield row
        if number % SLICE == 0:
            await asyncio.sleep(0)
