"""Whose queue a conversation is in: hand-offs of an account go to its group of operators, else to everybody."""

from datetime import datetime

from sqlalchemy import ColumnElement, literal, or_, select

from service.storage.groups import member_at
from service.storage.tables import account_settings, conversations, memberships
from service.storage.types import UtcDateTime


def begun() -> ColumnElement[bool]:
    """Somebody has written in the conversation: a chat that was only opened is nothing to see to."""
    return conversations.c.last_seq > 0


def queue_of(operator_id: str, at: datetime) -> ColumnElement[bool]:
    """For conditions on `conversations`: those whose account has no group, or the one in which the operator is then.

    All of them for somebody who is in no group: they look after everything.
    """
    own = select(memberships.c.group_id).where(member_at(literal(operator_id), literal(at, UtcDateTime())))
    of_others = select(account_settings.c.account_id).where(
        account_settings.c.group_id.is_not(None), account_settings.c.group_id.not_in(own)
    )
    return or_(conversations.c.account_id.not_in(of_others), ~own.exists())
