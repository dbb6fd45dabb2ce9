"""Help for an operator who is about to reply: what the agent would say, what stands in the documents, other words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from langchain_core.messages import HumanMessage, SystemMessage

from graphs.agent.context import Context
from graphs.agent.declared.declaration import BUILT_IN
from graphs.agent.declared.toolbox import Toolbox
from graphs.agent.leads.document import LeadPolicy
from graphs.agent.respond import respond
from graphs.agent.thinking import without_thinking
from graphs.named_model import ModelFailedError
from graphs.settings import GraphSettings
from graphs.turn import Citation, Message
from knowledge.document import Hit
from knowledge.index import Only
from knowledge.retrieve import Retriever
from prompts import Prompt, load_prompt
from service.brain import Brain
from service.errors import NotAllowedNow, NotFound
from service.storage.database import Database
from service.storage.messages.messages import StoredMessage, list_messages
from service.storage.types import now
from service.turns.contexts import Contexts

How = Literal["shorter", "friendlier", "formal", "translated"]
RELATED = 4
_TRIED, _HISTORY = 3, 12
_DRAFT_CHARS = 500
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_ASKS: dict[How, str] = {
    "shorter": "Make it shorter, and keep everything that the customer has to know.",
    "friendlier": "Make it warmer and friendlier, without flattery and without new promises.",
    "formal": "Make it more formal and polite.",
    "translated": "Translate it into the customer's language; change nothing else.",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the agent would answer to `asked`: `reply` is None where nothing on record answers it.

    `titles` are those of the documents cited, by chunk. `related` are passages near the question, also those that only
    operators may see, best first. `rewrites` says that there is a model which could put a draft in other words.
    """

    asked: str
    reply: str | None
    citations: tuple[Citation, ...]
    titles: Mapping[str, str]
    confidence: float
    related: Sequence[Hit]
    rewrites: bool


class Assisting:
    """Nothing of it is stored, and no customer hears of it.

    `prompt` is what models are told who rewrite, without one that of the installation.
    """

    def __init__(
        self,
        database: Database,
        brain: Brain,
        contexts: Contexts,
        retriever: Retriever,
        prompt: Prompt | None = None,
    ) -> None:
        self._database = database
        self._brain = brain
        self._contexts = contexts
        self._retriever = retriever
        self._prompt = prompt or load_prompt("polish", GraphSettings().prompts)

    async def suggest(self, conversation_id: str, draft: str = "") -> Suggestion:
        """For what the customer said last; where that is no question with an answer, for what they asked before it.

        What the operator has written so far tells what they are about to say: it is looked up as what comes after the
        question, and where nothing answers that, the question alone counts. Raises NotFound.
        """
        said = await self._said(conversation_id)
        places = [place for place, message in enumerate(said) if message.role == "customer"][-_TRIED:]
        if not places:
            return Suggestion("", None, (), {}, 0.0, (), self._rewrites)
        last, begun = said[places[-1]], draft.strip()[-_DRAFT_CHARS:]
        if begun:
            found = await self._answer(conversation_id, said[: places[-1] + 1], replace(last, text=begun))
            if found.reply is not None:
                return replace(found, asked=last.text)
        for place in reversed(places):
            found = await self._answer(conversation_id, said[:place], said[place])
            if found.reply is not None:
                return found
        related = await self._retriever.search(f"{last.text}\n{begun}".strip(), RELATED, Only("operators"))
        return Suggestion(last.text, None, (), {}, 0.0, related.hits, self._rewrites)

    async def rewritten(self, conversation_id: str, draft: str, how: How) -> str:
        """The draft in other words, by the model that rewrites. Raises NotFound.

        Raises NotAllowedNow where there is no model, none answers, or what it wrote holds other numbers than the draft.
        """
        models = self._brain.context.models.chain("rewrite")
        if not models:
            raise NotAllowedNow("No model is set that could do this: set TURNWISE_MODEL or TURNWISE_MODEL_REWRITE.")
        said = [one.text for one in await self._said(conversation_id) if one.role == "customer"][-2:]
        system = SystemMessage(self._prompt.render(task=_ASKS[how]))
        shown = HumanMessage("The customer wrote:\n" + "\n".join(said) + "\n\nThe draft:\n" + draft)
        for model in models:
            try:
                message = await model.ask([system, shown])
            except ModelFailedError:
                continue
            text = without_thinking(message.text).strip()
            if not text or sorted(_NUMBER.findall(text)) != sorted(_NUMBER.findall(draft)):
                raise NotAllowedNow("The model changed a number or wrote nothing: your draft stays as it is.")
            return text
        raise NotAllowedNow("No model answers at the moment: your draft stays as it is.")

    @property
    def _rewrites(self) -> bool:
        return bool(self._brain.context.models.chain("rewrite"))

    async def _said(self, conversation_id: str) -> list[StoredMessage]:
        async with self._database.read() as connection:
            said = await list_messages(connection, conversation_id)
        if not said:
            raise NotFound("Nothing was said in this conversation.")
        return said

    async def _answer(self, conversation_id: str, before: Sequence[StoredMessage], asked: StoredMessage) -> Suggestion:
        context = harmless(await self._contexts.context(conversation_id))
        outcome = await respond(
            self._brain.agent,
            {
                "history": tuple(_message(one) for one in before[-_HISTORY:]),
                "asked": (_message(asked),),
                "lead_policy": LeadPolicy(enabled=False),
                "greeted": True,
                "at": now(),
            },
            context,
        )
        answers = outcome.answered and outcome.handoff is None and bool(outcome.citations)
        related = await self._retriever.search(asked.text, RELATED, Only("operators"))
        return Suggestion(
            asked=asked.text,
            reply=outcome.reply if answers else None,
            citations=outcome.citations if answers else (),
            titles={one.chunk_id: one.title for one in outcome.passages},
            confidence=outcome.confidence,
            related=related.hits,
            rewrites=self._rewrites,
        )


def harmless(context: Context) -> Context:
    """The same without the installation's own tools: looking for words must not cancel an order."""
    own = {name: tool for name, tool in context.tools.items() if name in BUILT_IN}
    return replace(context, tools=own, declared=Toolbox())


def _message(stored: StoredMessage) -> Message:
    return Message("customer" if stored.role == "customer" else "agent", stored.text, stored.at)
