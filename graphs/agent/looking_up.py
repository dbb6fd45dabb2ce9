"""The nodes of the installation's own tools: what the words call for is looked up before a model is asked."""

from time import perf_counter
from typing import Any
from uuid import uuid4

from langgraph.runtime import Runtime

from graphs.agent.context import Context
from graphs.agent.declared.planning import NOTHING, Plan, Said, plan
from graphs.agent.declared.using import Use
from graphs.agent.handing_over import handoff_situation, is_held
from graphs.agent.outcome import outcome_of
from graphs.agent.questions import questions_in
from graphs.agent.recalling import recalled
from graphs.agent.state import LookedUp, State, ToolUse
from graphs.agent.tool import Situation, ToolError
from graphs.evidence import Evidence
from graphs.turn import ToolCall

Update = dict[str, Any]


async def look_up(state: State, runtime: Runtime[Context]) -> Update:
    """Make the planned calls, one after the other; what cannot be called is left to the documents."""
    started, context = perf_counter(), runtime.context
    evidence: tuple[Evidence, ...] = ()
    calls: tuple[ToolCall, ...] = ()
    for planned in state["planned"].calls:
        number = len(state["retrieved"].passages) + sum(len(one.passages) for one in evidence) + 1
        situation = situation_of(state, context, number, calls)
        arguments = planned.tool.typed(planned.arguments)
        if planned.tool.problems_with(arguments):
            continue
        try:
            result = await Use(planned.tool, arguments, situation, planned.about).result()
        except ToolError:
            continue
        if result.evidence:
            evidence = (*evidence, result.evidence)
        if result.call:
            calls = (*calls, result.call)
    return {"looked_up": LookedUp(evidence, calls, (perf_counter() - started) * 1000)}


async def ask_customer(state: State, runtime: Runtime[Context]) -> Update:
    """Ask for what a tool needs - an argument, or a yes - in its own words."""
    question = state.get("tool_use", ToolUse()).question or state["planned"].question
    return {"outcome": outcome_of(state, runtime.context, reply=question, asked_back=True)}


def plan_of(state: State, context: Context, text: str, *, intent: str, language: str) -> Plan:
    """What the words call for. Where a model writes the answer, it also asks for what is missing."""
    if not context.declared.tools or is_held(state) or state.get("passages") is not None:
        return NOTHING
    questions = questions_in(text)
    said = Said(
        text=text,
        questions=questions,
        intents=[intent] if len(questions) == 1 else [context.intents.recognise(one) for one in questions],
        language=language,
        history=recalled(state),
    )
    planned = plan(context.declared, said, context.prompts.replies)
    return NOTHING if planned.question and context.models.streams else planned


def situation_of(state: State, context: Context, number: int, calls: tuple[ToolCall, ...]) -> Situation:
    """What a tool may know of this turn, when the next passage gets this number and these calls were made."""
    history = state.get("history", ())
    asked = "\n".join(message.text for message in state["asked"])
    earlier = [message.text for message in history if message.role == "customer"]
    return Situation(
        context=context,
        customer_text="\n".join((*earlier, asked)),
        language=state["triaged"].language,
        next_number=number,
        asked=asked,
        last_reply=history[-1].text.strip() if history and history[-1].role == "agent" else "",
        calls=calls,
        calls_before=state.get("tool_calls", 0),
        key=state.get("key") or uuid4().hex,
        came_back_lately=handoff_situation(state, context, state["triaged"].intent).came_back_lately(),
    )
