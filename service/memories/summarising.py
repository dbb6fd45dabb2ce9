"""What models make of what was said, where it can be used."""

import logging
import re
from collections.abc import Sequence

from langchain_core.messages import HumanMessage, SystemMessage

from graphs.agent.thinking import without_thinking
from graphs.models import Models
from graphs.named_model import ModelFailedError
from prompts import Prompt
from service.memories.invented import invents_number
from service.storage.messages.messages import StoredMessage

log = logging.getLogger(__name__)

_LONGEST, _MESSAGES_SHOWN, _CHARS_SHOWN = 900, 30, 800


async def summarised(models: Models, prompt: Prompt, said: Sequence[StoredMessage]) -> tuple[str, str] | None:
    """A summary of the last messages and the name of its model, by the first model whose summary can be used."""
    shown = "\n".join(f"{message.role}: {message.text[:_CHARS_SHOWN]}" for message in said[-_MESSAGES_SHOWN:])
    for model in models.chain("rewrite"):
        try:
            message = await model.ask([SystemMessage(prompt.render()), HumanMessage(shown)])
        except ModelFailedError as error:
            log.warning("a conversation was not summarised by %s: %s", model.name, error)
            continue
        summary = without_thinking(message.text).strip()
        if problem := problem_with_summary(summary, shown):
            log.warning("a summary by %s is not shown: %s", model.name, problem)
            continue
        return summary, model.name
    return None


def problem_with_summary(summary: str, shown: str) -> str:
    """What is wrong with a model's summary, empty where it may be shown. A number that nobody said is made up."""
    if not re.search(r"\w", summary):
        return "it is empty"
    if len(summary) > _LONGEST:
        return "it is too long"
    if invents_number(summary, shown):
        return "it holds a number that nobody said"
    return ""
