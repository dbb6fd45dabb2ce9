"""What is known of a customer, and its deletion at their wish."""

from datetime import datetime
from decimal import Decimal

from fastapi import APIRouter
from pydantic import BaseModel

from service.deps import CurrentCaller, CurrentResources, PathId, Reading, needs
from service.rest.shown import Shown, problems
from service.roles import Right
from service.storage.customers.records import get_record
from service.storage.memories.facts import list_facts
from service.storage.memories.forgetting import list_erasures
from service.storage.types import now

router = APIRouter(prefix="/api/customers", tags=["conversations"], dependencies=needs(Right.SEE, Right.ANSWER))


class Fact(Shown):
    """One thing that the customer told, where and when last, and until when it is kept (null: for good)."""

    type: str
    value: str
    conversation_id: str
    turn_id: str
    at: datetime
    expires_at: datetime | None


class Erasure(Shown):
    """That their data were deleted: `by` is `customer`, a user's e-mail address, or `command line`."""

    at: datetime
    by: str
    conversations: int
    messages: int


class CustomerMemory(BaseModel):
    """All that is remembered beyond the messages themselves, the newest first."""

    facts: list[Fact]
    erasures: list[Erasure]


class Order(Shown):
    """An order, as its system told it last."""

    number: str
    status: str
    amount: Decimal | None
    currency: str | None
    at: datetime
    system: str


class CustomerRecord(Shown):
    """What the shop's own systems say of the customer; amounts are strings."""

    tags: list[str]
    value: Decimal | None
    currency: str | None
    system: str | None
    updated_at: datetime | None
    orders: list[Order]


class Forgotten(BaseModel):
    """How much was deleted."""

    conversations: int
    messages: int


@router.get("/{id}/memory", responses=problems(401, 403, 404))
async def show_memory(customer_id: PathId, connection: Reading) -> CustomerMemory:
    """Facts that the customer told in any of their conversations, and when their data were deleted."""
    facts = await list_facts(connection, customer_id, now())
    erasures = await list_erasures(connection, customer_id)
    return CustomerMemory(
        facts=[Fact.model_validate(one) for one in facts], erasures=[Erasure.model_validate(one) for one in erasures]
    )


@router.get("/{id}/record", responses=problems(401, 403, 404))
async def show_record(customer_id: PathId, connection: Reading) -> CustomerRecord:
    """Tags, value and the latest orders, where a connected system told them."""
    return CustomerRecord.model_validate(await get_record(connection, customer_id))


@router.delete("/{id}/data", responses=problems(401, 403, 404))
async def forget(customer_id: PathId, caller: CurrentCaller, resources: CurrentResources) -> Forgotten:
    """Delete all that the customer told: messages' texts, contact details, facts, summaries. Counts and grades stay."""
    erased = await resources.forgetting.forget(customer_id, caller.by)
    return Forgotten(conversations=len(erased.conversation_ids), messages=erased.messages)
