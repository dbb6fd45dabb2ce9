"""What `turnwise eval run` asks: the agent over each suite's documents, the installation's own, or another bot."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from evals.offline.suite import Suite
    from evals.offline.target import Target
    from evals.offline.targets.agent import AgentTarget
    from evals.offline.targets.shared import SharedAgents
    from graphs.settings import GraphSettings
    from service.cli.opening import Opened


@dataclass(frozen=True, slots=True)
class Asked:
    """`file` describes another bot; `installed` is the installation's agent over its own knowledge base."""

    file: Path | None = None
    installed: bool = False


@dataclass(frozen=True, slots=True)
class Agents:
    """Agents for the suites of one command; what several suites share is opened once."""

    asked: Asked
    shared: "SharedAgents"
    installation: "Opened | None"

    @classmethod
    @asynccontextmanager
    async def opened(cls, asked: Asked) -> AsyncIterator[Self]:
        """Close all of it at the end."""
        from evals.offline.targets.shared import SharedAgents
        from service.cli.opening import opened

        async with AsyncExitStack() as stack:
            shared = await stack.enter_async_context(SharedAgents.opened())
            installation = await stack.enter_async_context(opened()) if asked.installed else None
            yield cls(asked, shared, installation)

    @asynccontextmanager
    async def agent(self, suite: "Suite", settings: "GraphSettings") -> "AsyncIterator[AgentTarget]":
        """The agent. It is there for another bot, too: graders search by its model, and it may play customers."""
        from knowledge.settings import KnowledgeSettings
        from service.cli.replay_target import Base, open_side

        if self.installation is None:
            async with self.shared.open(suite.knowledge, KnowledgeSettings(), settings, suite.tools) as agent:
                yield agent
            return
        changes = {"policy": suite.policy} if suite.policy else {}
        async with open_side(self.installation, settings, Base(), "as it is", changes, suite.tools) as agent:
            yield agent

    @asynccontextmanager
    async def target(self, agent: "AgentTarget") -> "AsyncIterator[Target]":
        """What is asked: the agent itself, where the command names nothing else. Raises TargetError."""
        from evals.offline.targets import read_target
        from graphs.agent.declared.load import known_environment

        if self.asked.file is None:
            yield agent
            return
        async with read_target(self.asked.file, known_environment()) as target:
            yield target
