"""Conversations that other programs hold with the agent: found again by what was said in them so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.tables import conversations, messages, turns


@dataclass(frozen=True, slots=True)
class Told:
    """What a program's customer got. `reply` is empty where the agent stayed silent, because an operator has it.

    `answered` is None while nobody has replied.
    """

    conversation_id: str
    reply: str
    citations: Sequence[dict[str, Any]]
    answered: bool | None
    handoff: str | None
    state: str
    language: str
    input_tokens: int
    output_tokens: int


async def take_conversation(connection: AsyncConnection, account_id: str, transcript: str) -> str | None:
    """The id of an open conversation in which exactly this was said; nobody else finds it by that any more.

    `transcript` is the digest that `remember_transcript` stored.
    """
    remembered = (
        conversations.c.channel == "api",
        conversations.c.account_id == account_id,
        conversations.c.thread == transcript,
        conversations.c.state != "closed",
    )
    found = await connection.execute(select(conversations.c.id).where(*remembered).order_by(conversations.c.id))
    ids: list[str] = [row.id for row in found]
    for conversation_id in ids:
        # Who holds the row, to hand it over for instance, is waited for; then it is looked at again.
        taken = update(conversations).where(conversations.c.id == conversation_id, *remembered).values(thread=None)
        if (await connection.execute(taken)).rowcount:
            return conversation_id
    return None


async def remember_transcript(connection: AsyncConnection, conversation_id: str, transcript: str) -> None:
    """Let the conversation be found by all that was said in it."""
    await connection.execute(
        update(conversations).where(conversations.c.id == conversation_id).values(thread=transcript)
    )


async def contact_of(connection: AsyncConnection, account_id: str, conversation_id: str) -> str | None:
    """Whose conversation it is, None where it is not one of this account's."""
    found = await connection.execute(
        select(conversations.c.contact).where(
            conversations.c.id == conversation_id, conversations.c.account_id == account_id
        )
    )
    contact: str | None = found.scalar()
    return contact


async def told_after(connection: AsyncConnection, message_id: str) -> Told:
    """What followed the customer's message: its turn's replies."""
    turn = (
        await connection.execute(
            select(turns, conversations.c.state)
            .join(messages, messages.c.turn_id == turns.c.id)
            .join(conversations, conversations.c.id == turns.c.conversation_id)
            .where(messages.c.id == message_id)
        )
    ).one()
    replies = (
        await connection.execute(
            select(messages.c.text, messages.c.citations)
            .where(messages.c.turn_id == turn.id, messages.c.role != "customer")
            .order_by(messages.c.seq)
        )
    ).all()
    return Told(
        conversation_id=turn.conversation_id,
        reply="\n".join(reply.text for reply in replies),
        citations=[citation for reply in replies for citation in reply.citations],
        answered=turn.answered,
        handoff=turn.handoff,
        state=turn.state,
        language=turn.language or "en",
        input_tokens=turn.input_tokens,
        output_tokens=turn.output_tokens,
    )
