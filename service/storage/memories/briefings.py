"""What an operator gets with a hand-off, out of what is stored of the conversation, and kept with the hand-off."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.briefing import BriefedTurn, Briefing, brief
from service.storage.messages.answer_rows import Answered
from service.storage.records import contacts_from
from service.storage.tables import handoffs, messages, turns
from service.storage.types import AnyRow


async def briefing_of(connection: AsyncConnection, conversation_id: str, last: Answered) -> Briefing:
    """The briefing of a conversation that is handed over in this turn, which is not written down yet."""
    said = await connection.execute(
        select(messages.c.turn_id, messages.c.text)
        .where(messages.c.conversation_id == conversation_id, messages.c.role == "customer")
        .order_by(messages.c.seq)
    )
    asked: dict[str, list[str]] = {}
    for row in said:
        if row.turn_id:
            asked.setdefault(row.turn_id, []).append(row.text)
    before = await connection.execute(
        select(turns).where(turns.c.conversation_id == conversation_id).order_by(turns.c.first_seq)
    )
    # What was deleted at the customer's wish was asked, but says nothing any more.
    told = [_briefed(row, texts) for row in before if any(texts := asked.get(row.id, [])) or not texts]
    outcome = last.outcome
    cited = dict.fromkeys(citation.document for citation in outcome.citations)
    told.append(
        BriefedTurn(
            question="\n".join(message.text for message in last.asked),
            answered=None if outcome.handoff else outcome.answered,
            upset=outcome.sentiment.upset,
            urgency=outcome.urgency,
            orders=outcome.order_numbers,
            contacts=outcome.contacts,
            documents=tuple(cited),
            titles={one.document: one.title for one in outcome.passages if one.title and one.document in cited},
        )
    )
    return brief(told)


async def save_summary(connection: AsyncConnection, handoff_id: str, summary: str, written_by: str) -> None:
    """Put a summary in the place of the one that was taken from the customer's words."""
    row = (await connection.execute(select(handoffs.c.briefing).where(handoffs.c.id == handoff_id))).first()
    if row is not None and row.briefing is not None:
        changed = row.briefing | {"summary": summary, "written_by": written_by}
        await connection.execute(update(handoffs).where(handoffs.c.id == handoff_id).values(briefing=changed))


def _briefed(row: AnyRow, asked: Sequence[str]) -> BriefedTurn:
    return BriefedTurn(
        question="\n".join(asked),
        answered=row.answered if row.replied_by == "agent" and row.handoff is None else None,
        upset=row.upset or 0.0,
        urgency=row.urgency or "normal",
        orders=tuple(row.order_numbers),
        contacts=contacts_from(row.contacts),
        documents=tuple(dict.fromkeys(citation["document"] for citation in row.citations)),
        titles={one["document"]: title for one in row.citations if (title := one.get("title"))},
    )
