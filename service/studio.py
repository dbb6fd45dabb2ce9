"""Both graphs for LangGraph's own tools: `langgraph dev --allow-blocking`, from a folder with langgraph.json.

They take plain JSON and bring their resources; opening those reads files, which is what has to be allowed.

The graphs themselves get their resources with each call; here these are bound, so that a question gets its answer over
this installation's knowledge base. Nothing is stored.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage
from langgraph.graph import START, StateGraph
from langgraph.graph.message import add_messages
from langgraph.graph.state import CompiledStateGraph
from typing_extensions import TypedDict

from evals.grade_lines import graded_json
from evals.record import GradeLine
from graphs.agent.state import Outcome, Question
from graphs.evaluator.grader import Embed, Sense, Stage
from graphs.evaluator.graph import Evaluator, build_evaluator
from graphs.evaluator.state import Context
from graphs.turn import Message, Passage
from service.brain import Brain, build_brain
from service.knowledge.knowledge import Knowledge
from service.resources import open_database, open_knowledge
from service.settings import Settings

Json = dict[str, Any]
Graph = CompiledStateGraph[Any, None, Any, Any]


class Asked(TypedDict, total=False):
    """`messages` as every LangGraph chat has them; `context`, when given, are the only texts to answer from."""

    messages: Annotated[list[AnyMessage], add_messages]
    context: list[str] | None


class Answered(TypedDict, total=False):
    """The conversation with the reply, and what the agent made of the turn."""

    messages: Annotated[list[AnyMessage], add_messages]
    outcome: Json


class Chat(Asked, Answered, total=False):
    """One conversation."""


class Exam(TypedDict, total=False):
    """A turn as `turnwise grade` reads it, without its id."""

    messages: list[Json]
    reply: str | list[Json] | None
    next: list[Json] | None
    context: list[str] | None
    citations: list[Json] | None
    handed_off: bool | None
    lead: Json | None


class Marks(TypedDict, total=False):
    """The grades of both stages."""

    grades: list[Json]


class Grading(Exam, Marks, total=False):
    """One turn and its grades."""


@asynccontextmanager
async def agent() -> AsyncIterator[Graph]:
    """The agent over this installation's knowledge base."""
    async with _brain() as (brain, _):
        yield chat_graph(brain)


@asynccontextmanager
async def evaluator() -> AsyncIterator[Graph]:
    """The evaluator with all graders."""
    async with _brain() as (brain, knowledge):
        every = build_evaluator((*brain.evaluator.graders.values(), *brain.judges))
        yield grading_graph(every, knowledge.embed_questions, knowledge.meaning)


def chat_graph(brain: Brain) -> Graph:
    """The agent as a chat."""
    # A local name, so that LangGraph finds the graph inside the step and draws it.
    agent_graph, context = brain.agent, brain.context

    async def answer(state: Chat) -> Answered:
        result = await agent_graph.ainvoke(question_of(state), context=context)
        outcome: Outcome = result["outcome"]
        return {"messages": [AIMessage(outcome.reply)] if outcome.reply else [], "outcome": _shown(outcome)}

    graph = StateGraph(Chat, input_schema=Asked, output_schema=Answered)
    graph.add_node("answer", answer)
    graph.add_edge(START, "answer")
    return graph.compile(name="agent")


def grading_graph(evaluator: Evaluator, embed: Embed, sense: Sense) -> Graph:
    """The evaluator over one turn, given as JSON."""
    evaluator_graph, context = evaluator.graph, Context(evaluator.graders)

    async def grade(state: Grading) -> Marks:
        subject = GradeLine.model_validate({"id": "turn", **state}).grading_context().with_embed(embed, sense)
        given = await evaluator_graph.ainvoke({"subject": subject, "stage": None, "only": None}, context=context)
        stages = list(Stage)
        marks = sorted(given["marks"], key=lambda one: (stages.index(one.stage), one.grader))
        return {"grades": [graded_json(one) for one in marks]}

    graph = StateGraph(Grading, input_schema=Exam, output_schema=Marks)
    graph.add_node("grade", grade)
    graph.add_edge(START, "grade")
    return graph.compile(name="evaluator")


def question_of(state: Chat) -> Question:
    """The customer's last messages in a row are this turn, everything before is history."""
    said = [
        Message("customer" if isinstance(message, HumanMessage) else "agent", message.text)
        for message in state.get("messages", [])
        if isinstance(message, HumanMessage | AIMessage) and message.text.strip()
    ]
    start = len(said)
    while start and said[start - 1].role == "customer":
        start -= 1
    if start == len(said):
        raise ValueError("the last message must be the customer's and have a text")
    texts = state.get("context")
    passages = None if texts is None else tuple(Passage(f"context:{n}", f"context:{n}", t) for n, t in enumerate(texts))
    return {"history": tuple(said[:start]), "asked": tuple(said[start:]), "passages": passages}


@asynccontextmanager
async def _brain() -> AsyncIterator[tuple[Brain, Knowledge]]:
    settings = Settings()
    async with open_database(settings) as database, open_knowledge(settings, database) as knowledge:
        yield build_brain(knowledge.retriever, database), knowledge


def _shown(outcome: Outcome) -> Json:
    return {
        "answered": outcome.answered,
        "confidence": outcome.confidence,
        "language": outcome.language,
        "intent": outcome.intent,
        "upset": outcome.sentiment.upset,
        "urgency": outcome.urgency,
        "order_numbers": list(outcome.order_numbers),
        "handoff": outcome.handoff.value if outcome.handoff else None,
        "tool_calls": [
            {"name": call.name, "arguments": call.arguments, "outcome": call.outcome} for call in outcome.tool_calls
        ],
        "contacts": [{"type": contact.type, "value": contact.value} for contact in outcome.contacts],
        "citations": [
            {"document": citation.document, "chunk_id": citation.chunk_id, "quote": citation.quote}
            for citation in outcome.citations
        ],
    }
