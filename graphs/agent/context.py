"""What the agent's nodes need and do not make: it arrives with each call as the graph's runtime context."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from graphs.agent.declared.toolbox import Toolbox
from graphs.agent.handoff.document import HandoffPolicy
from graphs.agent.leads.document import LeadPolicy
from graphs.agent.policy import Policy
from graphs.agent.tool import Tool
from graphs.intent_heads import IntentHeads
from graphs.intents import Intents
from graphs.models import Models
from graphs.recogniser import Recogniser
from knowledge.document import Retrieval
from knowledge.meaning import Meaning
from prompts import Prompt
from prompts.replies import Replies


class Searches(Protocol):
    """The knowledge base, as the agent sees it."""

    async def search(self, query: str, k: int) -> Retrieval:
        """The best `k` passages of all published documents."""
        ...

    async def search_passages(self, query: str, texts: Sequence[str]) -> Retrieval:
        """The same over these texts alone."""
        ...

    async def meaning(self, text: str) -> Meaning | None:
        """The vector that a search for this text is made with, shared with it; None where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class AgentPrompts:
    """The instructions of the answering model, ready to send, those of the other calls, and the agent's own words."""

    answer: Prompt
    system: str
    replies: Replies
    rewrite: Prompt
    repair: Prompt
    summary: Prompt
    triage: Prompt
    memory: Prompt

    @property
    def version(self) -> str:
        """The digests of all that the customer's reply could depend on."""
        prompts = (self.answer, self.replies, self.rewrite, self.repair, self.triage, self.memory)
        return "-".join(prompt.digest for prompt in prompts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Built once by `graphs.agent.build.build_context`. `streaming` is set for a call to which somebody listens.

    `handoff_policy` and `lead_policy` hold for questions that bring none of their own. `declared` are the
    installation's own tools, which stand among `tools` too. `forbidden_contacts` are the kinds of contact details that
    a channel's platform does not allow in replies. With `reads_by_model` triage asks its model, else rules alone read a
    message.
    """

    retriever: Searches
    models: Models
    policy: Policy
    handoff_policy: HandoffPolicy
    lead_policy: LeadPolicy
    prompts: AgentPrompts
    recogniser: Recogniser
    tools: Mapping[str, Tool[Any]]
    declared: Toolbox = field(default_factory=Toolbox)
    forbidden_contacts: Mapping[str, Collection[str]] = field(default_factory=dict)
    reads_by_model: bool = False
    streaming: bool = False

    @property
    def intents(self) -> Intents:
        """What customers want, by phrases."""
        return self.recogniser.intents

    @property
    def heads(self) -> IntentHeads:
        """The same by what was learnt from examples."""
        return self.recogniser.heads
