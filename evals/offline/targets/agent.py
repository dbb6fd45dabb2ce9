"""The agent of this very code, in the process, over the suite's own documents."""

import tempfile
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from evals.offline.case import AnyCase, Need
from evals.offline.scripted_tools import open_scripted, tools_of
from evals.offline.target import ALL, Told
from evals.offline.versions import code_version, digest, documents_version, settings_version
from graphs.agent.build import build_context
from graphs.agent.context import Context
from graphs.agent.declared.running import as_tool
from graphs.agent.graph import Agent, build_agent
from graphs.agent.respond import respond
from graphs.agent.state import Outcome, Question
from graphs.evaluator.grader import Embed, Sense
from graphs.settings import GraphSettings
from knowledge.embed import Embedder
from knowledge.files import files_under
from knowledge.index import open_index
from knowledge.ingest import Ingester
from knowledge.memory import MemoryStore
from knowledge.retrieve import Retriever
from knowledge.settings import KnowledgeSettings


@dataclass(frozen=True, slots=True)
class AgentTarget:
    """The agent with a knowledge base of its own, in memory; `embed` is the model that it searches by.

    Its context holds all the tools that cases may have.
    """

    versions: Mapping[str, str]

    agent: Agent
    context: Context
    embed: Embed
    sense: Sense
    offers: Collection[Need] = frozenset[Need]({"clock", "tools", "operator"})
    tells: Collection[Told] = ALL
    name: str = "the agent of this code"

    @property
    def fingerprint(self) -> str:
        """Of code, documents and settings."""
        return digest(dict(self.versions))

    def in_case(self, case: AnyCase, repetition: int) -> "AgentTarget":
        """With the case's tools and no others."""
        declared = tools_of(case, self.context.declared)
        own = {name: tool for name, tool in self.context.tools.items() if name not in self.context.declared.tools}
        tools = {**own, **{name: as_tool(tool) for name, tool in declared.tools.items()}}
        return replace(self, context=replace(self.context, declared=declared, tools=tools))

    async def converse(self, question: Question) -> Outcome:
        """One turn through the agent graph; a model that streams is listened to, as in production."""
        return await respond(self.agent, question, self.context, _listen)


def _listen(text: str) -> None:
    """Nobody watches a suite being played; `respond` itself compares what was shown with the reply."""


@asynccontextmanager
async def open_agent(
    knowledge: Sequence[Path],
    knowledge_settings: KnowledgeSettings,
    graph_settings: GraphSettings,
    tools: Path | None = None,
) -> AsyncIterator[AgentTarget]:
    """The agent over exactly these documents; nothing of the installation's own knowledge base is read or changed.

    `tools` is a tools file whose tools the cases script. Raises `ToolsFileError`, and what `Ingester.ingest` raises for
    a document that cannot be read.
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
        context = build_context(graph_settings, Retriever(store, index, embedder, own), open_scripted(tools))
        versions = {
            "code": code_version(),
            "knowledge": documents_version(knowledge),
            "settings": digest([*map(settings_version, (knowledge_settings, graph_settings)), _tools_version(tools)]),
        }
        yield AgentTarget(versions, build_agent(), context, embedder.embed_questions, embedder.meaning)


def _tools_version(tools: Path | None) -> str:
    return documents_version([tools]) if tools else ""
