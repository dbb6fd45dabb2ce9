"""What the agent's nodes need and do not make: it arrives with each call as the graph's runtime context."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from graphs.agent.declared.toolbox import Toolbox
from graphs.agent.handoff.document import HandoffPolicy
from graphs.agent.leads.document import LeadPolicy
from graphs.agent.policy import Policy
from graphs.agent.style.document import Style
from graphs.agent.style.instructions import instructions, public_texts
from graphs.agent.tool import Tool
from graphs.intent_heads import IntentHeads
from graphs.intents import Intents
from graphs.models import Models
from graphs.recogniser import Recogniser
from knowledge.document import Retrieval
from knowledge.meaning import Meaning
from prompts import Prompt, digest_of
from prompts.replies import Replies
from prompts.tones import toned


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
    """The instructions of the answering model, ready to send, those of the other calls, and the agent's own words.

    `business` is the company as the instructions call it where the style does not name it. `fixed` are the replies as
    their files have them, `replies` the same in the style's tone. `confidential` is what of the instructions no reply
    may show; `style_digest` names the style that they were made for.
    """

    answer: Prompt
    business: str
    fixed: Replies
    rewrite: Prompt
    repair: Prompt
    summary: Prompt
    triage: Prompt
    memory: Prompt
    replies: Replies
    system: str = ""
    confidential: str = ""
    style_digest: str = ""

    def styled(self, style: Style) -> "AgentPrompts":
        """The same for this style. A prompt of one's own that has no place for it gets it at its end."""
        told = instructions(style)
        values = {"business": style.persona.company or self.business, "style": told}
        system = self.answer.render(**{name: values[name] for name in self.answer.inputs if name in values})
        if "style" not in self.answer.inputs:
            system = f"{system}\n\n{told}"
        confidential = system
        for text in public_texts(style):
            confidential = confidential.replace(text, "")
        return replace(
            self,
            replies=toned(self.fixed, style.tone),
            system=system,
            confidential=confidential,
            style_digest=digest_of(told),
        )

    @property
    def version(self) -> str:
        """The digests of all that the customer's reply could depend on."""
        prompts = (self.replies, self.rewrite, self.repair, self.triage, self.memory)
        styled = digest_of(self.answer.digest, self.style_digest)
        return "-".join((styled, *(prompt.digest for prompt in prompts)))


async def never() -> None:
    """Nothing is more urgent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Built once by `graphs.agent.build.build_context`. `streaming` is set for a call to which somebody listens.

    `handoff_policy` and `lead_policy` hold for questions that bring none of their own. `declared` are the
    installation's own tools, which stand among `tools` too. `forbidden_contacts` are the kinds of contact details that
    a channel's platform does not allow in replies, `card_contacts` those that a card of its own asks for. With
    `reads_by_model` triage asks its model, else rules alone read a message. `give_way` is awaited before each step,
    where something else in the process is more urgent.
    """

    retriever: Searches
    models: Models
    policy: Policy
    handoff_policy: HandoffPolicy
    lead_policy: LeadPolicy
    prompts: AgentPrompts
    style: Style
    recogniser: Recogniser
    tools: Mapping[str, Tool[Any]]
    declared: Toolbox = field(default_factory=Toolbox)
    forbidden_contacts: Mapping[str, Collection[str]] = field(default_factory=dict)
    card_contacts: Mapping[str, Collection[str]] = field(default_factory=dict)
    reads_by_model: bool = False
    streaming: bool = False
    give_way: Callable[[], Awaitable[None]] = never

    @property
    def intents(self) -> Intents:
        """What customers want, by phrases."""
        return self.recogniser.intents

    @property
    def heads(self) -> IntentHeads:
        """The same by what was learnt from examples."""
        return self.recogniser.heads
