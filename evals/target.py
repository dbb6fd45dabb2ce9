"""What a suite talks to: anything that answers a customer's turn; here, the agent of this very code, in the process."""

import tempfile
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from evals.case import Need
from graphs.agent.build import build_context
from graphs.agent.context import Context
from graphs.agent.graph import Agent, build_agent
from graphs.agent.respond import respond
from graphs.agent.state import Outcome, Question
from graphs.evaluator.grader import Embed
from graphs.settings import GraphSettings
from knowledge.embed import Embedder
from knowledge.files import files_under
from knowledge.index import open_index
from knowledge.ingest import Ingester
from knowledge.memory import MemoryStore
from knowledge.retrieve import Retriever
from knowledge.settings import KnowledgeSettings


class Target(Protocol):
    """One turn of a conversation; the caller keeps the history. `offers` is what cases may need beside that."""

    @property
    def offers(self) -> Collection[Need]:
        """`clock`: turns have a time of their own; `tools`: a case's tools answer as it says."""
        ...

    async def converse(self, question: Question) -> Outcome:
        """What the customer gets."""
        ...


@dataclass(frozen=True, slots=True)
class AgentTarget:
    """The agent with a knowledge base of its own, in memory; `embed` is the model that it searches by."""

    agent: Agent
    context: Context
    embed: Embed
    offers: Collection[Need] = frozenset[Need]({"clock"})

    async def converse(self, question: Question) -> Outcome:
        """One turn through the agent graph."""
        return await respond(self.agent, question, self.context)


@asynccontextmanager
async def open_agent(
    knowledge: Sequence[Path], knowledge_settings: KnowledgeSettings, graph_settings: GraphSettings
) -> AsyncIterator[AgentTarget]:
    """The agent over exactly these documents; nothing of the installation's own knowledge base is read or changed.

    Raises what `Ingester.ingest` raises for a document that cannot be read.
    """
    async with AsyncExitStack() as stack:
        scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix="turnwise-eval-"))
        # The model stays where it was set up; only the index is the run's own.
        embedder = await Embedder.open(knowledge_settings)
        stack.push_async_callback(embedder.close)
        own = knowledge_settings.model_copy(update={"data": Path(scratch), "qdrant_url": ""})
        store = MemoryStore()
        ingester = Ingester(store, embedder, own)
        stack.push_async_callback(ingester.close)
        for name, file in files_under(knowledge):
            await ingester.ingest(name, file.read_bytes())
        index = await open_index(own, embedder)
        stack.push_async_callback(index.close)
        context = build_context(graph_settings, Retriever(store, index, embedder, own))
        yield AgentTarget(build_agent(), context, embedder.embed_questions)
