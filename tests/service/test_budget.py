"""Beyond a budget, of a conversation or of a day, nothing that costs is called."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from graphs.models import Models
from graphs.named_model import NamedModel
from graphs.prices import FREE
from graphs.turn import Usage
from service.budget import Budget
from service.storage.database import Database
from tests.service.storage.conftest import START, World


@dataclass(frozen=True)
class WithModels:
    """As much of the agent's context as a budget looks at."""

    models: Models


@pytest.fixture
def context() -> Any:
    chat = GenericFakeChatModel(messages=iter([AIMessage("x")]))
    paid, quotes = NamedModel("openai:paid", chat, streams=True), NamedModel("extractive", chat, price=FREE)
    return WithModels(Models({"answer": (paid, quotes), "rewrite": (paid,)}, quotes))


@pytest.fixture
def world(database: Database, account: str) -> World:
    return World(database, account)


def names(context: Any) -> list[str]:
    return [model.name for role in ("answer", "rewrite") for model in context.models.chain(role)]


async def turn(world: World, amount: str | None, contact: str = "ada") -> str:
    """A turn that cost so much; the id of its conversation."""
    usage = Usage(10, 10, 0, None if amount is None else Decimal(amount))
    committed = await world.turn(contact=contact, usage=usage)
    assert committed.reply is not None
    return committed.reply.conversation_id


async def test_a_conversation_that_spent_its_budget_is_quoted_to_and_others_are_not(
    world: World, context: Any, caplog: pytest.LogCaptureFixture
) -> None:
    spent, other = await turn(world, "0.02"), await turn(world, "0.009", "bob")
    budget = Budget(world.database, context, conversation=Decimal("0.02"))
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert names(await budget.context(spent)) == ["extractive"]
    assert names(await budget.context(other)) == ["openai:paid", "extractive", "openai:paid"]
    assert len(caplog.records) == 1


async def test_the_turns_of_a_conversation_add_up(world: World, context: Any) -> None:
    for amount in ("0.001", None, "0.0004"):
        conversation = await turn(world, amount)
    exactly = Budget(world.database, context, conversation=Decimal("0.0014"))
    assert names(await exactly.context(conversation)) == ["extractive"]
    more = Budget(world.database, context, conversation=Decimal("0.001400001"))
    assert names(await more.context(conversation)) != ["extractive"]


async def test_a_day_that_spent_its_budget_ends_at_midnight(
    world: World, context: Any, caplog: pytest.LogCaptureFixture
) -> None:
    conversation, at = await turn(world, "3"), START + timedelta(hours=1)

    def clock() -> datetime:
        return at

    budget = Budget(world.database, context, day=Decimal(5), clock=clock)
    assert names(await budget.context(conversation)) != ["extractive"]
    await turn(world, "2.5", "bob")
    at += timedelta(minutes=1)
    with caplog.at_level(logging.WARNING):
        assert names(await budget.context(conversation)) == ["extractive"]
        assert names(await budget.context("another")) == ["extractive"]
    assert len(caplog.records) == 1
    at = START.replace(hour=0) + timedelta(days=1)
    assert names(await budget.context(conversation)) != ["extractive"]


async def test_without_a_budget_nothing_is_looked_up(context: Any) -> None:
    nowhere: Any = None
    assert await Budget(nowhere, context).context("any") is context
