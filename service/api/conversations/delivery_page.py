"""How replies fare on their way to a platform, as a conversation's page shows it."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncConnection

from service.accounts.allowance import allowance_of
from service.channel.interface import Channel
from service.rest.shown import Shown
from service.storage.outgoing.outbox import Fault
from service.storage.outgoing.spoken import load_spoken
from service.storage.types import now


class TextLimit(Shown):
    """How long one message may be; longer replies go out in several, each of which counts."""

    maximum: int
    unit: Literal["characters", "utf16", "utf8"]


class Allowance(Shown):
    """What the platform still takes: `left` of `max_replies`, null where it counts none, until `until`.

    `over` says that nothing may be sent before the customer writes again.
    """

    until: datetime | None
    over: bool
    max_replies: int | None
    left: int | None
    text_limit: TextLimit | None


class Decided(Shown):
    """An operator's decision."""

    decision: Literal["again", "leave"]
    by: str
    at: datetime


class Undelivered(Shown):
    """A reply that did not arrive (failed), or may not have (uncertain), and what was decided about it.

    `fault` is the reason for programs, `error` a sentence with the platform's own words; `parts` of the `of_parts` in
    which a long reply went out are concerned.
    """

    message_id: str
    state: Literal["pending", "sent", "failed", "uncertain", "left"]
    fault: Fault | None
    error: str | None
    parts: int
    of_parts: int
    decided: Decided | None


class Deciding(BaseModel):
    """What is to become of a reply that did not arrive: sent again, or left as it is."""

    message_id: str
    decision: Literal["again", "leave"]


async def show_allowance(
    connection: AsyncConnection, conversation_id: str, channel: Channel[Any] | None
) -> Allowance | None:
    """What may still be said in this conversation; None where its channel sets no limit, or is gone."""
    if channel is None or channel.window is None:
        return None
    allowed = allowance_of(channel, await load_spoken(connection, conversation_id), now())
    return Allowance.model_validate(allowed) if allowed else None
