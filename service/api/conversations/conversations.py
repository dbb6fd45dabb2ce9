"""Conversations as operators see them: one with its turns and grades, and what is done to it."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field, StringConstraints

from service.api.conversations.delivery_page import Deciding
from service.api.conversations.page import Claimed, ConversationPage, Row, Sent, show_page, show_row
from service.channel.facts import forbidden_contacts
from service.deps import CurrentCaller, CurrentResources, CurrentUser, PathId, Reading, needs
from service.errors import InvalidRequest
from service.leads.capturing import ensure_allowed
from service.resources import Resources
from service.rest.shown import ClientId, Message, problems
from service.roles import Right
from service.storage.conversations.conversations import channel_of, get_conversation
from service.storage.desk.operators import Ended
from service.storage.grading.showings import note_page, page_opened
from service.storage.knowledge.quoting import Quoted
from service.texts import clean, clean_message

router = APIRouter(prefix="/api/conversations", tags=["conversations"], dependencies=needs(Right.SEE, Right.ANSWER))


class Source(BaseModel):
    """Words of a passage that a reply rests on, as they stand in it."""

    chunk_id: Annotated[str, StringConstraints(min_length=1, max_length=36)]
    quote: Annotated[str, StringConstraints(min_length=1, max_length=4_000)]


class OperatorReply(BaseModel):
    """What an operator says. The same `client_id` again is the same message.

    `sources` are kept with it as its citations: the customer is shown them, and graders judge the reply by them.
    """

    text: str
    client_id: ClientId
    sources: list[Source] = Field([], max_length=20)


class Closing(BaseModel):
    """How it ended: the id of one of the dispositions, or null."""

    disposition: Annotated[str, StringConstraints(max_length=40)] | None = None


@router.get("/{id}", responses=problems(401, 403, 404))
async def get_page(
    conversation_id: PathId, caller: CurrentCaller, connection: Reading, resources: CurrentResources
) -> ConversationPage:
    """One conversation with its messages, turns, grades, leads and hand-offs."""
    page = await show_page(
        connection, conversation_id, caller.user_id, resources.brain.currency, resources.accounts.channels
    )
    if caller.may(Right.REVIEW) and not await page_opened(connection, caller.by, conversation_id):
        async with resources.database.write() as writing:  # who has seen the grades reviews none of them blindly
            await note_page(writing, caller.by, conversation_id)
    return page


@router.post("/{id}/claim", responses=problems(401, 403, 404, 409))
async def claim(conversation_id: PathId, user: CurrentUser, resources: CurrentResources) -> Claimed:
    """Take the conversation over from the agent, or from the queue."""
    await resources.desk.claim(conversation_id, user.id)
    return Claimed(conversation=await _row(resources, conversation_id))


@router.post("/{id}/messages", status_code=HTTPStatus.ACCEPTED, responses=problems(401, 403, 404, 409, 413, 422))
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
    sources = [Quoted(one.chunk_id, one.quote) for one in said.sources]
    message = await resources.desk.reply(conversation_id, user.id, text, said.client_id, sources=sources)
    return Sent(message=Message.model_validate(message))


@router.post("/{id}/deliveries", responses=problems(401, 403, 404, 409, 422))
async def decide(
    conversation_id: PathId, deciding: Deciding, user: CurrentUser, resources: CurrentResources
) -> Claimed:
    """Send a reply that failed, or may not have arrived, again; or leave it. It is kept who decided."""
    message_id = clean(deciding.message_id)
    await resources.desk.decide(conversation_id, message_id, user.id, deciding.decision)
    return Claimed(conversation=await _row(resources, conversation_id))


@router.post("/{id}/return", responses=problems(401, 403, 404, 409))
async def give_back(conversation_id: PathId, user: CurrentUser, resources: CurrentResources) -> Claimed:
    """Give the conversation back to the agent, who tells the customer and goes on; also one that waits."""
    await resources.care.room.give_back(conversation_id, user.id)
    await resources.turns.recover()
    return Claimed(conversation=await _row(resources, conversation_id))


@router.post("/{id}/close", responses=problems(401, 403, 404, 422))
async def close(
    conversation_id: PathId, user: CurrentUser, resources: CurrentResources, closing: Closing | None = None
) -> Claimed:
    """End the conversation, with the disposition that says how it ended."""
    disposition = closing.disposition if closing else None
    if disposition:
        async with resources.database.read() as connection:
            known = (await resources.policies.look(connection)).desk.dispositions
        if disposition not in {one.id for one in known}:
            raise InvalidRequest("There is no such disposition: choose one of GET /api/desk/policy.")
    await resources.desk.close(conversation_id, Ended("operator", operator_id=user.id, disposition=disposition))
    return Claimed(conversation=await _row(resources, conversation_id))


async def _row(resources: Resources, conversation_id: str) -> Row:
    async with resources.database.read() as connection:
        return show_row(await get_conversation(connection, conversation_id))
