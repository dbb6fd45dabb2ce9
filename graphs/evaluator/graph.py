"""The evaluator graph: one visible step for each grader, all in parallel."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from graphs.evaluator.grader import Grader
from graphs.evaluator.nodes import grade_by
from graphs.evaluator.routes import select
from graphs.evaluator.state import Context, Exam, Marks, State

EvaluatorGraph = CompiledStateGraph[State, Context, Exam, Marks]


@dataclass(frozen=True, slots=True)
class Evaluator:
    """The compiled graph with the graders that its nodes find in the runtime context."""

    graph: EvaluatorGraph
    graders: Mapping[str, Grader]


def build_evaluator(graders: Sequence[Grader]) -> Evaluator:
    """Select the graders of a stage, then grade by all of them at once. Raises ValueError where two share an id."""
    if twice := [grader_id for grader_id, count in Counter(grader.id for grader in graders).items() if count > 1]:
        raise ValueError(f"graders share an id: {', '.join(twice)}")
    return Evaluator(build_graph([grader.id for grader in graders]), MappingProxyType({g.id: g for g in graders}))


def build_graph(grader_ids: Sequence[str]) -> EvaluatorGraph:
    """The wiring alone; the graders themselves arrive with the runtime context."""
    graph = StateGraph(State, context_schema=Context, input_schema=Exam, output_schema=Marks)
    for grader_id in grader_ids:
        graph.add_node(grader_id, grade_by(grader_id))
        graph.add_edge(grader_id, END)
    graph.add_conditional_edges(START, select, [*grader_ids, END])
    return graph.compile(name="evaluator")
