"""Everything that a running process needs, built in one place and handed down; closed in the reverse order."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import httpx

from evals.interop.evaluation_events import opened_events
from graphs.agent.context import Context
from graphs.memory.fact import kinds_kept
from graphs.reranking import open_reranker
from graphs.settings import GraphSettings
from knowledge.settings import KnowledgeSettings
from service.accounts import Accounts
from service.alerting import Alerting
from service.attaching import Attaching
from service.background import running, said_of
from service.brain import Brain, build_brain
from service.budget import Budget
from service.channel_plugins import load_channels
from service.desk import Desk
from service.evaluation.console import Evaluations
from service.evaluation.work import EvaluationWork
from service.forgetting import Forgetting
from service.hook_notes import HookNotes
from service.hooking import Hooks
from service.housekeeping import Housekeeping
from service.intake import Intake
from service.integrations.guarded import Caller, open_caller
from service.integrations.keeping import Integrations
from service.integrations.sending import EventSending
from service.intents import CurrentIntents
from service.knowledge import Knowledge
from service.leads import Leads
from service.line import Line
from service.live import Live
from service.memories import Memories
from service.monitors import Monitors, build_monitors
from service.notifier import open_audience
from service.outbox import Outbox
from service.policies import Policies
from service.rate_keeping import RateKeeping
from service.rates import Rates
from service.secrets import Vault
from service.settings import Settings
from service.storage.database import Database
from service.storage.processes import Process, register, release
from service.summaries import Summaries
from service.turn_contexts import TurnContexts, open_intents
from service.turns import Turns
from service.upkeep import Upkeep
from service.waiting_room import WaitingRoom

DRAIN_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """What the endpoints of a serving process are built on."""

    settings: Settings
    database: Database
    vault: Vault
    knowledge: Knowledge
    brain: Brain
    live: Live
    turns: Turns
    desk: Desk
    room: WaitingRoom
    policies: Policies
    leads: Leads
    rates: Rates
    forgetting: Forgetting
    intents: CurrentIntents
    accounts: Accounts
    intake: Intake
    hooks: Hooks
    line: Line
    monitors: Monitors
    outbox: Outbox
    attaching: Attaching
    evaluations: Evaluations
    integrations: Integrations
    caller: Caller
    tasks: Mapping[str, asyncio.Task[None]]

    def background(self) -> dict[str, str]:
        """Each piece of background work with "ok", or with how it ended although it never should."""
        return {name: said_of(task) for name, task in self.tasks.items()}


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """The database, its schema up to date."""
    database = Database(settings.resolved_database_url)
    try:
        await database.migrate()
        yield database
    finally:
        await database.dispose()


@asynccontextmanager
async def open_knowledge(settings: Settings, database: Database) -> AsyncIterator[Knowledge]:
    """The knowledge base over this database."""
    own = KnowledgeSettings(data=settings.data, document_max_bytes=settings.max_document_bytes)
    async with open_reranker(own, GraphSettings()) as reranker, Knowledge.open(own, database, reranker) as knowledge:
        yield knowledge


def build_budget(database: Database, context: Context) -> Budget:
    """What chat models may cost here."""
    settings = GraphSettings()
    return Budget(database, context, conversation=settings.budget_conversation, day=settings.budget_day)


@asynccontextmanager
async def open_process(database: Database) -> AsyncIterator[Process]:
    """This process, entered among the running ones until it ends."""
    async with database.write() as connection:
        process = await register(connection)
    try:
        yield process
    finally:
        async with database.write() as connection:
            await release(connection, [process.id])


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """All of a serving process, with its background work running."""
    settings.data.mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_database(settings))
        knowledge = await stack.enter_async_context(open_knowledge(settings, database))
        process = await stack.enter_async_context(open_process(database))
        http = await stack.enter_async_context(httpx.AsyncClient())
        line = Line(http)
        brain = build_brain(knowledge.retriever, database)
        vault = Vault.load(settings.data, settings.secret_key)
        live = Live()
        budget = build_budget(database, brain.context)
        policies = brain.policies
        intents = await stack.enter_async_context(open_intents(database, policies, brain.context.recogniser))
        turns = Turns(
            database=database,
            process=process,
            agent=brain.agent,
            contexts=TurnContexts(budget, policies, intents),
            retriever=knowledge.retriever,
            plan=brain.plan,
            policies=policies,
            live=live,
            concurrent=settings.concurrent_turns,
            max_waiting=settings.max_waiting_messages,
            kinds=kinds_kept(brain.context.policy.memory_days),
        )
        accounts = Accounts(database, vault, load_channels())
        attaching = Attaching(
            database=database,
            process=process,
            accounts=accounts,
            live=live,
            line=line,
            max_bytes=settings.max_attachment_bytes,
        )
        turns.on_attached(attaching.wake)
        intake = Intake(database=database, accounts=accounts, turns=turns, line=line)
        hooks = Hooks(accounts, intake, HookNotes(database))
        desk = Desk(database, brain.plan, live)
        room = WaitingRoom(database, policies, live)
        events = await stack.enter_async_context(opened_events())
        monitors = build_monitors(settings, database, process, brain, knowledge, live, turns.idle, events)
        outbox = Outbox(database=database, process=process, accounts=accounts, live=live, line=line)
        turns.on_committed(lambda _: monitors.wake())
        turns.on_committed(lambda committed: outbox.wake() if committed.reply and committed.reply.delivery else None)
        turns.on_committed(Summaries(database, brain.context.models, brain.context.prompts.summary, live).begin)
        turns.on_outgrown(Memories(database, budget, brain.context.prompts.memory, live).begin)
        forgetting = Forgetting(database, live)
        turns.on_committed(forgetting.begin)
        desk.on_change(monitors.wake)
        desk.on_change(outbox.wake)
        room.on_change(outbox.wake)
        housekeeping = Housekeeping(
            database=database, process=process, settings=settings, desk=desk, turns=turns, room=room
        )
        await housekeeping.round()
        evaluations = Evaluations(settings, database)
        leads = Leads(database, policies, live)
        caller = await stack.enter_async_context(open_caller(settings.integration_hosts))
        work = {
            "housekeeping": housekeeping.run(),
            "intake": intake.run(),
            "outbox": outbox.run(),
            "attachments": attaching.run(),
            "upkeep": Upkeep(knowledge).run(),
            "events": EventSending(database, vault, leads, caller, http).run(),
            "rates": RateKeeping(database, brain.currency).run(process),
        }
        if settings.evaluations_at_once:
            work["evaluations"] = EvaluationWork(database, process, settings, evaluations.shelf, live).run()
        if settings.grade_in_process:
            work |= monitors.work()
            work["alerting"] = Alerting(database, live, open_audience(settings), http).run()
        async with running(work, DRAIN_S) as tasks:
            try:
                yield Resources(
                    settings=settings,
                    database=database,
                    vault=vault,
                    knowledge=knowledge,
                    brain=brain,
                    live=live,
                    turns=turns,
                    desk=desk,
                    room=room,
                    policies=policies,
                    leads=leads,
                    rates=Rates(database, brain.currency),
                    forgetting=forgetting,
                    intents=intents,
                    accounts=accounts,
                    intake=intake,
                    hooks=hooks,
                    line=line,
                    monitors=monitors,
                    outbox=outbox,
                    attaching=attaching,
                    evaluations=evaluations,
                    integrations=Integrations(database, vault),
                    caller=caller,
                    tasks=tasks,
                )
            finally:
                live.close()
                tasks["intake"].cancel()
                await intake.close()
                await hooks.notes.close()
                monitors.stop()
                await turns.drain(DRAIN_S)
                outbox.stop()
                tasks["housekeeping"].cancel()
                tasks["upkeep"].cancel()
                tasks["rates"].cancel()
                tasks["events"].cancel()
                for name in ("attachments", "evaluations", "alerting"):
                    if name in tasks:
                        tasks[name].cancel()
