"""Webhooks of channels: verified and read by the channel, stored here, and acknowledged only then."""

import logging
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlalchemy.exc import SQLAlchemyError

from service.channel import Inbound, Received
from service.channel import Request as Delivery
from service.deps import CurrentResources
from service.errors import ConversationClosed, TurnwiseError
from service.resources import Resources
from service.shown import problems
from service.storage.accounts import StoredAccount, save_state
from service.storage.customers import Contact
from service.storage.receive import Incoming
from service.storage.types import now
from service.texts import clean

router = APIRouter(prefix="/api/hooks", tags=["channels"])
log = logging.getLogger(__name__)


class NotStored(TurnwiseError):
    """The platform is to deliver this again."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "not_stored"
    detail = "The message could not be stored: deliver it again."
    retry_after_s = 5.0


@router.get("/{channel}/{key}", responses=problems(400, 401, 404, 503))
@router.post("/{channel}/{key}", responses=problems(400, 401, 404, 503))
async def receive(channel: str, key: str, request: Request, resources: CurrentResources) -> Response:
    """Handshakes and messages of one account; the key is the secret end of its address."""
    stored, account = await resources.accounts.by_key(clean(channel), clean(key))
    delivery = Delivery(request.method, request.headers, dict(request.query_params), await request.body(), now())
    received = await resources.accounts.channels[channel].receive(delivery, account, stored.state)
    await _store(resources, stored, received)
    answer = received.response
    return Response(answer.body, answer.status, dict(answer.headers), answer.media_type)


async def _store(resources: Resources, account: StoredAccount, received: Received) -> None:
    """Store all messages, then the channel's new state. Raises NotStored."""
    try:
        for inbound in received.messages:
            await _take(resources, incoming(account, inbound))
        if received.state is not None:
            async with resources.database.write() as connection:
                await save_state(connection, account.id, received.state)
    except (SQLAlchemyError, OSError) as error:
        log.exception("a delivery of %s could not be stored", account.channel)
        raise NotStored from error


async def _take(resources: Resources, message: Incoming) -> None:
    try:
        await resources.turns.receive(message)
    except ConversationClosed:  # it closed at that very moment: the contact's next conversation takes the message
        await resources.turns.receive(message)


def incoming(account: StoredAccount, inbound: Inbound) -> Incoming:
    """A channel's message as it is stored. What is no text is named in brackets, so that an operator sees it."""
    said = clean(inbound.text).strip()
    text = said if inbound.kind == "text" else f"[{inbound.kind}] {said}".strip()
    values: dict[str, Any] = {"kind": inbound.kind, "thread": inbound.thread}
    return Incoming(
        key=f"{account.id}:{inbound.key}",
        where=Contact(account.id, account.channel, inbound.contact, clean(inbound.contact_name or "") or None),
        text=text or "[empty]",
        at=inbound.at,
        **values,
    )
