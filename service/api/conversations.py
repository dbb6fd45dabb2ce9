"""Conversations as operators see them: the inbox, one with its turns and grades, and what is done to it."""

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel
from sqlalchemy import and_, true

from service.api.conversation_page import Claimed, ConversationPage, Conversations, Row, Sent, show_page, show_row
from service.api.delivery_page import Deciding
from service.capturing import ensure_allowed
from service.channel import forbidden_contacts
from service.deps import CurrentResources, CurrentUser, PathId, Reading, needs_login
from service.resources import Resources
from service.shown import ClientId, ConversationState, Message, problems
from service.storage.conversations import channel_of, get_conversation, list_conversations
from service.storage.operators import Ended
from service.storage.queues import begun, queue_of
from service.storage.showings import note_page, page_opened
from service.storage.types import now
from service.texts import clean, clean_message

router = APIRouter(prefix="/api/conversations", tags=["conversations"], dependencies=needs_login)


class OperatorReply(BaseModel):
    """What an operator says. The same `client_id` again is the same message."""

    text: str
    client_id: ClientId


@router.get("", responses=problems(401, 422))
async def list_page(
    connection: Reading,
    user: CurrentUser,
    state: ConversationState | None = None,
    queue: Literal["all", "mine"] = "all",
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Conversations:
    """The inbox, newest activity first; `next` is the cursor of the page after this one.

    A chat that was opened and in which nobody has written yet is not in it.
    `queue` "mine" leaves out the conversations of accounts whose hand-offs go to another group than the reader's.
    """
    only = and_(begun(), queue_of(user.id, now()) if queue == "mine" else true())
    page = await list_conversations(connection, state, cursor, limit, only)
    return Conversations(conversations=[show_row(row) for row in page.rows], next=page.next)


@router.get("/{id}", responses=problems(401, 404))
async def get_page(
    conversation_id: PathId, user: CurrentUser, connection: Reading, resources: CurrentResources
) -> ConversationPage:
    """One conversation with its messages, turns, grades, leads and hand-offs."""
    page = await show_page(connection, conversation_id, resources.brain.currency, resources.accounts.channels)
    if user.role.may_review and not await page_opened(connection, user.email, conversation_id):
        async with resources.database.write() as writing:  # who has seen the grades reviews none of them blindly
            await note_page(writing, user.email, conversation_id)
    return page


@router.post("/{id}/claim", responses=problems(401, 404, 409))
async def claim(conversation_id: PathId, user: CurrentUser, resources: CurrentResources) -> Claimed:
    """Take the conversation over from the agent, or from the queue."""
    await resources.desk.claim(conversation_id, user.id)
    return Claimed(conversation=await _row(resources, conversation_id))


@router.post("/{id}/messages", status_code=HTTPStatus.ACCEPTED, responses=problems(401, 404, 409, 413, 422))
async def reply(
    conversation_id: PathId,
    said: OperatorReply,
    user: CurrentUser,
    resources: CurrentResources,
    connection: Reading,
) -> Sent:
    """Answer the customer, as the operator who claimed the conversation."""
    text = clean_message(said.text, resources.settings.max_message_chars)
    channel = resources.accounts.channels.get(await channel_of(connection, conversation_id))
    ensure_allowed(text, forbidden_contacts(channel) if channel else ())
    message = await resources.desk.reply(conversation_id, user.id, text, said.client_id)
    return Sent(message=Message.model_validate(message))


@router.post("/{id}/deliveries", responses=problems(401, 404, 409, 422))
async def decide(
    conversation_id: PathId, deciding: Deciding, user: CurrentUser, resources: CurrentResources
) -> Claimed:
    """Send a reply that failed, or may not have arrived, again; or leave it. It is kept who decided."""
    message_id = clean(deciding.message_id)
    await resources.desk.decide(conversation_id, message_id, user.id, deciding.decision)
    return Claimed(conversation=await _row(resources, conversation_id))


@router.post("/{id}/return", responses=problems(401, 404, 409))
async def give_back(conversation_id: PathId, user: CurrentUser, resources: CurrentResources) -> Claimed:
    """Give the conversation back to the agent, who tells the customer and goes on; also one that waits."""
    await resources.room.give_back(conversation_id, user.id)
    await resources.turns.recover()
    return Claimed(conversation=await _row(resources, conversation_id))


@router.post("/{id}/close", responses=problems(401, 404))
async def close(conversation_id: PathId, resources: CurrentResources) -> Claimed:
    """End the conversation."""
    await resources.desk.close(conversation_id, Ended("operator"))
    return Claimed(conversation=await _row(resources, conversation_id))


async def _row(resources: Resources, conversation_id: str) -> Row:
    async with resources.database.read() as connection:
        return show_row(await get_conversation(connection, conversation_id))
