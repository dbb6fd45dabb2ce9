"""A chat model as the graphs call it: one kind of error, a deadline, and a rest when it keeps failing."""

import asyncio
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from langchain_core.language_models.base import LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, InvalidToolCall, ToolCall
from langchain_core.messages.tool import invalid_tool_call, tool_call
from langchain_core.runnables import Runnable

from graphs.breaker import Breaker
from graphs.prices import Price

logger = logging.getLogger(__name__)

# Far above any reply, thinking included: who writes more does not come to an end.
MAX_CHARS = 200_000


class ModelFailedError(Exception):
    """The model was down, too slow, refused the request, or gave nothing that can be used."""


@dataclass(frozen=True, slots=True)
class NamedModel:
    """A chat model with the name that turns record; `deadline_s` bounds a call with all its retries.

    `price` is None where it is not known.
    """

    name: str
    chat: Runnable[LanguageModelInput, AIMessage]
    streams: bool = False
    deadline_s: float = 45.0
    breaker: Breaker = field(default_factory=Breaker)
    price: Price | None = None

    async def ask(self, messages: Sequence[BaseMessage], on_text: Callable[[str], None] | None = None) -> AIMessage:
        """The model's message; raises `ModelFailedError` whatever went wrong. Text is passed on as it comes."""
        if not self.breaker.lets_through():
            raise ModelFailedError(f"{self.name} failed several times in a row and rests")
        try:
            async with asyncio.timeout(self.deadline_s):
                message = await self._asked(messages, on_text)
        except TimeoutError as error:
            self._count_failure()
            raise ModelFailedError(f"{self.name} gave no answer within {self.deadline_s:g} s") from error
        except Exception as error:
            # Each provider raises its own kinds of errors; for the customer they are all the same: no answer from here.
            self._count_failure()
            raise ModelFailedError(f"{self.name}: {type(error).__name__}: {error}") from error
        self.breaker.succeeded()
        return message

    async def _asked(self, messages: Sequence[BaseMessage], on_text: Callable[[str], None] | None) -> AIMessage:
        if on_text is None or not self.streams:
            return await self.chat.ainvoke(list(messages))
        whole: AIMessageChunk | None = None
        length = 0
        async for chunk in self.chat.astream(list(messages)):
            if not isinstance(chunk, AIMessageChunk):
                raise ModelFailedError(f"it streamed a {type(chunk).__name__}")
            if chunk.text:
                on_text(chunk.text)
            length += len(chunk.text)
            if length > MAX_CHARS:
                raise ModelFailedError("it does not come to an end")
            whole = chunk if whole is None else whole + chunk
        if whole is None:
            raise ModelFailedError("it streamed nothing")
        return _settled(whole)

    def _count_failure(self) -> None:
        if self.breaker.failed():
            logger.warning("%s rests for %g s after %d failures", self.name, self.breaker.rest_s, self.breaker.failures)


def _settled(whole: AIMessageChunk) -> AIMessage:
    """The message that the chunks make; LangChain would complete a tool call that was cut off, here it is invalid."""
    called: list[ToolCall] = []
    invalid: list[InvalidToolCall] = []
    for chunk in whole.tool_call_chunks:
        name, text, call_id = chunk["name"] or "", chunk["args"] or "{}", chunk["id"]
        try:
            arguments = json.loads(text)
        except ValueError as error:
            invalid.append(invalid_tool_call(name=name, args=text, id=call_id, error=str(error)))
        else:
            called.append(tool_call(name=name, args=arguments, id=call_id))
    return AIMessage(
        content=whole.content,
        tool_calls=called,
        invalid_tool_calls=invalid,
        usage_metadata=whole.usage_metadata,
        response_metadata=whole.response_metadata,
    )
