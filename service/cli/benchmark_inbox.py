"""A full inbox for the benchmark that scrolls through it: conversations that have ended, written in bulk."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from service.storage.accounts.accounts import widget_account
from service.storage.database import Database
from service.storage.messages.searching import add_messages
from service.storage.tables import conversations, customers
from service.storage.types import new_id, now

AT_ONCE = 1_000
EVERY = timedelta(minutes=7)


async def fill_inbox(data: Path, count: int, said: Sequence[tuple[str, str]]) -> None:
    """So many conversations, each of the next of these questions with its reply, in the SQLite file of a data folder.

    Nothing of it is graded, and nobody waits: they are rows to be listed, searched and read.
    """
    database = Database(f"sqlite+aiosqlite:///{data}/turnwise.db")
    try:
        async with database.write() as connection:
            account = await widget_account(connection, database)
        for start in range(0, count, AT_ONCE):
            made = [
                _made(account.id, place, *said[place % len(said)])
                for place in range(start, min(count, start + AT_ONCE))
            ]
            async with database.write() as connection:
                await connection.execute(insert(customers), [customer for customer, _, _ in made])
                await connection.execute(insert(conversations), [conversation for _, conversation, _ in made])
                await add_messages(connection, [message for _, _, messages in made for message in messages])
    finally:
        await database.dispose()


def _made(
    account_id: str, place: int, asked: str, replied: str
) -> tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]]]:
    at = now() - timedelta(days=1) - place * EVERY
    customer = {"id": new_id(), "name": f"Customer {place:05}", "created_at": at}
    conversation = {
        "id": new_id(),
        "account_id": account_id,
        "customer_id": customer["id"],
        "channel": "widget",
        "contact": new_id(),
        "state": "closed",
        "language": "en",
        "source": {},
        "started_at": at,
        "opened_at": at,
        "last_message_at": at,
        "closed_at": at,
        "closed_by": "idle",
        "preview": replied[:200],
        "last_seq": 2,
    }
    messages = [
        {
            "id": new_id(),
            "conversation_id": conversation["id"],
            "seq": seq,
            "role": role,
            "text": text,
            "at": at,
            "state": "answered",
            "citations": [],
        }
        for seq, (role, text) in enumerate((("customer", asked), ("agent", replied)), start=1)
    ]
    return customer, conversation, messages
