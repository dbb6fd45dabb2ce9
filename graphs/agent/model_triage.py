"""What a model reads in the customer's message, where `TURNWISE_MODEL_TRIAGE` names one; rules judge where it fails."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from langchain_core.messages import HumanMessage, SystemMessage
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graphs.agent.context import Context
from graphs.agent.thinking import without_thinking
from graphs.named_model import ModelFailedError
from graphs.prices import usage_of
from graphs.turn import Message, Sentiment, Urgency, Usage

logger = logging.getLogger(__name__)

_MESSAGES_SHOWN, _CHARS_SHOWN = 6, 600
_SPEAKERS = {"customer": "Customer", "agent": "Assistant", "operator": "Colleague"}


class _Read(BaseModel):
    """The model's JSON object; other keys are refused, as are numbers in quotes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    upset: float = Field(ge=0.0, le=1.0)
    positive: bool = False
    intent: str
    wants_human: bool
    danger: bool
    urgency: Urgency | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model saw. `sentiment`, `intent` and `urgency` take the place of the rules', a request or danger adds to
    theirs. `urgency` is None where the model, asked by an older prompt of one's own, says nothing about it.
    """

    sentiment: Sentiment
    intent: str
    wants_human: bool
    danger: bool
    urgency: Urgency | None


async def read_message(history: Sequence[Message], text: str, context: Context) -> tuple[Reading | None, Usage]:
    """None where no model is set for triage, or none gives a usable object in time; the tokens count all the same."""
    usage = Usage()
    if not context.reads_by_model:
        return None, usage
    for model in context.models.chain("triage"):
        names = ", ".join(context.intents.described)
        messages = [SystemMessage(context.prompts.triage.render(intents=names)), HumanMessage(_shown(history, text))]
        try:
            message = await model.ask(messages)
        except ModelFailedError as error:
            logger.warning("rules read the message because the model failed: %s", error)
            continue
        usage += usage_of(message, model.price)
        try:
            return _reading(without_thinking(message.text), context.intents.names), usage
        except ValidationError as error:
            logger.warning("rules read the message because %s gave no usable object: %s", model.name, _problems(error))
    return None, usage


def _reading(answer: str, intents: Sequence[str]) -> Reading:
    start, end = answer.find("{"), answer.rfind("}")
    read = _Read.model_validate_json(answer[start : end + 1] if 0 <= start < end else answer)
    label: Literal["negative", "neutral", "positive"] = (
        "negative" if read.upset >= 0.5 else "positive" if read.positive else "neutral"
    )
    intent = read.intent if read.intent in intents else "other"
    return Reading(Sentiment(label, read.upset), intent, read.wants_human, read.danger, read.urgency)


def _problems(error: ValidationError) -> str:
    """Where and what, without the model's words."""
    return "; ".join(f"{'.'.join(map(str, one['loc'])) or 'the whole'}: {one['type']}" for one in error.errors())


def _shown(history: Sequence[Message], text: str) -> str:
    said = [f"{_SPEAKERS[one.role]}: {one.text[:_CHARS_SHOWN]}" for one in history[-_MESSAGES_SHOWN:]]
    return "\n".join((*said, f"Message to read: {text}"))
