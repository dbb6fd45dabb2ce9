"""Messages that were delivered and that the database did not take, as they stand in the journal."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from service.storage.customers.customers import Contact
from service.storage.database import Database
from service.storage.messages.journal import put_off, take_due, write_down
from service.storage.messages.receive import Incoming
from service.storage.types import new_id, now


async def leave_unstored(database: Database, account_id: str, said_at: Sequence[datetime]) -> None:
    """One for each time, which has failed once; and one more that nobody has tried to store yet."""
    who = Contact(account_id, "webhook", "ada")
    async with database.write() as connection:
        await write_down(connection, [Incoming(new_id(), who, "hello", at) for at in said_at], now())
        for entry in await take_due(connection, now(), len(said_at)):
            await put_off(connection, [(entry, now() + timedelta(hours=1))])
        # Later than the test: what runs beside it stores it neither.
        fresh = Incoming(new_id(), who, "hello", said_at[0] - timedelta(days=1))
        await write_down(connection, [fresh], now() + timedelta(hours=1))
