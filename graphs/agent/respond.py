"""One customer turn through the agent."""

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from graphs.agent.citing import MarkerFilter
from graphs.agent.context import Context
from graphs.agent.graph import Agent
from graphs.agent.state import Outcome, Question


async def respond(
    agent: Agent, question: Question, context: Context, on_delta: Callable[[str], None] | None = None
) -> Outcome:
    """What the agent makes of the turn. `on_delta` hears the reply as it is written, where a model streams.

    What was heard is provisional: `Outcome.reply` takes its place, also where the check threw the draft away.
    `timings.total_ms` covers the graph; who knows when the question arrived and was stored overwrites it.
    """
    started = perf_counter()
    if on_delta is None or not context.models.streams:
        result = await agent.ainvoke(question, context=context)
        outcome: Outcome = result["outcome"]
    else:
        outcome = await _stream(agent, question, replace(context, streaming=True), on_delta)
    return replace(outcome, timings=replace(outcome.timings, total_ms=(perf_counter() - started) * 1000))


async def _stream(agent: Agent, question: Question, context: Context, on_delta: Callable[[str], None]) -> Outcome:
    heard = MarkerFilter()
    outcome: Outcome | None = None
    async for part in agent.astream(question, context=context, stream_mode=["custom", "values"]):
        match part:
            case ("custom", str(piece)):
                if text := heard.feed(piece):
                    on_delta(text)
            case ("values", {"outcome": Outcome() as made}):
                outcome = made
            case _:
                pass
    if outcome is None:
        raise RuntimeError("the agent graph ended without an outcome")
    return outcome
