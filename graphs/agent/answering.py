"""The two nodes that talk with the model: `answer` asks it, `use_tools` does what it asks for."""

import logging
from collections.abc import Sequence
from time import perf_counter
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, ToolMessage
from langgraph.runtime import Runtime
from pydantic import ValidationError

from graphs.agent.checking import problem_with
from graphs.agent.citing import Cited
from graphs.agent.context import Context
from graphs.agent.finishing import opening
from graphs.agent.looking_up import Update, situation_of
from graphs.agent.showing import SentenceGuard, ensure_bounded
from graphs.agent.state import Draft, LookedUp, State, ToolUse, sources_of
from graphs.agent.surroundings import surroundings_of
from graphs.agent.thinking import without_thinking
from graphs.agent.tidying import Tidying
from graphs.agent.tool import Situation, ToolError, ToolResult
from graphs.agent.transcript import write_transcript
from graphs.evidence import Evidence
from graphs.masking import masked
from graphs.memory.remembered import NOTHING, note
from graphs.memory.window import window
from graphs.named_model import ModelFailedError, NamedModel
from graphs.prices import usage_of
from graphs.turn import ToolCall, Usage

logger = logging.getLogger(__name__)

# The first mistake in a tool call goes back to the model; at the second the next model of the chain takes over.
_ERRORS_FORGIVEN = 1


async def answer(state: State, runtime: Runtime[Context]) -> Update:
    """Ask the models in turn until one gives a message that can be used; none where the customer is asked back."""
    if state["retrieved"].unclear and "looked_up" not in state:
        return {}
    started, context = perf_counter(), runtime.context
    transcript = state.get("transcript") or _first_transcript(state, context)
    before = state.get("draft")
    usage, elapsed_ms = (before.usage, before.elapsed_ms) if before else (Usage(), 0.0)
    tool_use = state.get("tool_use", ToolUse())
    tools_left = tool_use.rounds < context.policy.max_tool_rounds
    message, model = None, ""
    for candidate in _candidates(context, tool_use, before.model if before and state.get("repaired") else ""):
        guard = _guard(state, runtime, candidate.name)
        try:
            message = await _ask(candidate, transcript, guard, tools_left)
        except ModelFailedError as error:
            logger.warning("a model failed and the next one takes over: %s", error)
            if guard:
                guard.withdraw("model_failed")
            continue
        model, usage = candidate.name, usage + usage_of(message, candidate.price)
        break
    draft = Draft(message, model, usage, elapsed_ms + (perf_counter() - started) * 1000)
    return {"transcript": [*transcript, message] if message else transcript, "draft": draft}


async def use_tools(state: State, runtime: Runtime[Context]) -> Update:
    """Run each tool call of the draft; what cannot be run is answered with what is wrong about it."""
    message, transcript = state["draft"].message, state["transcript"]
    use = state.get("tool_use", ToolUse())
    if message is None:
        return {}
    results: list[BaseMessage] = []
    passages, contacts, confidence, handoff, errors, calls, question = (
        use.passages,
        use.contacts,
        use.confidence,
        use.handoff,
        use.errors,
        use.calls,
        use.question,
    )
    before = state.get("looked_up", LookedUp())
    regions = runtime.context.policy.phone_regions
    for call in message.tool_calls:
        number = len(state["retrieved"].passages) + len(before.passages) + len(passages) + 1
        situation = situation_of(state, runtime.context, number, (*before.calls, *calls))
        started = perf_counter()
        try:
            result = await _run(call["name"], call["args"], situation)
        except ToolError as error:
            errors += 1
            calls = (*calls, ToolCall(call["name"], masked(call["args"], regions), "invalid", _ms_since(started)))
            results.append(ToolMessage(content=f"error: {error}", tool_call_id=call["id"] or "", status="error"))
            continue
        results.append(ToolMessage(content=result.content, artifact=result.evidence, tool_call_id=call["id"] or ""))
        if result.evidence:
            passages, confidence = (*passages, *result.evidence.passages), max(confidence, result.evidence.confidence)
        if result.contact:
            contacts = (*contacts, result.contact)
        handoff, question = handoff or result.handoff, question or result.question
        if not result.question:
            done = ToolCall(call["name"], masked(call["args"], regions), "ok", _ms_since(started))
            calls = (*calls, result.call or done)
    for bad in message.invalid_tool_calls:
        errors += 1
        text = "error: the arguments are not valid JSON"
        results.append(ToolMessage(content=text, tool_call_id=bad["id"] or "", status="error"))
    return {
        "transcript": [*transcript, *results],
        "tool_use": ToolUse(use.rounds + 1, errors, passages, confidence, contacts, handoff, calls, question),
    }


def wants_tools(message: AIMessage) -> bool:
    """Whether the model waits for tools, well called or not."""
    return bool(message.tool_calls or message.invalid_tool_calls)


def _candidates(context: Context, use: ToolUse, repairs: str) -> Sequence[NamedModel]:
    """The chain; where a draft is repaired only the model that wrote it, whose message stands in the transcript."""
    chain = context.models.chain("answer")
    if repairs:
        return [model for model in chain if model.name == repairs]
    return chain[1:] if use.errors > _ERRORS_FORGIVEN else chain


def _guard(state: State, runtime: Runtime[Context], model: str) -> SentenceGuard | None:
    """Lets through what of this model's reply may be shown while it is written; none where nobody listens."""
    context = runtime.context
    if not context.streaming:
        return None
    around, passages = surroundings_of(state, context, model), sources_of(state)
    tidy = Tidying.of(state, context)

    def passes(cited: Cited) -> bool:
        return tidy.keeps_all_of(cited.text) and problem_with(cited, passages, around) is None

    return SentenceGuard(passes, runtime.stream_writer, tidy.text, opening(state, context))


async def _ask(
    model: NamedModel, transcript: Sequence[BaseMessage], guard: SentenceGuard | None, tools_left: bool
) -> AIMessage:
    message = await model.ask(transcript, guard.feed if guard else None)
    if wants_tools(message):
        if guard:
            guard.withdraw("more_to_come")
        if not tools_left:
            raise ModelFailedError(f"{model.name} asks for tools without end")
        return message
    reply = without_thinking(message.text)
    ensure_bounded(reply)
    if not reply:
        raise ModelFailedError(f"{model.name} gave an empty message")
    if guard and model.streams:
        guard.finish()
    return message


async def _run(name: str, arguments: dict[str, Any], situation: Situation) -> ToolResult:
    tool = situation.context.tools.get(name)
    if tool is None:
        raise ToolError(f"there is no tool named {name!r}; there are {', '.join(situation.context.tools)}")
    try:
        valid = tool.arguments.model_validate(arguments)
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_url=False))
        raise ToolError(problems) from error
    return await tool.run(valid, situation)


def _first_transcript(state: State, context: Context) -> list[BaseMessage]:
    retrieved, triaged = state["retrieved"], state["triaged"]
    policy = context.policy
    history = window(state.get("history", ()), policy.history_messages, policy.history_chars)
    found: list[Evidence] = []
    number = 1
    for search in retrieved.searches:
        found.append(Evidence(search.passages, search.confidence, triaged.language, number, search.question))
        number += len(search.passages)
    found += state.get("looked_up", LookedUp()).evidence
    remembered = note(state.get("memory", NOTHING))
    return write_transcript(
        context.prompts.system, remembered, history, state["asked"], found, state.get("attached", ())
    )


def _ms_since(started: float) -> float:
    return (perf_counter() - started) * 1000
