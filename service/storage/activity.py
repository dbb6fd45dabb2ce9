"""A glance at the whole database, cheap enough to take every other second: has anything changed?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.grading.grading import PENDING, TO_JUDGE
from service.storage.tables import alerts, conversations, evaluations, grades, knowledge_state, leads


@dataclass(frozen=True, slots=True)
class Activity:
    """What differs after any change that the console shows. `states` counts conversations that operators wait for."""

    last_message_at: datetime | None
    states: tuple[tuple[str, int], ...]
    pending_grades: int
    knowledge: int
    last_lead_at: datetime | None
    last_evaluation_at: datetime | None
    last_alert_at: datetime | None


async def activity(connection: AsyncConnection) -> Activity:
    """One query, over indexes only."""
    held = select(func.count()).select_from(conversations)
    row = (
        await connection.execute(
            select(
                select(func.max(conversations.c.last_message_at)).scalar_subquery().label("last_message_at"),
                held.where(conversations.c.state == "waiting").scalar_subquery().label("waiting"),
                held.where(conversations.c.state == "human").scalar_subquery().label("human"),
                # Each with the very words of an index.
                (_due(PENDING) + _due(TO_JUDGE)).label("pending"),
                select(func.max(knowledge_state.c.sequence)).scalar_subquery().label("knowledge"),
                select(func.max(leads.c.created_at)).scalar_subquery().label("last_lead_at"),
                select(func.max(evaluations.c.changed_at)).scalar_subquery().label("last_evaluation_at"),
                select(func.max(alerts.c.changed_at)).scalar_subquery().label("last_alert_at"),
            )
        )
    ).one()
    states = (("waiting", row.waiting), ("human", row.human))
    return Activity(
        row.last_message_at,
        states,
        row.pending,
        row.knowledge or 0,
        row.last_lead_at,
        row.last_evaluation_at,
        row.last_alert_at,
    )


def _due(state: str) -> ScalarSelect[int]:
    return (
        select(func.count()).select_from(grades).where(grades.c.state == literal_column(f"'{state}'")).scalar_subquery()
    )
