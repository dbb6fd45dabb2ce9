"""Searching what was said: entered with each message, found by words, gone with whoever is forgotten.

Of what matches, the newest `MOST_LOOKED_AT` entries count: a word that everybody uses finds the latest ones, in bounded
time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, cast, column, func, insert, literal_column, or_, select, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.ext.asyncio import AsyncConnection

from service.search_words import Term, indexed
from service.storage.tables import conversations, customers, desk_entries, lead_fields, leads, messages, search_entries

MOST_LOOKED_AT = 5_000
MOST_NAMED = 500
MESSAGE = "message"
_WORDS = table("search_words", column("rowid", Integer))  # FTS5's, on SQLite


@dataclass(frozen=True, slots=True)
class Found:
    """The newest message of a conversation in which the words stand; `role` is note for a note."""

    id: str
    role: str
    text: str
    at: datetime


async def add_messages(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows of `messages`, and let them be found."""
    await connection.execute(insert(messages), list(rows))
    await enter(connection, MESSAGE, ((row["id"], row["conversation_id"], row["text"]) for row in rows))


async def enter(connection: AsyncConnection, kind: str, said: Iterable[tuple[str, str, str]]) -> None:
    """Let texts be found: (id, conversation, text). What has no word is not entered."""
    rows = [
        {"kind": kind, "ref": ref, "conversation_id": conversation_id, "words": words}
        for ref, conversation_id, said_text in said
        if (words := indexed(said_text))
    ]
    if rows:
        await connection.execute(insert(search_entries), rows)


def holding(connection: AsyncConnection, terms: Sequence[Term], query: str) -> ColumnElement[bool]:
    """For conditions on `conversations`: in which the terms stand together, or whose customer goes by that name."""
    matching = _matching(connection, terms).subquery()
    pattern = "%" + query.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    named = (
        select(customers.c.id).where(customers.c.name.ilike(pattern, escape="\\")).order_by(customers.c.id.desc())
    ).limit(MOST_NAMED)
    called = (
        select(leads.c.customer_id)
        .join(lead_fields, lead_fields.c.lead_id == leads.c.id)
        .where(lead_fields.c.type == "name", lead_fields.c.value.ilike(pattern, escape="\\"))
        .order_by(leads.c.id.desc())
    ).limit(MOST_NAMED)
    return or_(
        conversations.c.id.in_(select(matching.c.conversation_id)),
        conversations.c.customer_id.in_(select(named.subquery().c.id)),
        conversations.c.customer_id.in_(select(called.subquery().c.customer_id)),
    )


async def found_in_each(connection: AsyncConnection, terms: Sequence[Term], ids: Sequence[str]) -> dict[str, Found]:
    """The newest message of each of these conversations in which the terms stand; others have none."""
    matching = _matching(connection, terms).subquery()
    newest = (
        select(func.max(matching.c.number).label("number"))
        .where(matching.c.conversation_id.in_(ids))
        .group_by(matching.c.conversation_id)
        .subquery()
    )
    rows = await connection.execute(
        select(
            search_entries.c.ref,
            search_entries.c.conversation_id,
            func.coalesce(messages.c.role, desk_entries.c.kind).label("role"),
            func.coalesce(messages.c.text, desk_entries.c.text).label("said"),
            func.coalesce(messages.c.at, desk_entries.c.at).label("at"),
        )
        .join(newest, newest.c.number == search_entries.c.number)
        .outerjoin(messages, messages.c.id == search_entries.c.ref)
        .outerjoin(desk_entries, desk_entries.c.id == search_entries.c.ref)
    )
    return {row.conversation_id: Found(row.ref, row.role, row.said, row.at) for row in rows if row.role}


def _matching(connection: AsyncConnection, terms: Sequence[Term]) -> Select[tuple[int, str]]:
    entries = select(search_entries.c.number, search_entries.c.conversation_id)
    if connection.dialect.name == "sqlite":
        matched = literal_column("search_words").op("MATCH")(_fts_query(terms))
        newest = select(_WORDS.c.rowid).where(matched).order_by(_WORDS.c.rowid.desc()).limit(MOST_LOOKED_AT).subquery()
        return entries.join(newest, newest.c.rowid == search_entries.c.number)
    vector = func.to_tsvector(literal_column("'simple'::regconfig"), search_entries.c.words)
    query = cast(_ts_query(terms), TSQUERY)
    return entries.where(vector.op("@@")(query)).order_by(search_entries.c.number.desc()).limit(MOST_LOOKED_AT)


def _fts_query(terms: Sequence[Term]) -> str:
    """Words hold letters and digits only: nothing in them has a meaning for FTS5 between quotes."""
    return " AND ".join(f'"{" ".join(term.words)}" *' for term in terms)


def _ts_query(terms: Sequence[Term]) -> str:
    def phrase(words: Sequence[str]) -> str:
        *before, last = (f"'{word}'" for word in words)
        return " <-> ".join([*before, f"{last}:*"])

    return " & ".join(f"({phrase(term.words)})" for term in terms)
