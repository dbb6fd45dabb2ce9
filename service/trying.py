"""What the agent would make of a question: tried by those who look after the documents, and kept nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from graphs.agent.context import Searches
from graphs.agent.graph import Agent
from graphs.agent.leads.document import LeadPolicy
from graphs.agent.respond import respond
from graphs.agent.state import Outcome
from graphs.turn import Message
from knowledge.document import Retrieval
from knowledge.index import Only
from knowledge.meaning import Meaning
from knowledge.retrieve import Retriever
from service.assisting import harmless
from service.errors import NotFound
from service.in_force import Policies
from service.knowledge.knowledge import Knowledge
from service.storage.types import new_id, now
from service.turns.contexts import Contexts

Verdict = Literal["answered", "asked_back", "handed_off", "declined", "talk"]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The knowledge base, as far as `only` lets it be found."""

    retriever: Retriever
    only: Only

    async def search(self, query: str, k: int) -> Retrieval:
        """The best `k` of these passages."""
        return await self.retriever.search(query, k, self.only)

    async def search_passages(self, query: str, texts: Sequence[str]) -> Retrieval:
        """The same over these texts alone."""
        return await self.retriever.search_passages(query, texts)

    async def meaning(self, text: str) -> Meaning | None:
        """The vector that a search for this text is made with."""
        return await self.retriever.meaning(text)


class Trying:
    """No turn is stored, nothing is graded or sent, and the installation's own tools are not called."""

    def __init__(self, agent: Agent, contexts: Contexts, policies: Policies, knowledge: Knowledge) -> None:
        self._agent = agent
        self._contexts = contexts
        self._policies = policies
        self._knowledge = knowledge

    async def answer(self, question: str, only: Only) -> Outcome:
        """From what is published."""
        return await self._ask(question, Narrowed(self._knowledge.retriever, only))

    async def answer_with_draft(self, question: str, only: Only, document_id: str, version: int) -> Outcome:
        """From what would be published with that version. Raises NotFound."""
        if not await self._knowledge.store.chunk_ids(document_id, version):
            raise NotFound("There is no such version, or it holds no passages.")
        return await self._ask(question, Narrowed(await self._knowledge.overlaid(document_id, version), only))

    async def _ask(self, question: str, searches: Searches) -> Outcome:
        at = now()
        context = harmless(await self._contexts.context(new_id()))
        return await respond(
            self._agent,
            {
                "asked": (Message("customer", question, at),),
                "handoff_policy": self._policies.in_force.handoff,
                "lead_policy": LeadPolicy(enabled=False),
                "greeted": True,
                "at": at,
            },
            replace(context, retriever=searches),
        )


def verdict(outcome: Outcome) -> Verdict:
    """What came of the question, in a word; `talk` is a reply that rests on no document, to a greeting for example."""
    if outcome.handoff:
        return "handed_off"
    if outcome.asked_back:
        return "asked_back"
    if outcome.answered:
        return "answered" if outcome.citations else "talk"
    return "declined"
