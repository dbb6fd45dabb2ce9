"""Hits as the grading of a turn finds them, written beside the grade in the same transaction."""

from collections.abc import Sequence
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.rules.grade import IDS, RuleGrade
from graphs.evaluator.grader import COULD_NOT_GRADE, Graded
from service.storage.database import Database
from service.storage.tables import messages, rule_hits
from service.storage.types import AnyRow


async def store_hits(connection: AsyncConnection, database: Database, results: Sequence[tuple[str, Graded]]) -> None:
    """Keep the hits of these grades.

    A turn that is graded again keeps the hits that are found again, with what became of them, and those that somebody
    appealed against or decided on; the others are replaced.
    """
    for grader in IDS.values():
        judged = [(turn_id, one) for turn_id, one in results if one.grader == grader]
        judged = [(turn_id, one) for turn_id, one in judged if one.grade.label != COULD_NOT_GRADE]
        if judged:
            rows = await _rows(connection, judged)
            await _replace(connection, database, grader, [turn_id for turn_id, _ in judged], rows)


def hit_id(turn_id: str, rule: str) -> str:
    """The same at each grading of the turn."""
    return str(uuid5(NAMESPACE_OID, f"{turn_id}:{rule}"))


async def _replace(
    connection: AsyncConnection, database: Database, grader: str, turn_ids: list[str], rows: list[dict[str, Any]]
) -> None:
    await connection.execute(
        delete(rule_hits).where(
            rule_hits.c.turn_id.in_(turn_ids),
            rule_hits.c.grader == grader,
            rule_hits.c.state == "counted",
            rule_hits.c.id.not_in([row["id"] for row in rows]),
        )
    )
    if rows:
        entered = database.insert(rule_hits)
        kept = {"id", "turn_id", "conversation_id", "rule"}
        changed = {name: entered.excluded[name] for name in rows[0] if name not in kept}
        await connection.execute(entered.on_conflict_do_update(index_elements=["id"], set_=changed), rows)


async def _rows(connection: AsyncConnection, judged: Sequence[tuple[str, Graded]]) -> list[dict[str, Any]]:
    hit = {turn_id: one for turn_id, one in judged if isinstance(one.grade, RuleGrade) and one.grade.hits}
    replies: dict[str, list[AnyRow]] = {}
    if hit:
        said = select(messages.c.turn_id, messages.c.conversation_id, messages.c.at, messages.c.operator_id)
        said = said.where(messages.c.turn_id.in_(list(hit)), messages.c.role != "customer").order_by(messages.c.seq)
        for row in await connection.execute(said):
            replies.setdefault(row.turn_id, []).append(row)
    return [row for turn_id, one in hit.items() for row in _of_turn(turn_id, one, replies[turn_id])]


def _of_turn(turn_id: str, graded: Graded, replies: Sequence[AnyRow]) -> list[dict[str, Any]]:
    hits = graded.grade.hits if isinstance(graded.grade, RuleGrade) else ()
    return [
        {
            "id": hit_id(turn_id, hit.rule),
            "turn_id": turn_id,
            "conversation_id": replies[hit.reply].conversation_id,
            "grader": graded.grader,
            "version": graded.version,
            "rule": hit.rule,
            "title": hit.title,
            "severity": hit.severity,
            "points": hit.points,
            "operator_id": replies[hit.reply].operator_id,
            "reply": hit.reply,
            "start_char": hit.start,
            "end_char": hit.end,
            "quote": hit.quote,
            "reason": hit.reason,
            "at": replies[hit.reply].at,
        }
        for hit in hits
    ]
