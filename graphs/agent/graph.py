"""The agent, wired: read this file as the diagram."""

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from graphs.agent.answering import answer, use_tools
from graphs.agent.context import Context
from graphs.agent.looking_up import ask_customer, look_up
from graphs.agent.nodes import acknowledge, check, clarify, hand_off, retrieve, triage
from graphs.agent.repairing import repair
from graphs.agent.rewriting import rewrite
from graphs.agent.routes import (
    after_answer,
    after_check,
    after_triage,
    after_use_tools,
)
from graphs.agent.state import Answer, Question, State
from graphs.agent.stepping import stepping

Agent = CompiledStateGraph[State, Context, Question, Answer]


def build_agent() -> Agent:
    """Triage beside retrieval, then answer, check, perhaps repair, reply; any of them may hand over.

    Triage and retrieval are one step of the graph: what follows triage sees what both found. What leans on the
    conversation is not searched for in that step but after triage, rewritten; a turn that does not pays nothing for it.
    """
    graph = StateGraph(State, context_schema=Context, input_schema=Question, output_schema=Answer)
    for node in (triage, rewrite, retrieve, look_up, acknowledge, answer, clarify, ask_customer, use_tools, check):
        graph.add_node(stepping(node))
    graph.add_node(stepping(repair))
    graph.add_node(stepping(hand_off))
    graph.add_node("search_again", stepping(retrieve))
    graph.add_edge(START, "triage")
    graph.add_edge(START, "retrieve")
    graph.add_conditional_edges("triage", after_triage)
    graph.add_edge("look_up", "answer")
    graph.add_edge("rewrite", "search_again")
    graph.add_edge("search_again", "answer")
    graph.add_conditional_edges("answer", after_answer)
    graph.add_conditional_edges("use_tools", after_use_tools)
    graph.add_conditional_edges("check", after_check)
    graph.add_edge("repair", "answer")
    graph.add_edge("acknowledge", END)
    graph.add_edge("clarify", END)
    graph.add_edge("ask_customer", END)
    graph.add_edge("hand_off", END)
    return graph.compile(name="agent")
