"""Suites over the same documents share the agent; what differs gets one of its own."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from evals.offline.targets import shared
from evals.offline.targets.shared import SharedAgents
from graphs.settings import GraphSettings
from knowledge.settings import KnowledgeSettings

A, B = Path("a"), Path("b")


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was opened and closed, in order."""
    happened: list[str] = []

    @asynccontextmanager
    async def open_agent(knowledge: Sequence[Path], *_: Any) -> AsyncIterator[Any]:
        happened.append(f"open {knowledge[0]}")
        yield object()
        happened.append(f"close {knowledge[0]}")

    monkeypatch.setattr(shared, "open_agent", open_agent)
    return happened


async def test_the_same_documents_tools_and_policy_are_opened_once_and_closed_at_the_end(events: list[str]) -> None:
    settings, knowledge = GraphSettings(), KnowledgeSettings()
    async with SharedAgents.opened() as agents:
        found = []
        for documents in (A, A, B, A):
            async with agents.open([documents], knowledge, settings) as agent:
                found.append(agent)
        assert found[0] is found[1] is found[3]
        assert found[2] is not found[0]
        assert events == ["open a", "open b"]
    assert events[2:] == ["close b", "close a"]


@pytest.mark.parametrize("other", [{"tools": B}, {"policy": B}])
async def test_other_tools_or_another_policy_mean_another_agent(events: list[str], other: dict[str, Path]) -> None:
    settings = GraphSettings()
    async with SharedAgents.opened() as agents:
        async with agents.open([A], KnowledgeSettings(), settings):
            pass
        with_policy = settings.model_copy(update={"policy": other.get("policy")})
        async with agents.open([A], KnowledgeSettings(), with_policy, other.get("tools")):
            pass
    assert events == ["open a", "open a", "close a", "close a"]
