"""What customers asked of the knowledge base of late, and which passages answered them."""

from collections import Counter
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.questions_asked import matter_of, wants_an_answer
from graphs.agent.wording import ACKNOWLEDGED
from knowledge.health.findings import Asked
from service.storage.tables import messages, turns

_LATEST = 2_000
# Replied to without the knowledge base: small talk, contact details, what is no text, the wish for a person.
_NO_QUESTIONS = ACKNOWLEDGED | {"human_request"}


async def count_citations(connection: AsyncConnection, since: datetime) -> Counter[str]:
    """How often each passage was cited since then, by chunk id."""
    counts: Counter[str] = Counter()
    for row in await connection.execute(select(turns.c.citations).where(turns.c.asked_at >= since)):
        counts.update(citation["chunk_id"] for citation in row.citations)
    return counts


async def recent_questions(connection: AsyncConnection, since: datetime) -> list[Asked]:
    """What the agent was asked since then, newest first, at most some thousands.

    What wants no answer of the knowledge base is left out: thanks, greetings, letters without words. A turn without
    passages is an operator's.
    """
    rows = (
        await connection.execute(
            select(turns.c.id, turns.c.confidence, turns.c.answered, turns.c.passages, turns.c.intent)
            .where(turns.c.asked_at >= since, turns.c.confidence.is_not(None), turns.c.answered.is_not(None))
            .order_by(turns.c.asked_at.desc())
            .limit(_LATEST)
        )
    ).all()
    texts: dict[str, list[str]] = {}
    ids = [row.id for row in rows if row.passages and row.intent not in _NO_QUESTIONS]
    for at in range(0, len(ids), 500):
        said = await connection.execute(
            select(messages.c.turn_id, messages.c.text)
            .where(messages.c.turn_id.in_(ids[at : at + 500]), messages.c.role == "customer")
            .order_by(messages.c.seq)
        )
        for message in said:
            texts.setdefault(message.turn_id, []).append(message.text)
    asked = [
        Asked("\n".join(texts[row.id]), float(row.confidence), bool(row.answered)) for row in rows if row.id in texts
    ]
    return [one for one in asked if wants_an_answer(matter_of(one.text))]
