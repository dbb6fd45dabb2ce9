"""What the agent graph itself costs: a search that is done and a model that has answered before they are asked."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle
from time import process_time

from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from graphs.agent.build import build_context
from graphs.agent.graph import build_agent
from graphs.agent.respond import respond
from graphs.agent.state import Question
from graphs.memory.fact import Fact
from graphs.memory.remembered import NOTHING, Memory
from graphs.memory.summary import Point
from graphs.memory.told import facts_told
from graphs.models import Models
from graphs.named_model import NamedModel
from graphs.settings import GraphSettings
from graphs.turn import Message, Passage
from knowledge.document import Chunk, Hit, Retrieval
from knowledge.meaning import Meaning

_TEXT = "You can send everything back within 30 days of its delivery. A refund takes 5 working days."
_REPLY = f"{_TEXT.partition('.')[0]} [1]. Is there anything else?"
_QUESTION = "How long can I send things back?"


class Found:
    """The same passage for every question."""

    async def search(self, query: str, k: int) -> Retrieval:
        """At once."""
        chunk = Chunk("c1", "d1", "returns.md", "Returns", 0, ("Returns",), _TEXT, "en")
        return Retrieval((Hit(chunk, 1.0),), 0.9, 1)

    async def search_passages(self, query: str, texts: Sequence[str]) -> Retrieval:
        """The same."""
        return await self.search(query, len(texts))

    async def meaning(self, text: str) -> Meaning | None:
        """Not known: the mood is then told by words."""
        return None


REMEMBERED = Memory(
    tuple(
        Fact(kind, value)
        for kind, value in (
            ("name", "Ada Byron"),
            ("email", "ada@example.com"),
            ("city", "Leeds"),
            ("owns", "Halo lamp"),
            ("order", "TW-20031"),
            ("language", "en"),
        )
    ),
    tuple(Point(said, answered=True) for said in ("Is the Halo lamp dimmable?", "How is it cleaned?", "And the hub?")),
)
"""What is known of a customer who has been here before."""


async def cpu_ms(turns: int, *, listened: bool, memory: Memory = NOTHING) -> float:
    """Mean milliseconds of processor time of a turn; `listened` where the reply is shown as it is written."""
    chat = GenericFakeChatModel(messages=cycle([AIMessage(_REPLY)]))
    context = build_context(GraphSettings(_env_file=None), Found())
    model = NamedModel("done", chat, streams=True)
    context = replace(context, models=Models({"answer": (model,)}, context.models.extractive))
    agent = build_agent()
    heard: list[str] = []
    question: Question = {"asked": (Message("customer", _QUESTION),), "memory": memory}
    for counted in (False, True):
        started = process_time()
        for _ in range(turns if counted else max(1, turns // 10)):
            outcome = await respond(agent, question, context, heard.append if listened else None)
            if not outcome.answered:
                raise RuntimeError("the graph did not take the model's answer")
    return (process_time() - started) * 1000 / turns


def noting_ms(turns: int) -> float:
    """Mean milliseconds of processor time to note the facts that a customer tells, a part of every turn."""
    passages = (Passage("returns.md", "c1", _TEXT),)
    for counted in (False, True):
        started = process_time()
        for _ in range(turns if counted else max(1, turns // 10)):
            facts_told([_QUESTION], contacts=(), wishes=(), language="en", passages=passages)
    return (process_time() - started) * 1000 / turns
