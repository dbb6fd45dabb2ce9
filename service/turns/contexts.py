"""What the agent gets for a turn: the models that the budget allows, the intents and the style in force."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Protocol

from graphs.agent.context import Context
from graphs.agent.styling import with_style
from graphs.recogniser import Recogniser
from service.arrivals import Arrivals
from service.budget import Budget
from service.in_force import InForce, Policies
from service.intents import CurrentIntents
from service.policies.account import AccountSettings
from service.storage.database import Database


class Contexts(Protocol):
    """Picks the context of each turn."""

    async def context(self, conversation_id: str) -> Context:
        """What the agent may use for a turn of this conversation."""
        ...


class TurnContexts:
    """Of a serving process, by what is in force when the turn begins."""

    def __init__(self, budget: Budget, policies: Policies, intents: CurrentIntents, arrivals: Arrivals) -> None:
        self._budget, self._policies, self._intents, self._arrivals = budget, policies, intents, arrivals

    async def context(self, conversation_id: str) -> Context:
        """What the agent may use for a turn of this conversation."""
        self._intents.take(self._policies.in_force.intents)
        context = replace(
            await self._budget.context(conversation_id),
            recogniser=self._intents.in_use,
            give_way=self._arrivals.give_way,
        )
        return with_style(context, self._policies.in_force.style)


def in_account(context: Context, account: AccountSettings, policies: InForce) -> Context:
    """The same with the account's own greeting, where it has one."""
    own = account.styled(policies.style)
    return context if own is policies.style else with_style(context, own)


@asynccontextmanager
async def open_intents(database: Database, policies: Policies, recogniser: Recogniser) -> AsyncIterator[CurrentIntents]:
    """The intents in force, learnt before the first customer comes."""
    async with database.read() as connection:
        saved = (await policies.look(connection)).intents
    intents = CurrentIntents(recogniser)
    try:
        await intents.start(saved)
        yield intents
    finally:
        await intents.close()
