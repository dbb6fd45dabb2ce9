"""Storing what customers say, many at a time in one transaction: the acknowledgement rests on it.

A stored message is work to do: it stays `received` until a turn answers it or it is put into the inbox.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import ConversationClosed
from service.storage.accounts.accounts import OWN
from service.storage.customers.customers import Contact
from service.storage.integrations.events import emit_conversations
from service.storage.kpi_changes import mark
from service.storage.messages.attachments import NewAttachment, add, list_attachments, new_rows, unfetched
from service.storage.messages.beginnings import FirstSaid, current_conversations, open_conversations
from service.storage.messages.messages import StoredMessage, stored
from service.storage.messages.searching import add_messages
from service.storage.padding import padded
from service.storage.tables import attachments, conversations, messages
from service.storage.types import AnyRow, new_id

PREVIEW_CHARS = 120
KEY_CHARS = 400
THREAD_CHARS = 400


@dataclass(frozen=True, slots=True)
class Incoming:
    """A customer's message. `key` is unique over all accounts: a second one with the same key is a redelivery.

    `where` is the id of a conversation, or a contact, whose current conversation takes it. `thread` is what the
    platform wants to see again in a reply, `source` what brought the customer, kept where a conversation starts.
    """

    key: str
    where: str | Contact
    text: str
    at: datetime
    client_id: str | None = None
    kind: str = "text"
    thread: str | None = None
    attachments: tuple[NewAttachment, ...] = ()
    source: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A message as stored. `fresh` is false for a redelivery; `mine` says that this process is to answer it.

    `account` stands for where it came from, as `take_unanswered` names it; empty for a redelivery.
    """

    message: StoredMessage
    fresh: bool
    mine: bool
    account: str = ""


OWN_PLACES = "own"
"""Stands for the channels of our own, whose messages name their conversation only."""


def account_key(conversation: AnyRow) -> str:
    """What stands for the account of a conversation."""
    return OWN_PLACES if conversation.channel in OWN else str(conversation.account_id)


async def receive(
    connection: AsyncConnection, batch: Sequence[Incoming], process_id: str
) -> list[Receipt | ConversationClosed]:
    """Store a batch in order; for each a receipt, or the error that its own sender gets."""
    known, under_way = await _conversations_with(connection, batch)
    places = [item.where if isinstance(item.where, str) else under_way.get(item.where, "") for item in batch]
    rows = await _lock(connection, {place for place in places if place})
    # Asked behind the lock, where no other process can be storing the same message any more.
    known |= await _already_stored(connection, [item.key for item in batch if item.key not in known])
    results: list[Receipt | ConversationClosed] = []
    opened: dict[str, datetime] = {}
    inserts: dict[str, dict[str, Any]] = {}
    touched: dict[str, dict[str, Any]] = {}
    files: list[dict[str, Any]] = []
    for item, place in zip(batch, places, strict=True):
        if message := known.get(item.key):
            results.append(Receipt(message, fresh=False, mine=False))
            continue
        conversation = rows.get(place)
        if conversation is None or conversation.state == "closed":
            results.append(ConversationClosed())
            continue
        before = touched.get(conversation.id) or conversation._mapping
        values = _message(item, conversation.id, before["last_seq"] + 1)
        own = new_rows(values["id"], conversation.id, item.attachments, item.at)
        files += own
        message = known[item.key] = StoredMessage(
            id=values["id"],
            conversation_id=conversation.id,
            seq=values["seq"],
            role="customer",
            text=item.text,
            at=item.at,
            citations=[],
            client_id=item.client_id,
            attachments=tuple(map(unfetched, own)),
        )
        inserts[item.key] = values
        touched[conversation.id] = {
            "key": conversation.id,
            "last_seq": values["seq"],
            # What is delivered late was said earlier, but the conversation is as alive as before.
            "last_message_at": max(item.at, before["last_message_at"]),
            "opened_at": before["opened_at"] or item.at,
            "preview": item.text[:PREVIEW_CHARS],
            "thread": item.thread or before["thread"],
            "lease": conversation.lease or process_id,
        }
        mine = touched[conversation.id]["lease"] == process_id
        if not before["opened_at"]:
            opened[conversation.id] = item.at
        results.append(Receipt(message, fresh=True, mine=mine, account=account_key(conversation)))
    if inserts:
        await add_messages(connection, list(inserts.values()))
        await add(connection, files)
        await connection.execute(_TOUCH, list(touched.values()))
        await mark(connection, touched)
    await emit_conversations(connection, "conversation.opened", opened)
    return results


_TOUCH = (
    update(conversations)
    .where(conversations.c.id == bindparam("key"))
    .values(
        {name: bindparam(name) for name in ("last_seq", "last_message_at", "opened_at", "preview", "thread", "lease")}
    )
)


async def _conversations_with(
    connection: AsyncConnection, batch: Sequence[Incoming]
) -> tuple[dict[str, StoredMessage], dict[Contact, str]]:
    """The current conversation of each contact, begun where there is none and they bring something new; and what is
    known already of those who have none: a redelivery must not begin one.
    """
    said = [(item.where, item) for item in batch if isinstance(item.where, Contact)]
    found = await open_conversations(connection, {contact for contact, _ in said})
    others = [(contact, item) for contact, item in said if contact not in found]
    known = await _already_stored(connection, [item.key for _, item in others])
    new: dict[Contact, FirstSaid] = {}
    for contact, one in others:
        if one.key not in known:
            new.setdefault(contact, FirstSaid(one.at, one.source))
    if new:
        found |= await current_conversations(connection, new)
    return known, found


async def _already_stored(connection: AsyncConnection, keys: Sequence[str]) -> dict[str, StoredMessage]:
    if not keys:
        return {}
    rows = (await connection.execute(select(messages).where(messages.c.external_key.in_(padded(keys))))).all()
    ids = [row.id for row in rows if row.kind != "text"]
    attached = await list_attachments(connection, attachments.c.message_id.in_(ids)) if ids else {}
    return {row.external_key: stored(row, attached=attached.get(row.id, ())) for row in rows}


async def _lock(connection: AsyncConnection, ids: set[str]) -> dict[str, AnyRow]:
    """The conversations, locked against other processes; in one order, so that two batches cannot block each other."""
    rows = await connection.execute(
        select(
            conversations.c.id,
            conversations.c.state,
            conversations.c.last_seq,
            conversations.c.last_message_at,
            conversations.c.opened_at,
            conversations.c.thread,
            conversations.c.lease,
            conversations.c.account_id,
            conversations.c.channel,
        )
        .where(conversations.c.id.in_(padded(sorted(ids))))
        .order_by(conversations.c.id)
        .with_for_update()
    )
    return {row.id: row for row in rows}


def _message(item: Incoming, conversation_id: str, seq: int) -> dict[str, Any]:
    return {
        "id": new_id(),
        "conversation_id": conversation_id,
        "seq": seq,
        "role": "customer",
        "text": item.text,
        "at": item.at,
        "kind": item.kind,
        "external_key": item.key,
        "client_id": item.client_id,
        "state": "received",
        "turn_id": None,
        "citations": [],
        "thread": item.thread,
    }
