"""What triage itself costs: processor time of its node, without the embedding that it shares with the search."""

from collections.abc import Sequence
from time import process_time_ns
from types import SimpleNamespace
from typing import Any

import numpy as np

from evals.benchmarks.graph_cpu import Found
from graphs.agent.build import build_context
from graphs.agent.nodes import triage
from graphs.agent.state import State
from graphs.settings import GraphSettings
from graphs.turn import Message


async def triage_cpu_ms(texts: Sequence[str]) -> list[float]:
    """Milliseconds of processor time for each message, as the first one of its conversation."""
    # The node reads nothing else of its runtime, and LangGraph is the graphs' business alone.
    runtime: Any = SimpleNamespace(context=build_context(GraphSettings(_env_file=None), Found()))
    spent = np.zeros(len(texts))
    for counted in (False, True):  # lexicons and patterns are built at first use
        for at, text in enumerate(texts if counted else texts[:20]):
            state: State = {"asked": (Message("customer", text),)}
            started = process_time_ns()
            await triage(state, runtime)
            spent[at] = (process_time_ns() - started) / 1e6
    return [float(one) for one in spent]
