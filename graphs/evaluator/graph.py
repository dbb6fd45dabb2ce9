"""The evaluator graph: one step for graders that compute, one for each that asks a model, all in parallel."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from graphs.evaluator.grader import Grader
from graphs.evaluator.nodes import compute, grade_by
from graphs.evaluator.routes import ask_models
from graphs.evaluator.state import Context, Exam, Marks, State

EvaluatorGraph = CompiledStateGraph[State, Context, Exam, Marks]


@dataclass(frozen=True, slots=True)
class Evaluator:
    """The compiled graph with the graders that its nodes find in the runtime context."""

    graph: EvaluatorGraph
    graders: Mapping[str, Grader]


def build_evaluator(graders: Sequence[Grader]) -> Evaluator:
    """The graph for these graders. Raises ValueError where two share an id."""
    if twice := [grader_id for grader_id, count in Counter(grader.id for grader in graders).items() if count > 1]:
        raise ValueError(f"graders share an id: {', '.join(twice)}")
    asking = [grader.id for grader in graders if grader.asks_model]
    return Evaluator(build_graph(asking), MappingProxyType({grader.id: grader for grader in graders}))


def build_graph(asking: Sequence[str]) -> EvaluatorGraph:
    """The wiring alone, with the ids of the graders that ask a model; the graders arrive with the runtime context."""
    graph = StateGraph(State, context_schema=Context, input_schema=Exam, output_schema=Marks)
    graph.add_node(compute)
    graph.add_edge(START, "compute")
    graph.add_edge("compute", END)
    for grader_id in asking:
        graph.add_node(grader_id, grade_by(grader_id))
        graph.add_edge(grader_id, END)
    if asking:  # who asks no model does not pay for the question whom to ask
        graph.add_conditional_edges(START, ask_models, [*asking, END])
    return graph.compile(name="evaluator")
