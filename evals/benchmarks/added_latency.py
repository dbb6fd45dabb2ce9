"""What Turnwise adds to a model: time up to the first text, and CPU of the graph: `turnwise bench added_latency`.

A server that answers with a fixed delay is asked by a bare client and, in the same run, through a served Turnwise with
its default configuration, grading on. All three are processes of their own on one machine.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from evals.benchmarks.first_text import ask_model, ask_turnwise
from evals.benchmarks.fixed_delay import FIRST_TOKEN_S, TOKEN_S, fixed_delay
from evals.benchmarks.graph_cpu import REMEMBERED, cpu_ms, noting_ms
from evals.benchmarks.questions import different_questions
from evals.benchmarks.server import served
from evals.benchmarks.serving import Row
from evals.benchmarks.wire import Connections
from knowledge.language import detect

ASKED = {1: 40, 50: 200}
"""How many questions for each number of conversations at a time."""
WARM_UP = 5
GRAPH_TURNS = 300
MANY = 1000
OPENINGS = ("How much is", "What is the warranty", "Can I return", "Do you have", "How do I clean")
"""Of the made questions these go to the model; to others the agent asks back, which takes no model."""

Asks = Callable[[str], Awaitable[Sequence[float] | None]]


async def run(data: Path | None, hear: Callable[[object], None]) -> list[Row]:
    """Measure, telling `hear` each figure; the questions are made ones, so `data` is not needed."""
    rows: list[Row] = []

    def report(name: str, value: float, n: int) -> None:
        rows.append(Row(name, value, "ms", n))
        hear(f"{name:<68} {value:>8.{1 if value >= 1 else 3}f} ms (n={n})")

    for listened, what in ((False, "whole"), (True, "shown as it is written")):
        report(f"CPU of the graph per turn, reply {what}", await cpu_ms(GRAPH_TURNS, listened=listened), GRAPH_TURNS)
    remembered = await cpu_ms(GRAPH_TURNS, listened=False, memory=REMEMBERED)
    report("the same, reply whole, of a customer who is remembered", remembered, GRAPH_TURNS)
    report("of each, noting the facts that the customer tells", noting_ms(GRAPH_TURNS), GRAPH_TURNS)
    hear(f"a model that begins after {FIRST_TOKEN_S * 1000:.0f} ms and takes {TOKEN_S * 1000:.0f} ms a word")
    fitting = (one for one in different_questions(None, MANY) if one.startswith(OPENINGS) and detect(one) == "en")
    questions = cycle(list(islice(fitting, WARM_UP + sum(ASKED.values()))))
    async with fixed_delay() as model:
        environment = {"TURNWISE_MODEL_ANSWER": "openai:fixed", "TURNWISE_MODEL_ANSWER_BASE_URL": _url(model)}
        async with served(environment=environment) as server, Connections(server.url) as connections:

            async def bare(question: str) -> Sequence[float]:
                first = await ask_model(model, question)
                return first.token_s, first.sentence_s

            async def through(question: str) -> Sequence[float] | None:
                first_s = await ask_turnwise(server.port, question, connections)
                return None if first_s is None else (first_s,)

            await _measure(through, list(islice(questions, WARM_UP)), 1)
            for at_a_time, count in ASKED.items():
                asked = list(islice(questions, count))
                tokens, sentences = await _measure(bare, asked, at_a_time)
                (shown,) = await _measure(through, asked, at_a_time)
                for name, values in (
                    ("bare client, first token", tokens),
                    ("bare client, first sentence", sentences),
                    ("Turnwise, first sentence shown", shown),
                ):
                    for quantile, of in (("p50", median), ("p95", _p95)):
                        report(f"{name}, {at_a_time} at a time: {quantile}", of(values) * 1000, len(values))
                for name, base in (("first token", tokens), ("first sentence", sentences)):
                    for quantile, of in (("p50", median), ("p95", _p95)):
                        added = (of(shown) - of(base)) * 1000
                        report(f"added to the model's {name}, {at_a_time} at a time: {quantile}", added, len(shown))
    return rows


async def _measure(asks: Asks, questions: Sequence[str], at_a_time: int) -> list[list[float]]:
    """What each question gives, by figure; so many are asked at a time, the next as soon as one is answered.

    None, where no model was asked, is left out.
    """
    waiting, found = list(questions), list[Sequence[float]]()

    async def customer() -> None:
        while waiting:
            if (figures := await asks(waiting.pop())) is not None:
                found.append(figures)

    await asyncio.gather(*(customer() for _ in range(at_a_time)))
    return [list(values) for values in zip(*found, strict=True)]


def _url(port: int) -> str:
    return f"http://127.0.0.1:{port}/v1"


def _p95(values: Sequence[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
