"""The node that makes a follow-up question stand alone: by a model where one is configured, else by rules."""

import logging
import re
from collections.abc import Sequence
from time import perf_counter

from langchain_core.messages import HumanMessage, SystemMessage
from langgraph.runtime import Runtime

from graphs.agent.context import Context
from graphs.agent.following import all_alone
from graphs.agent.nodes import Update, asked_text
from graphs.agent.questions import MAX_QUESTIONS, questions_in
from graphs.agent.recalling import recalled
from graphs.agent.retrieved import Rewritten
from graphs.agent.state import State
from graphs.agent.thinking import without_thinking
from graphs.memory.remembered import NOTHING, note
from graphs.named_model import ModelFailedError
from graphs.prices import usage_of
from graphs.turn import Message, Usage
from knowledge.language import detect

logger = logging.getLogger(__name__)

_MESSAGES_SHOWN, _CHARS_SHOWN = 8, 600
_REMEMBERED_SHOWN = 1_500
_LONGEST = 300
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SPEAKERS = {"customer": "Customer", "agent": "Assistant", "operator": "Assistant"}


async def rewrite(state: State, runtime: Runtime[Context]) -> Update:
    """The questions to search for; the rules' where no model is configured, or none gives a usable line in time."""
    started, context = perf_counter(), runtime.context
    history, text = recalled(state), asked_text(state)
    usage = Usage()
    for model in context.models.chain("rewrite"):
        shown = _conversation(state.get("history", ()), text, note(state.get("memory", NOTHING)))
        try:
            message = await model.ask([SystemMessage(context.prompts.rewrite.render()), HumanMessage(shown)])
        except ModelFailedError as error:
            logger.warning("rules rewrite the question because the model failed: %s", error)
            continue
        usage += usage_of(message, model.price)
        line = without_thinking(message.text)
        if problem := problem_with_line(line, text, shown):
            logger.warning("rules rewrite the question because %s wrote %s", model.name, problem)
            continue
        return {"rewritten": Rewritten(questions_in(line), usage, _ms_since(started))}
    return {"rewritten": Rewritten(by_rules(text, history), usage, _ms_since(started))}


def by_rules(text: str, history: Sequence[Message]) -> tuple[str, ...]:
    """One to three questions, each completed from the conversation where it leans on that."""
    return all_alone(questions_in(text), history)[:MAX_QUESTIONS]


def problem_with_line(line: str, text: str, shown: str) -> str:
    """What is wrong with a model's line, empty where it may be searched for. A number that nobody said is an answer."""
    if not re.search(r"\w", line):
        return "nothing"
    if "\n" in line or len(line) > max(_LONGEST, 2 * len(text)):
        return "more than one question"
    language = detect(text)
    if language != "und" and detect(line) not in (language, "und"):
        return f"another language than {language}"
    if not set(_NUMBER.findall(line)) <= set(_NUMBER.findall(shown)):
        return "a number that was not said"
    return ""


def _conversation(history: Sequence[Message], text: str, remembered: str) -> str:
    said = [f"{_SPEAKERS[one.role]}: {one.text[:_CHARS_SHOWN]}" for one in history[-_MESSAGES_SHOWN:]]
    before = [remembered[:_REMEMBERED_SHOWN]] if remembered else []
    return "\n".join((*before, *said, f"Message to rewrite: {text}"))


def _ms_since(started: float) -> float:
    return (perf_counter() - started) * 1000
