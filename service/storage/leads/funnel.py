"""From the first message to a deal: how many conversations, and then how many people, come how far."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.tables import conversations, lead_people, lead_stages, leads

_ON_THE_WAY = ("contacted", "qualified", "won")


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """Of one channel, of conversations that were opened in a period.

    `opened`, `asked` (for contact details) and `left` (at least one) count conversations. What follows counts the
    people who left them: all of them, the complete, and those who ever reached a stage or stand beyond it.
    """

    channel: str
    opened: int
    asked: int
    left: int
    people: int
    complete: int
    contacted: int
    qualified: int
    won: int
    lost: int


async def funnels(
    connection: AsyncConnection, since: datetime | None, until: datetime | None, channel: str | None = None
) -> list[Funnel]:
    """One for each channel in which a customer wrote first in [since, until), the busiest first."""
    wanted: list[ColumnElement[bool]] = [conversations.c.opened_at.is_not(None)]
    if since is not None:
        wanted.append(conversations.c.opened_at >= since)
    if until is not None:
        wanted.append(conversations.c.opened_at < until)
    if channel is not None:
        wanted.append(conversations.c.channel == channel)
    people = await _people(connection, wanted)
    rows = await connection.execute(
        select(
            conversations.c.channel,
            func.count().label("opened"),
            func.sum(case((conversations.c.lead_asks > 0, 1), else_=0)).label("asked"),
            func.count(leads.c.id).label("left_details"),
        )
        .select_from(conversations)
        .outerjoin(leads, leads.c.conversation_id == conversations.c.id)
        .where(*wanted)
        .group_by(conversations.c.channel)
        .order_by(func.count().desc(), conversations.c.channel)
    )
    none = dict.fromkeys(("people", "complete", *_ON_THE_WAY, "lost"), 0)
    return [
        Funnel(
            channel=row.channel,
            opened=row.opened,
            asked=row.asked,
            left=row.left_details,
            **people.get(row.channel, none),
        )
        for row in rows
    ]


async def _people(connection: AsyncConnection, wanted: list[ColumnElement[bool]]) -> dict[str, dict[str, int]]:
    of_channel = (
        select(conversations.c.channel, leads.c.person_id)
        .join(leads, leads.c.conversation_id == conversations.c.id)
        .where(*wanted)
        .distinct()
        .subquery()
    )

    def count(condition: ColumnElement[bool], name: str) -> ColumnElement[int]:
        return func.sum(case((condition, 1), else_=0)).label(name)

    rows = await connection.execute(
        select(
            of_channel.c.channel,
            func.count().label("people"),
            count(lead_people.c.complete, "complete"),
            *(count(_reached(stage), stage) for stage in _ON_THE_WAY),
            count(lead_people.c.stage == "lost", "lost"),
        )
        .join(lead_people, lead_people.c.id == of_channel.c.person_id)
        .group_by(of_channel.c.channel)
    )
    return {row.channel: {name: getattr(row, name) for name in row._mapping if name != "channel"} for row in rows}


def _reached(stage: str) -> ColumnElement[bool]:
    """Whether the lead is there or beyond, or ever was."""
    beyond = _ON_THE_WAY[_ON_THE_WAY.index(stage) :]
    was = exists().where(and_(lead_stages.c.person_id == lead_people.c.id, lead_stages.c.stage.in_(beyond)))
    return or_(lead_people.c.stage.in_(beyond), was)
