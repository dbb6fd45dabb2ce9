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
from service.accounts.accounts import Accounts
from service.alerts.alerting import Alerting
from service.arrivals import Arrivals
from service.assisting import Assisting
from service.background import running, said_of
from service.brain import Brain, build_brain
from service.budget import Budget
from service.care.care import Care, build_care, initial_closing
from service.channel.line import Line
from service.channel.plugins import load_channels
from service.evaluation.console import Evaluations
from service.evaluation.work import EvaluationWork
from service.housekeeping import Housekeeping
from service.in_force import Policies
from service.incoming.attaching import Attaching
from service.incoming.hook_notes import HookNotes
from service.incoming.hooking import Hooks
from service.incoming.intake import Intake
from service.integrations.guarded import Caller, open_caller
from service.integrations.keeping import Integrations
from service.integrations.sending import EventSending
from service.intents import CurrentIntents
from service.knowledge.knowledge import Knowledge
from service.knowledge.upkeep import Upkeep
from service.leads.announcing import Leads
from service.live import Live
from service.live_relay import relaying
from service.memories.memories import Memories
from service.memories.summaries import Summaries
from service.monitoring.monitors import Monitors, build_monitors
from service.notifier import open_audience
from service.outgoing.file_links import FileLinks
from service.outgoing.outbox import Outbox
from service.rates.keeping import RateKeeping
from service.rates.rates import Rates
from service.rates.reporting import Reporting
from service.retention.forgetting import Forgetting
from service.retention.retention import Retention
from service.routing.desk import Desk
from service.secrets import Vault
from service.settings import Settings
from service.storage.database import Database
from service.storage.processes import open_process
from service.trying import Trying
from service.turns.contexts import TurnContexts, open_intents
from service.turns.turns import Turns

DRAIN_S = 10.0
_CANCELLED = {"housekeeping", "retention", "upkeep", "rates", "events", "reports", "attachments", "evaluations"}
_CANCELLED |= {"alerting", "relay", "routing"}


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
    care: Care
    policies: Policies
    leads: Leads
    assisting: Assisting
    trying: Trying
    rates: Rates
    forgetting: Forgetting
    intents: CurrentIntents
    accounts: Accounts
    intake: Intake
    hooks: Hooks
    line: Line
    monitors: Monitors
    outbox: Outbox
    file_links: FileLinks
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
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """All of a serving process, with its background work running."""
    settings.data.mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_database(settings))
        knowledge = await stack.enter_async_context(open_knowledge(settings, database))
        process = await stack.enter_async_context(open_process(database))
        http = await stack.enter_async_context(httpx.AsyncClient())
        brain = build_brain(knowledge.retriever, database, initial_closing(settings))
        vault = Vault.load(settings.data, settings.secret_key)
        live, arrivals, line = Live(), Arrivals(), Line(http)
        budget, policies = build_budget(database, brain.context), brain.policies
        intents = await stack.enter_async_context(open_intents(database, policies, brain.context.recogniser))
        contexts = TurnContexts(budget, policies, intents, arrivals)
        turns = Turns(
            database=database,
            process=process,
            agent=brain.agent,
            contexts=contexts,
            retriever=knowledge.retriever,
            plan=brain.plan,
            policies=policies,
            live=live,
            arrivals=arrivals,
            concurrent=settings.concurrent_turns,
            max_waiting=settings.max_waiting_messages,
            kinds=kinds_kept(brain.context.policy.memory_days),
        )
        accounts, most = Accounts(database, vault, load_channels()), settings.max_attachment_bytes
        attaching = Attaching(
            database=database, process=process, accounts=accounts, live=live, line=line, max_bytes=most
        )
        turns.on_attached(attaching.wake)
        desk, leads = Desk(database, brain.plan, live), Leads(database, policies, live)
        care = build_care(database, policies, live, desk, leads, accounts.channels)
        asked = care.invitations
        intake = Intake(database=database, accounts=accounts, turns=turns, line=line, live=live, ratings=asked)
        hooks = Hooks(accounts, intake, HookNotes(database), arrivals)
        events = await stack.enter_async_context(opened_events())
        monitors = build_monitors(settings, database, process, brain, knowledge, live, turns.idle, events)
        links = FileLinks(vault.signing_key("file links"), settings.public_url)
        outbox = Outbox(database, arrivals, process=process, accounts=accounts, live=live, line=line, links=links)
        turns.on_committed(lambda _: monitors.wake())
        turns.on_committed(lambda committed: outbox.wake() if committed.reply and committed.reply.delivery else None)
        summaries = Summaries(database, brain.context.models, brain.context.prompts.summary, live)
        turns.on_committed(summaries.begin)
        desk.on_closed(summaries.begin_ending)
        turns.on_outgrown(Memories(database, budget, brain.context.prompts.memory, live).begin)
        forgetting = Forgetting(database, live)
        turns.on_committed(forgetting.begin)
        desk.on_change(monitors.wake)
        desk.on_change(outbox.wake)
        care.on_change(outbox.wake)
        turns.on_committed(lambda committed: care.routing.wake() if committed.handoff_id else None)
        housekeeping = Housekeeping(database=database, process=process, turns=turns, care=care.all)
        await housekeeping.round()
        evaluations = Evaluations(settings, database)
        caller = await stack.enter_async_context(open_caller(settings.integration_hosts))
        rates = Rates(database, brain.currency)
        work = {
            "housekeeping": housekeeping.run(),
            "retention": Retention(database, policies, forgetting).run(),
            "intake": intake.run(),
            "journal": turns.journal.run(),
            "outbox": outbox.run(),
            "attachments": attaching.run(),
            "routing": care.routing.run(),
            "upkeep": Upkeep(knowledge).run(),
            "events": EventSending(database, vault, leads, caller, http).run(),
            "rates": RateKeeping(database, brain.currency).run(process),
            "reports": Reporting(database, rates, settings.public_url).run(),
            "alerting": Alerting(database, live, open_audience(settings), http).run(process),
        } | relaying(settings.redis_url, live)
        if settings.evaluations_at_once:
            work["evaluations"] = EvaluationWork(database, process, settings, evaluations.shelf, live).run()
        if settings.grade_in_process:
            work |= monitors.work()
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
                    care=care,
                    policies=policies,
                    leads=leads,
                    assisting=Assisting(database, brain, contexts, knowledge.retriever),
                    trying=Trying(brain.agent, contexts, policies, knowledge),
                    rates=rates,
                    forgetting=forgetting,
                    intents=intents,
                    accounts=accounts,
                    intake=intake,
                    hooks=hooks,
                    line=line,
                    monitors=monitors,
                    outbox=outbox,
                    file_links=links,
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
                for name in tasks.keys() & _CANCELLED:
                    tasks[name].cancel()
