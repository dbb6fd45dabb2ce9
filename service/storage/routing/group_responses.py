"""How quickly a group of operators answers just now: what sends new conversations to another group.

The times are those that rates tell of operators (docs/rates.md): their first response after a hand-off, and each time
that the customer waited for them. What waits now counts with the time so far once that is over the limit, or a group in
which nobody answers at all would have no times. Time before the group opens is not waited for.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.rates.spread import Values, quantile
from graphs.agent.handoff.document import Hours
from graphs.agent.handoff.hours import open_from
from service.policies.routing import GroupRouting
from service.storage.messages.waits import first_answer, unanswered_since, waits
from service.storage.routing.queues import group_of_conversation
from service.storage.tables import assignments, conversations, handoffs, memberships, messages
from service.storage.types import AnyRow, UtcDateTime
from service.storage.users.groups import member_at
from service.storage.users.presences import may_answer

LOOKED_AT = 300
"""The latest conversations of the group; more would tell the same."""


@dataclass(frozen=True, slots=True)
class Responses:
    """The 90th percentile of `n` response times; `over` says that new conversations go elsewhere."""

    p90_s: float | None = None
    n: int = 0
    over: bool = False


@dataclass(frozen=True, slots=True)
class _Thread:
    """What was said in a conversation that is, or was, with the group; `waits`: it is for the group to answer now."""

    said: Sequence[AnyRow]
    handed_over: datetime | None
    waits: bool


async def responses_of(
    connection: AsyncConnection, group_id: str, routing: GroupRouting, hours: Hours, at: datetime
) -> Responses:
    """Of the last minutes, as many as the group's routing says. `hours` are those by which the group works.

    A group in which nobody is, is over its limit from the first.
    """
    since, limit = at - timedelta(minutes=routing.window_minutes), routing.response_limit_s
    operators = {str(row.operator_id) for row in await connection.execute(_operators(group_id, at))}
    times: list[float] = []
    for thread in await _threads(connection, group_id, operators, since):
        spans = list(_ended(thread, operators, since))
        if limit is not None and (waiting := _waiting_since(thread)) is not None:
            spans += [(waiting, at)] if at - open_from(hours, waiting) > timedelta(seconds=limit) else []
        times += [max(0.0, (until - open_from(hours, began)).total_seconds()) for began, until in spans]
    if not times:
        return Responses(over=limit is not None and not operators)
    p90 = quantile(Values(round(one * 1_000) for one in times), 0.9) / 1_000
    slow = len(times) >= routing.min_responses and limit is not None and p90 > limit
    return Responses(p90, len(times), slow or (limit is not None and not operators))


def _ended(thread: _Thread, operators: Collection[str], since: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The waits that one of these operators has ended since then; of two that one message ended, the longer."""
    first = first_answer(thread.said, ("operator",), thread.handed_over)
    began: dict[str, datetime] = {}
    ended: dict[str, datetime] = {}
    for wait in [*waits(thread.said), *([first] if first else [])]:
        message = wait.ended_by
        if message.role == "operator" and message.operator_id in operators and message.at >= since:
            began[message.id] = min(wait.since, began.get(message.id, wait.since))
            ended[message.id] = message.at
    yield from ((began[one], ended[one]) for one in began)


def _waiting_since(thread: _Thread) -> datetime | None:
    """Since when the customer waits for the group, or None where they do not."""
    if not thread.waits:
        return None
    unanswered = thread.handed_over
    if unanswered and first_answer(thread.said, ("operator",), unanswered):
        unanswered = None
    return min((one for one in (unanswered, unanswered_since(thread.said)) if one), default=None)


async def _threads(
    connection: AsyncConnection, group_id: str, operators: Collection[str], since: datetime
) -> list[_Thread]:
    with_group = or_(
        conversations.c.id.in_(
            select(assignments.c.conversation_id)
            .where(
                assignments.c.operator_id.in_(operators),
                ~assignments.c.missed,
                or_(assignments.c.ended_at.is_(None), assignments.c.ended_at >= since),
            )
            .order_by(assignments.c.taken_at.desc())
            .limit(LOOKED_AT)
        ),
        (conversations.c.state == "waiting") & (group_of_conversation() == group_id),
    )
    last = select(func.max(handoffs.c.at)).where(handoffs.c.conversation_id == conversations.c.id).scalar_subquery()
    found = await connection.execute(
        select(conversations.c.id, conversations.c.state, conversations.c.operator_id, last.label("handed_over"))
        .where(with_group)
        .order_by(conversations.c.id.desc())
        .limit(LOOKED_AT)
    )
    rows = found.all()
    said: dict[str, list[AnyRow]] = {}
    shown = (messages.c.id, messages.c.role, messages.c.at, messages.c.turn_id, messages.c.operator_id)
    for one in await connection.execute(
        select(messages.c.conversation_id, *shown)
        .where(messages.c.conversation_id.in_([row.id for row in rows]))
        .order_by(messages.c.conversation_id, messages.c.seq)
    ):
        said.setdefault(one.conversation_id, []).append(one)
    return [
        _Thread(
            said.get(row.id, []),
            row.handed_over,
            row.state == "waiting" or (row.state == "human" and row.operator_id in operators),
        )
        for row in rows
    ]


def _operators(group_id: str, at: datetime) -> Select[tuple[str]]:
    return select(memberships.c.operator_id).where(
        memberships.c.group_id == group_id,
        member_at(memberships.c.operator_id, literal(at, UtcDateTime())),
        may_answer(memberships.c.operator_id),
    )
