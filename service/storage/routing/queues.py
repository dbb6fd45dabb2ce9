"""Whose queue a conversation is in: hand-offs of an account go to its group of operators, else to everybody."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, literal, or_, select

from service.storage.tables import account_settings, conversations, memberships
from service.storage.types import UtcDateTime
from service.storage.users.groups import member_at
from service.storage.users.presences import may_answer


def begun() -> ColumnElement[bool]:
    """Somebody has written in the conversation: a chat that was only opened is nothing to see to."""
    return conversations.c.last_seq > 0


def group_of_conversation() -> ColumnElement[str | None]:
    """For conditions on `conversations`: the group that it was passed to, else the one that its account's go to."""
    own = account_settings.alias()  # the query around it may look at the account's settings, too
    of_account = select(own.c.group_id).where(own.c.account_id == conversations.c.account_id)
    return func.coalesce(conversations.c.group_id, of_account.scalar_subquery())


def queue_of(operator_id: str, at: datetime) -> ColumnElement[bool]:
    """For conditions on `conversations`: those that go to no group, or to the one in which the operator is then.

    Those of a group in which nobody is are everybody's, or nobody would see them. All of them for somebody who is in no
    group: they look after everything.
    """
    moment = literal(at, UtcDateTime())
    own = select(memberships.c.group_id).where(member_at(literal(operator_id), moment))
    manned = select(memberships.c.group_id).where(
        member_at(memberships.c.operator_id, moment), may_answer(memberships.c.operator_id)
    )
    group = group_of_conversation()
    return or_(group.is_(None), group.in_(own), group.not_in(manned), ~own.exists())
