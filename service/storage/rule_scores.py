"""What score cards and the compliance rate are made of: judged turns and hits that count, by who replied."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.rules.grade import IDS, LABELS
from evals.rules.scores import JudgedTurn, Lost
from service.storage.tables import grades, messages, rule_hits, turns, users


async def judged_turns(connection: AsyncConnection, since: datetime | None, until: datetime | None) -> list[JudgedTurn]:
    """Turns asked in [since, until) that rules have judged, with who replied: operators by e-mail, None the agent."""
    query = (
        select(turns.c.id, turns.c.conversation_id, users.c.email)
        .join(messages, messages.c.turn_id == turns.c.id)
        .outerjoin(users, users.c.id == messages.c.operator_id)
        .where(
            messages.c.role != "customer",
            turns.c.id.in_(
                select(grades.c.turn_id).where(grades.c.grader.in_(list(IDS.values())), grades.c.label.in_(LABELS))
            ),
        )
        .distinct()
    )
    if since is not None:
        query = query.where(turns.c.asked_at >= since)
    if until is not None:
        query = query.where(turns.c.asked_at < until)
    return [JudgedTurn(row.id, row.conversation_id, row.email) for row in await connection.execute(query)]


async def counted_hits(connection: AsyncConnection, since: datetime | None, until: datetime | None) -> list[Lost]:
    """Hits of turns asked in [since, until) that have not been withdrawn."""
    query = select(rule_hits.c.turn_id, rule_hits.c.conversation_id, rule_hits.c.points, users.c.email)
    query = query.join(turns, turns.c.id == rule_hits.c.turn_id)
    query = query.outerjoin(users, users.c.id == rule_hits.c.operator_id).where(rule_hits.c.state != "withdrawn")
    if since is not None:
        query = query.where(turns.c.asked_at >= since)
    if until is not None:
        query = query.where(turns.c.asked_at < until)
    return [Lost(row.turn_id, row.conversation_id, row.email, row.points) for row in await connection.execute(query)]
