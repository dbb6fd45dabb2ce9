"""The two sides of a replay: the installation's agent as it is, and a candidate with other settings or knowledge."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.cli.failing import fail, misused

if TYPE_CHECKING:
    from evals.offline.targets.agent import AgentTarget
    from graphs.settings import GraphSettings
    from knowledge.document import Document
    from knowledge.retrieve import Retriever
    from service.cli.opening import Opened

_POLICIES = {"handoff_policy": "policy", "lead_policy": "lead_policy", "style": "style"}


@dataclass(frozen=True, slots=True)
class Base:
    """A knowledge base: as it stands, after an earlier change, or with a document's newest version published."""

    version: int | None = None
    draft: "Document | None" = None


def changes_of(pairs: Sequence[str]) -> dict[str, Any]:
    """The settings that `--with` names. Ends the command where one is no setting, or has no value that fits."""
    import orjson
    from pydantic import ValidationError

    from evals.problems import describe
    from graphs.settings import GraphSettings

    given = {}
    for pair in pairs:
        name, found, value = pair.partition("=")
        if not found or name not in GraphSettings.model_fields:
            misused(
                f"--with {pair}: write NAME=VALUE; the names are those of the agent's settings (docs/operations.md)"
            )
        given[name] = orjson.loads(value) if value[:1] in ("[", "{") else value
    try:
        read = GraphSettings.model_validate(dict(GraphSettings()) | given)
    except ValidationError as error:
        misused(f"--with: {describe(error)}")
    return {name: getattr(read, name) for name in given}


async def document_named(installation: "Opened", name: str) -> "Document":
    """The document of that name; ends the command where there is none."""
    found = await installation.knowledge.store.find(name)
    if found is None:
        fail(f"there is no document {name}; turnwise knowledge list shows the names")
    return found


@asynccontextmanager
async def _retriever(installation: "Opened", base: Base) -> "AsyncIterator[tuple[Retriever, str]]":
    """What searches in that knowledge base, and what names its state."""
    from service.cli.opening import retriever_at

    latest = await installation.knowledge.catch_up()
    if base.draft is None:
        async with retriever_at(installation, base.version) as retriever:
            yield retriever, str(latest if base.version is None else base.version)
        return
    draft, version = base.draft.id, base.draft.latest_version
    async with installation.knowledge.with_draft(draft, version) as retriever:
        yield retriever, f"{latest} with {draft} {version}"


@asynccontextmanager
async def open_side(
    installation: "Opened",
    settings: "GraphSettings",
    base: Base,
    name: str,
    changes: dict[str, Any],
    tools: Path | None = None,
) -> "AsyncIterator[AgentTarget]":
    """The installation's agent with the candidate's changes; saved policies hold where it has none of its own.

    `tools` is a tools file whose tools the cases script.
    """
    from evals.offline.scripted_tools import open_scripted
    from evals.offline.targets.agent import AgentTarget
    from evals.offline.versions import code_version, digest, settings_version
    from graphs.agent.build import build_context
    from graphs.agent.graph import build_agent
    from service.in_force import with_saved_policies

    own = settings.model_copy(update=changes)
    async with _retriever(installation, base) as (retriever, version):
        context = build_context(own, retriever, open_scripted(tools) if tools else None)
        saved = await with_saved_policies(context, installation.database)
        kept = {of: getattr(context, of) for of, by in _POLICIES.items() if by in changes}
        context = replace(saved, **kept)
        policies = [context.handoff_policy, context.lead_policy, context.style, context.recogniser.document]
        shown = [policy.model_dump(mode="json") for policy in policies]
        versions = {
            "code": code_version(),
            "knowledge": version,
            "settings": digest([settings_version(own), installation.settings.resolved_database_url, shown]),
        }
        embedder = installation.knowledge
        yield AgentTarget(
            versions, build_agent(), context, embedder.embed_questions, embedder.meaning, name=f"the agent, {name}"
        )
