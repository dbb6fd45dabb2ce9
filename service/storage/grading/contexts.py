"""Stored turns as graders see them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.evaluator.grader import Ending, GradingContext, Place
from service.storage.records import message_from, says_something, turn_from
from service.storage.tables import accounts, conversations, messages, turns, users
from service.storage.types import AnyRow


async def grading_contexts(connection: AsyncConnection, turn_ids: Sequence[str]) -> dict[str, GradingContext]:
    """What the graders may look at, by turn."""
    rows = (
        await connection.execute(
            select(
                turns,
                conversations.c.state,
                conversations.c.closed_by,
                conversations.c.solved,
                conversations.c.channel,
                accounts.c.name.label("account"),
            )
            .join(conversations, conversations.c.id == turns.c.conversation_id)
            .join(accounts, accounts.c.id == conversations.c.account_id)
            .where(turns.c.id.in_(turn_ids))
        )
    ).all()
    said: dict[str, list[AnyRow]] = {}
    for message in await connection.execute(
        select(messages, users.c.email.label("operator"))
        .outerjoin(users, users.c.id == messages.c.operator_id)
        .where(messages.c.conversation_id.in_({row.conversation_id for row in rows}))
        .order_by(messages.c.conversation_id, messages.c.seq)
    ):
        said.setdefault(message.conversation_id, []).append(message)
    return {row.id: _context(row, said[row.conversation_id]) for row in rows}


def _context(row: AnyRow, said: Sequence[AnyRow]) -> GradingContext:
    last_seq = max(message.seq for message in said if message.turn_id == row.id)
    # What the customer said next is what is said before anyone replies again; not all that is ever said after.
    following = []
    for message in said:
        if message.seq > last_seq and message.turn_id != row.id:
            if message.role != "customer":
                break
            if message.text:
                following.append(message_from(message))
    ended = row.state == "closed"
    return GradingContext(
        turn=turn_from(row, said),
        following=tuple(following) if following or ended else None,
        ending=Ending(row.closed_by, row.solved) if ended else None,
        place=Place(
            row.channel,
            row.account,
            tuple(one.operator for one in said if one.turn_id == row.id and says_something(one)),
        ),
    )
