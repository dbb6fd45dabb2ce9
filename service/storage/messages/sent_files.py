"""Files that operators sent: stored like what customers attach, with the message that carries them."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import NotFound
from service.storage.messages.attachments import NewAttachment, StoredAttachment, new_rows
from service.storage.tables import attachment_bytes, attachments, messages


async def store_sent(
    connection: AsyncConnection, message_id: str, conversation_id: str, file: NewAttachment, at: datetime
) -> StoredAttachment:
    """Keep an operator's file. Nobody reads what it says: the agent hears of what customers send only."""
    (row,) = new_rows(message_id, conversation_id, [file], at)
    body = row.pop("body")
    row["text"] = ""
    await connection.execute(insert(attachments).values(row))
    await connection.execute(insert(attachment_bytes).values(attachment_id=row["id"], body=body))
    return StoredAttachment(row["id"], row["name"], row["media_type"], row["size"], row["state"], text="")


async def conversation_of_sent(connection: AsyncConnection, file_id: str) -> str:
    """Where an operator sent this file. Raises NotFound: what customers sent is nobody's to link to."""
    found = await connection.scalar(
        select(attachments.c.conversation_id)
        .join(messages, messages.c.id == attachments.c.message_id)
        .where(attachments.c.id == file_id, messages.c.role == "operator")
    )
    if found is None:
        raise NotFound("This file was deleted.")
    return str(found)
