"""The inbox as one operator sees it: each conversation with what is unread, how long it waits, where words stand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncConnection

from service.api.conversations.page import Row, show_row
from service.rest.shown import Shown
from service.search_words import Term, found_in
from service.snippets import snippet
from service.storage.conversations.attention import Attention, attention_of
from service.storage.conversations.conversations import ConversationRow
from service.storage.messages.searching import Found, found_in_each

FIRST_RESPONSE_S = 120
"""Within this time a waiting customer should have a first reply."""


class Part(Shown):
    """A piece of text; `hit` where it is what was looked for."""

    text: str
    hit: bool


class Finding(BaseModel):
    """Where the words were found, in pieces: the newest such message, or the customer's name (no `message_id`)."""

    message_id: str | None
    role: Literal["customer", "agent", "operator", "note"] | None
    at: datetime | None
    parts: list[Part]


class InboxRow(Row):
    """`mine`: the reader has it. `unread` counts the customer's messages that the reader has not seen.

    `waiting_since` is null where nobody waits for an operator's reply. `escalating`: the grader of escalation risk
    warns. `found` is null where no words were looked for.
    """

    mine: bool
    unread: int
    waiting_since: datetime | None
    escalating: bool
    found: Finding | None = None


class ReplyLimits(BaseModel):
    """In seconds: when a first reply is due, and after how long the policy tells the customer that nobody has come."""

    first_response_s: int
    nobody_comes_s: int


class Inbox(BaseModel):
    """A page of the inbox; `next` asks for the one after it."""

    conversations: list[InboxRow]
    next: str | None
    limits: ReplyLimits


class AccountOption(BaseModel):
    """A channel account in which somebody has written."""

    id: str
    channel: str
    name: str


class GroupOption(BaseModel):
    """A group of operators."""

    id: str
    name: str


class InboxOptions(BaseModel):
    """What there is to narrow the inbox by."""

    accounts: list[AccountOption]
    groups: list[GroupOption]
    languages: list[str]
    tags: list[str]


async def show_rows(
    connection: AsyncConnection, rows: Sequence[ConversationRow], operator_id: str, terms: Sequence[Term] = ()
) -> list[InboxRow]:
    """Rows as this operator sees them."""
    ids = [row.id for row in rows]
    attention = await attention_of(connection, ids, operator_id)
    found = await found_in_each(connection, terms, ids) if terms else {}
    return [
        _row(row, attention[row.id], operator_id, _finding(row, found.get(row.id), terms) if terms else None)
        for row in rows
    ]


def _row(row: ConversationRow, attention: Attention, operator_id: str, found: Finding | None) -> InboxRow:
    return InboxRow(
        **show_row(row).model_dump(),
        mine=row.state == "human" and row.operator_id == operator_id,
        unread=attention.unread,
        waiting_since=attention.waiting_since,
        escalating=attention.escalating,
        found=found,
    )


def _finding(row: ConversationRow, found: Found | None, terms: Sequence[Term]) -> Finding | None:
    if found:
        parts = [Part.model_validate(part) for part in snippet(found.text, terms)]
        return Finding.model_validate({"message_id": found.id, "role": found.role, "at": found.at, "parts": parts})
    if row.customer_name and found_in(row.customer_name, terms):
        parts = [Part.model_validate(part) for part in snippet(row.customer_name, terms)]
        return Finding(message_id=None, role=None, at=None, parts=parts)
    return None
