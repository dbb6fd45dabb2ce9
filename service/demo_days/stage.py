"""The parts of a serving process that the demo's days are played with, over the installation's own database."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

import httpx
from sqlalchemy import select

from graphs.agent.graph import Agent
from graphs.agent.state import Outcome, Question
from service.accounts.accounts import Accounts
from service.alerts.alerting import Alerting
from service.arrivals import Arrivals
from service.brain import Brain, build_brain
from service.care.care import Care, build_care, initial_closing
from service.channel.line import Line
from service.channel.plugins import load_channels
from service.demo_days.accounts import StandIn
from service.demo_days.clock import SetClock
from service.knowledge.knowledge import Knowledge
from service.leads.announcing import Leads
from service.live import Live
from service.monitoring.monitors import Monitors, build_monitors
from service.notifier import Audience
from service.outgoing.file_links import FileLinks
from service.outgoing.outbox import Outbox
from service.rates.keeping import RateKeeping
from service.resources import build_budget, open_knowledge
from service.routing.desk import Desk
from service.secrets import Vault
from service.settings import Settings
from service.storage.conversations.conversations import state_of
from service.storage.database import Database
from service.storage.messages.receive import Incoming
from service.storage.processes import open_process
from service.storage.tables import grades
from service.turns.contexts import TurnContexts, open_intents
from service.turns.turns import Turns
from service.widget.sessions import Sessions
from service.widget.visitors import Visitors
from service.widget.widgets import Widgets

ANSWER_S = 60.0
"""No turn without a model takes so long; with one, its own time limits are shorter."""
GRADED_AFTER_S, SENT_AFTER_S = 2.5, 0.4
LOOK_EVERY_S = 0.1
NOBODY = Audience((), ())
"""Alerts of the past are raised and told nobody."""


class Taken(Exception):
    """Another process answers the demo's customers: it must be stopped first."""


class Listened:
    """The agent, whose last outcome the customer hears; it takes the time that `thinks_s` says, by the set clock."""

    def __init__(self, agent: Agent, clock: SetClock) -> None:
        self._agent = agent
        self._clock = clock
        self.thinks_s = 1.0
        self.heard: Outcome | None = None

    async def ainvoke(self, question: Question, *, context: Any) -> dict[str, Any]:
        """One turn of the agent."""
        result = await self._agent.ainvoke(question, context=context)
        self._clock.pass_by(self.thinks_s)
        self.heard = result["outcome"]
        return result


@dataclass(slots=True)
class Bell:
    """Rung when there is something to send or to grade."""

    rung: bool = False

    def ring(self, _what: object = None) -> None:
        """There is something."""
        self.rung = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What customers and colleagues act through."""

    clock: SetClock
    database: Database
    brain: Brain
    knowledge: Knowledge
    agent: Listened
    turns: Turns
    desk: Desk
    care: Care
    accounts: Accounts
    sessions: Sessions
    widgets: Widgets
    leads: Leads
    monitors: Monitors
    outbox: Outbox
    alerting: Alerting
    rates: RateKeeping
    bell: Bell

    async def say(self, delivery: Sequence[Incoming], thinks_s: float) -> tuple[str, Outcome | None]:
        """Store what a customer says and have it answered: the conversation, and what the agent made of it.

        Raises Taken.
        """
        self.agent.thinks_s, self.agent.heard = thinks_s, None
        receipts = await self.turns.receive_all(delivery)
        last = receipts[-1].message
        if not await self.turns.answered(last.conversation_id, last.seq, ANSWER_S):
            raise Taken("The customers' messages are answered by another process: stop the server, then fill again.")
        return last.conversation_id, self.agent.heard

    async def state(self, conversation_id: str) -> str:
        """Who has the conversation."""
        async with self.database.read() as connection:
            return (await state_of(connection, conversation_id))[0]

    async def settle(self) -> None:
        """Send what is to be sent and grade what is to be graded, where anything has happened."""
        if not self.bell.rung:
            return
        self.bell.rung = False
        while await self.outbox.send_due():
            self.clock.pass_by(SENT_AFTER_S)
            await self.outbox.settled()
        self.clock.pass_by(GRADED_AFTER_S)
        while await self.monitors.grading.grade_batch():
            pass

    async def finish(self) -> None:
        """Wait for the grades of graders that take long."""
        while await self._under_way():
            await asyncio.sleep(LOOK_EVERY_S)
            await self.monitors.grading.grade_batch()

    async def _under_way(self) -> bool:
        async with self.database.read() as connection:
            claimed = select(grades.c.turn_id).where(grades.c.state == "claimed").limit(1)
            return (await connection.execute(claimed)).first() is not None


@asynccontextmanager
async def open_stage(settings: Settings, database: Database, clock: SetClock) -> AsyncIterator[Stage]:
    """All of it. Nothing goes on by itself: who plays has each part do its work when its time has come."""
    async with AsyncExitStack() as stack:
        knowledge = await stack.enter_async_context(open_knowledge(settings, database))
        process = await stack.enter_async_context(open_process(database))
        line = Line(await stack.enter_async_context(httpx.AsyncClient()))
        brain = build_brain(knowledge.retriever, database, initial_closing(settings))
        vault = Vault.load(settings.data, settings.secret_key)
        live, arrivals, policies = Live(), Arrivals(), brain.policies
        intents = await stack.enter_async_context(open_intents(database, policies, brain.context.recogniser))
        contexts = TurnContexts(build_budget(database, brain.context), policies, intents, arrivals)
        agent = Listened(brain.agent, clock)
        turns = Turns(
            database=database,
            process=process,
            agent=cast("Agent", agent),  # as far as turns use it
            contexts=contexts,
            retriever=knowledge.retriever,
            plan=brain.plan,
            policies=policies,
            live=live,
            arrivals=arrivals,
            concurrent=1,
            max_waiting=settings.max_waiting_messages,
        )
        stack.push_async_callback(turns.drain, ANSWER_S)
        channels = {name: StandIn(channel) for name, channel in load_channels().items()}
        accounts = Accounts(database, vault, dict(channels))
        desk, leads, bell = Desk(database, brain.plan, live), Leads(database, policies, live), Bell()
        care = build_care(database, policies, live, desk, leads, accounts.channels)
        turns.on_committed(bell.ring)
        desk.on_change(bell.ring)
        care.on_change(bell.ring)
        links = FileLinks(vault.signing_key("file links"), settings.public_url)
        visitors = Visitors(vault.signing_key("widget"))
        yield Stage(
            clock=clock,
            database=database,
            brain=brain,
            knowledge=knowledge,
            agent=agent,
            turns=turns,
            desk=desk,
            care=care,
            accounts=accounts,
            sessions=Sessions(database, live, visitors, policies),
            widgets=Widgets(database, vault),
            leads=leads,
            monitors=build_monitors(settings, database, process, brain, knowledge, live, _at_once),
            outbox=Outbox(database, arrivals, process=process, accounts=accounts, live=live, line=line, links=links),
            alerting=Alerting(database, live, NOBODY, line.http, clock),
            rates=RateKeeping(database, brain.currency),
            bell=bell,
        )


async def _at_once(_patience_s: float) -> None:
    """No customer is being answered while grading goes on."""
