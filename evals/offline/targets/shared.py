"""Agents that several suites share: opened once for the same documents, tools and policy, closed together."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Self

from evals.offline.targets.agent import AgentTarget, open_agent
from graphs.settings import GraphSettings
from knowledge.settings import KnowledgeSettings

Key = tuple[tuple[Path, ...], Path | None, Path | None]


class SharedAgents:
    """In one event loop; settings other than the policy are taken to be the same for all."""

    def __init__(self, stack: AsyncExitStack) -> None:
        self._stack = stack
        self._agents: dict[Key, AgentTarget] = {}

    @classmethod
    @asynccontextmanager
    async def opened(cls) -> AsyncIterator[Self]:
        """Close all agents at the end."""
        async with AsyncExitStack() as stack:
            yield cls(stack)

    @asynccontextmanager
    async def open(
        self,
        knowledge: Sequence[Path],
        knowledge_settings: KnowledgeSettings,
        graph_settings: GraphSettings,
        tools: Path | None = None,
    ) -> AsyncIterator[AgentTarget]:
        """As `open_agent`; the agent stays open for the next suite that asks for the same."""
        key = (tuple(knowledge), graph_settings.policy, tools)
        if key not in self._agents:
            opening = open_agent(knowledge, knowledge_settings, graph_settings, tools)
            self._agents[key] = await self._stack.enter_async_context(opening)
        yield self._agents[key]
