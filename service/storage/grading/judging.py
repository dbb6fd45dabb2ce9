"""What judges have spent, day by day, and what they have answered, to be found again by the same texts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, delete, func, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.judging.ledger import Judgement, Reservation
from graphs.evaluator.grader import NOT_SAMPLED
from graphs.turn import Usage
from service.storage.database import upsert
from service.storage.grading.grading import TO_JUDGE
from service.storage.tables import grades, judge_days, judgements, turns
from service.storage.types import now

NOBODY_CAME = "it has waited for a judge for too long"


@dataclass(frozen=True, slots=True)
class JudgeDay:
    """A day of judging (`YYYY-MM-DD`, UTC). `tokens` counts for the budget: calls under way are in it, as guessed.

    `cost` is None where that of a call is not known.
    """

    day: str
    tokens: int
    calls: int
    input_tokens: int
    output_tokens: int
    cached_input_tokens: int
    cost: Decimal | None


async def reserve_tokens(connection: AsyncConnection, reserved: Reservation, limit: int) -> bool:
    """Set tokens aside, unless the day would then have more than `limit`; 0 is no limit."""
    await connection.execute(upsert(connection, judge_days).values(day=reserved.day).on_conflict_do_nothing())
    query = update(judge_days).where(judge_days.c.day == reserved.day)
    if limit:
        query = query.where(judge_days.c.tokens + reserved.tokens <= limit)
    done = await connection.execute(query.values(tokens=judge_days.c.tokens + reserved.tokens))
    return done.rowcount == 1


async def settle_tokens(connection: AsyncConnection, reserved: Reservation, usage: Usage) -> None:
    """A call is over: what it came to takes the place of what was set aside."""
    used = usage.input_tokens + usage.output_tokens
    days = judge_days.c
    await connection.execute(
        update(judge_days)
        .where(days.day == reserved.day)
        .values(
            tokens=days.tokens + (used - reserved.tokens),
            calls=days.calls + int(used > 0),
            input_tokens=days.input_tokens + usage.input_tokens,
            output_tokens=days.output_tokens + usage.output_tokens,
            cached_input_tokens=days.cached_input_tokens + usage.cached_input_tokens,
            # Whole thousand-millionths, as the column holds them: added up by the database.
            cost=days.cost + (usage.cost or Decimal(0)),
            unpriced=days.unpriced + int(usage.cost is None),
        )
    )


async def find_judgement(connection: AsyncConnection, key: str, since: datetime) -> Judgement | None:
    """The verdict under that key, if it was given since then."""
    query = select(judgements).where(judgements.c.key == key, judgements.c.at >= since)
    row = (await connection.execute(query)).first()
    return Judgement(row.label, row.reason, tuple(row.evidence)) if row else None


async def keep_judgement(
    connection: AsyncConnection, key: str, judgement: Judgement, grader: str, turn_id: str, at: datetime
) -> None:
    """Keep a verdict, also of a turn that is not stored; not of one whose texts were deleted meanwhile."""
    stored = await connection.scalar(select(turns.c.id).where(turns.c.id == turn_id))
    if stored is not None:
        # The row stays locked: who deletes the customer's texts waits, and then deletes this, too.
        waiting = select(grades.c.turn_id).where(
            grades.c.turn_id == turn_id, grades.c.grader == grader, grades.c.state == "claimed"
        )
        if (await connection.execute(waiting.with_for_update())).first() is None:
            return
    values = {
        "key": key,
        "grader": grader,
        "turn_id": stored,
        "label": judgement.label,
        "reason": judgement.reason,
        "evidence": list(judgement.evidence),
        "at": at,
    }
    statement = upsert(connection, judgements).values(values)
    changed = {name: statement.excluded[name] for name in values if name != "key"}
    await connection.execute(statement.on_conflict_do_update(index_elements=[judgements.c.key], set_=changed))


async def judge_days_since(connection: AsyncConnection, day: str) -> list[JudgeDay]:
    """The days on which a judge was asked, from that one on, the latest first."""
    query = select(judge_days).where(judge_days.c.day >= day).order_by(judge_days.c.day.desc())
    return [
        JudgeDay(
            row.day,
            row.tokens,
            row.calls,
            row.input_tokens,
            row.output_tokens,
            row.cached_input_tokens,
            None if row.unpriced else row.cost,
        )
        for row in await connection.execute(query)
    ]


async def judged_since(connection: AsyncConnection, graders: Sequence[str], since: datetime) -> dict[str, Counter[str]]:
    """How often each judge gave each label since then; what still waits has the label `pending`."""
    query = (
        select(grades.c.grader, grades.c.label, func.count().label("n"))
        .where(grades.c.grader.in_(graders), grades.c.state == "done", grades.c.graded_at >= since)
        .group_by(grades.c.grader, grades.c.label)
    )
    found: dict[str, Counter[str]] = {}
    for row in await connection.execute(query):
        found.setdefault(row.grader, Counter())[row.label] = row.n
    waiting = (
        select(grades.c.grader, func.count().label("n"))
        .where(grades.c.grader.in_(graders), grades.c.state != "done")
        .group_by(grades.c.grader)
    )
    for row in await connection.execute(waiting):
        found.setdefault(row.grader, Counter())["pending"] = row.n
    return found


async def any_old(connection: AsyncConnection, answered_before: datetime, queued_before: datetime) -> bool:
    """Whether there is anything for `drop_old` to do."""
    old = select(judgements.c.key).where(judgements.c.at < answered_before).limit(1)
    waits = select(grades.c.turn_id).where(_waits_for_judge(queued_before)).limit(1)
    return (await connection.execute(old)).first() is not None or (await connection.execute(waits)).first() is not None


async def drop_old(connection: AsyncConnection, answered_before: datetime, queued_before: datetime) -> None:
    """Forget verdicts from before then, and grade no more by a judge what has been waiting for one since before then.

    So a judge that is too slow, or there no more, leaves no work behind that grows for ever.
    """
    await connection.execute(delete(judgements).where(judgements.c.at < answered_before))
    await connection.execute(
        update(grades)
        .where(_waits_for_judge(queued_before))
        .values(state="done", label=NOT_SAMPLED, reason=NOBODY_CAME, graded_at=now())
    )


def _waits_for_judge(queued_before: datetime) -> ColumnElement[bool]:
    return and_(grades.c.state == literal_column(f"'{TO_JUDGE}'"), grades.c.not_before < queued_before)
