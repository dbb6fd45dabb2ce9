"""The widget's messages: what a visitor sends, and what was said. Sending is the service's hot path."""

import re
from datetime import datetime
from http import HTTPStatus
from time import monotonic
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ValidationError

from service.deps import CurrentResources, CurrentSite, CurrentVisitor, Reading, address_of, needs_visitor, visitor_of
from service.errors import BadToken, InvalidRequest, NotFound
from service.resources import Resources
from service.rest.errorpages import sentence
from service.rest.shown import ClientId, ConversationState, Message, Shown, problems
from service.routing.places import place_of
from service.storage.conversations.conversations import standing_of, state_of
from service.storage.messages.messages import StoredMessage, list_messages, list_visible
from service.storage.messages.receive import Incoming
from service.storage.types import now
from service.texts import clean_message

router = APIRouter(prefix="/api/widget", tags=["widget"], dependencies=[needs_visitor])
MAX_WAIT_S = 30.0
_WAIT = re.compile(r"\bwait=(\d{1,4}(?:\.\d{1,3})?)\b")


class Said(BaseModel):
    """A visitor's message. The same `client_id` again is the same message."""

    text: str
    client_id: ClientId


class Stored(Shown):
    """The message is stored: it will be answered."""

    message: Message


class Answered(Stored):
    """The message with the replies that came in the time that `Prefer: wait` gave."""

    replies: list[Message]
    state: ConversationState


class History(Shown):
    """What was said, with the state of the conversation and the name of the operator who has it.

    `operator_picture` is the path of theirs, null without one. `position` is that of one who waits for an operator, 1
    for who is next; null with `opens_at` where nobody is there before that time.
    """

    messages: list[Message]
    state: ConversationState
    operator: str | None
    operator_picture: str | None
    position: int | None
    opens_at: datetime | None


@router.get("/messages", responses=problems(401))
async def history(
    visitor: CurrentVisitor,
    connection: Reading,
    resources: CurrentResources,
    after: Annotated[int, Query(ge=0, lt=2**31)] = 0,
) -> History:
    """The messages after that `seq`."""
    said = await list_visible(connection, visitor.conversation_id, after)
    try:
        standing = await standing_of(connection, visitor.conversation_id)
    except NotFound as error:  # the database is not the one that the token was issued for
        raise BadToken from error
    place = await place_of(connection, resources.policies, visitor.conversation_id)
    return History(
        messages=[Message.model_validate(one) for one in said],
        state=standing.state,
        operator=standing.operator,
        operator_picture=standing.picture,
        position=place.position,
        opens_at=place.opens_at,
    )


@router.post(
    "/messages",
    status_code=HTTPStatus.ACCEPTED,
    response_model=Stored,
    responses={200: {"model": Answered}, **problems(401, 409, 413, 422, 429, 503)},
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/json": {"schema": Said.model_json_schema()}}},
        "parameters": [{"in": "header", "name": "Prefer", "schema": {"type": "string"}, "example": "wait=10"}],
    },
)
async def send(request: Request, site: CurrentSite) -> Response:
    """Store the message (202); with `Prefer: wait=SECONDS` wait for the replies for at most 30 s (200)."""
    visitor = visitor_of(request, site)
    await site.limits.message(visitor.id, address_of(request))
    said = _parse(await request.body())
    text = clean_message(said.text, site.resources.settings.max_message_chars)
    receipt = await site.resources.turns.receive(
        Incoming(
            key=f"{visitor.conversation_id}:{said.client_id}",
            where=visitor.conversation_id,
            text=text,
            at=now(),
            client_id=said.client_id,
        )
    )
    answered = await _replies(site.resources, receipt.message, _wait_s(request.headers.get("prefer", "")))
    if answered is None:
        return _json(Stored(message=Message.model_validate(receipt.message)), HTTPStatus.ACCEPTED)
    return _json(answered, HTTPStatus.OK)


async def _replies(resources: Resources, message: StoredMessage, wait_s: float) -> Answered | None:
    """What was said after the message, once its turn has ended; None when the time is up before."""
    if wait_s <= 0:
        return None
    started = monotonic()
    if ended := await resources.turns.ended(message.conversation_id, message.seq, wait_s):
        said = [ended.reply] if ended.reply else []
        return Answered.model_validate({"message": message, "replies": said, "state": ended.state})
    left_s = wait_s - (monotonic() - started)
    if not await resources.turns.answered(message.conversation_id, message.seq, max(0.0, left_s)):
        return None
    return await _said_since(resources, message)


async def _said_since(resources: Resources, message: StoredMessage) -> Answered:
    """The same from the database: a redelivered message, or one that another process answered."""
    async with resources.database.peek() as connection:
        said = await list_messages(connection, message.conversation_id, message.seq)
        state, _ = await state_of(connection, message.conversation_id)
    replies = [one for one in said if one.role != "customer"]
    return Answered.model_validate({"message": message, "replies": replies, "state": state})


def _parse(body: bytes) -> Said:
    try:
        return Said.model_validate_json(body)
    except ValidationError as error:
        raise InvalidRequest(sentence(error.errors(include_input=False, include_url=False))) from error


def _wait_s(prefer: str) -> float:
    """The seconds of `Prefer: wait=...` (RFC 7240, 4.3), 0 without it."""
    found = _WAIT.search(prefer)
    return min(float(found[1]), MAX_WAIT_S) if found else 0.0


def _json(model: BaseModel, status: HTTPStatus) -> Response:
    return Response(model.model_dump_json(), status, media_type="application/json")
