"""One customer turn through the agent."""

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from graphs.agent.context import Context
from graphs.agent.graph import Agent
from graphs.agent.showing import Reason, Shown, Withdrawn
from graphs.agent.state import Outcome, Question


async def respond(
    agent: Agent,
    question: Question,
    context: Context,
    on_delta: Callable[[str], None] | None = None,
    on_withdrawn: Callable[[Reason], None] | None = None,
) -> Outcome:
    """What the agent makes of the turn. `on_delta` hears the reply as it is written, where a model streams.

    It hears checked sentences only, and still they are provisional: `on_withdrawn` hears that all of them are taken
    back (`showing.Withdrawn` tells why), also where `Outcome.reply` does not begin with them.
    `timings.total_ms` covers the graph; who knows when the question arrived and was stored overwrites it.
    """
    started = perf_counter()
    if on_delta is None or not context.models.streams:
        result = await agent.ainvoke(question, context=context)
        outcome: Outcome = result["outcome"]
    else:
        listener = _Listener(on_delta, on_withdrawn or (lambda reason: None))
        outcome = await _stream(agent, question, replace(context, streaming=True), listener)
        if not outcome.reply.startswith(listener.heard):
            listener.hear(Withdrawn("check"))
    return replace(outcome, timings=replace(outcome.timings, total_ms=(perf_counter() - started) * 1000))


class _Listener:
    """Knows what was heard and not taken back."""

    def __init__(self, on_delta: Callable[[str], None], on_withdrawn: Callable[[Reason], None]) -> None:
        self.heard = ""
        self._on_delta = on_delta
        self._on_withdrawn = on_withdrawn

    def hear(self, event: Shown | Withdrawn) -> None:
        match event:
            case Shown(text):
                self.heard += text
                self._on_delta(text)
            case Withdrawn(reason) if self.heard:
                self.heard = ""
                self._on_withdrawn(reason)


async def _stream(agent: Agent, question: Question, context: Context, listener: _Listener) -> Outcome:
    outcome: Outcome | None = None
    async for part in agent.astream(question, context=context, stream_mode=["custom", "values"]):
        match part:
            case ("custom", Shown() | Withdrawn() as event):
                listener.hear(event)
            case ("values", {"outcome": Outcome() as made}):
                outcome = made
            case _:
                pass
    if outcome is None:
        raise RuntimeError("the agent graph ended without an outcome")
    return outcome
