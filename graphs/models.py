"""Chat models by role, from settings: any provider of `init_chat_model`, and what answers when a model does not."""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.base import LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, InvalidToolCall, ToolCall
from langchain_core.messages.tool import invalid_tool_call, tool_call
from langchain_core.runnables import Runnable

from graphs.settings import GraphSettings

logger = logging.getLogger(__name__)

ModelRole = Literal["answer", "triage", "rewrite", "judge", "simulate"]
ROLES: tuple[ModelRole, ...] = get_args(ModelRole)


class ModelFailedError(Exception):
    """The model was down, too slow, refused the request, or gave nothing that can be used."""


@dataclass(frozen=True, slots=True)
class NamedModel:
    """A chat model with the name that turns record; `deadline_s` bounds a call with all its retries."""

    name: str
    chat: Runnable[LanguageModelInput, AIMessage]
    streams: bool = False
    deadline_s: float = 45.0

    async def ask(self, messages: Sequence[BaseMessage], on_text: Callable[[str], None] | None = None) -> AIMessage:
        """The model's message; raises `ModelFailedError` whatever went wrong. Text is passed on as it comes."""
        try:
            async with asyncio.timeout(self.deadline_s):
                if on_text is None or not self.streams:
                    return await self.chat.ainvoke(list(messages))
                return await self._stream(messages, on_text)
        except TimeoutError as error:
            raise ModelFailedError(f"{self.name} gave no answer within {self.deadline_s:g} s") from error
        except Exception as error:
            # Each provider raises its own kinds of errors; for the customer they are all the same: no answer from here.
            raise ModelFailedError(f"{self.name}: {type(error).__name__}: {error}") from error

    async def _stream(self, messages: Sequence[BaseMessage], on_text: Callable[[str], None]) -> AIMessage:
        whole: AIMessageChunk | None = None
        async for chunk in self.chat.astream(list(messages)):
            if not isinstance(chunk, AIMessageChunk):
                raise ModelFailedError(f"{self.name} streamed a {type(chunk).__name__}")
            if chunk.text:
                on_text(chunk.text)
            whole = chunk if whole is None else whole + chunk
        if whole is None:
            raise ModelFailedError(f"{self.name} streamed nothing")
        return _settled(whole)


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


@dataclass(frozen=True, slots=True)
class Models:
    """For each role the models to try, in order; an empty chain where none is configured."""

    chains: Mapping[ModelRole, tuple[NamedModel, ...]]

    def chain(self, role: ModelRole) -> tuple[NamedModel, ...]:
        """The models of this role, the preferred one first."""
        return self.chains.get(role, ())

    @property
    def streams(self) -> bool:
        """Whether listening to the answer is worth while."""
        return any(model.streams for model in self.chain("answer"))


def build_models(settings: GraphSettings, extractive: BaseChatModel, tools: Sequence[dict[str, Any]] = ()) -> Models:
    """The configured models, `tools` bound to the answering one; `extractive` answers where none is or does."""
    chains: dict[ModelRole, tuple[NamedModel, ...]] = {}
    for role in ROLES:
        named: str | None = getattr(settings, f"model_{role}") or settings.model
        if named is not None:
            chat = connect(named, settings)
            bound = chat.bind_tools(list(tools)) if role == "answer" and tools else chat
            deadline_s = settings.rewrite_timeout_s if role == "rewrite" else settings.model_deadline_s
            chains[role] = (NamedModel(named, bound, streams=True, deadline_s=deadline_s),)
    if "answer" not in chains or settings.model_fallback:
        chains["answer"] = (*chains.get("answer", ()), NamedModel("extractive", extractive))
    return Models(chains)


def connect(name: str, settings: GraphSettings) -> BaseChatModel:
    """The chat model `provider:name`; requests time out and are retried, with `Retry-After` honoured, by its client."""
    from langchain.chat_models import init_chat_model  # lazily: only an installation with a model pays for the import

    options: dict[str, Any] = {"timeout": settings.model_timeout_s, "max_retries": settings.model_max_retries}
    if settings.model_base_url is not None:
        options["base_url"] = settings.model_base_url
    if settings.model_api_key is not None:
        options["api_key"] = settings.model_api_key.get_secret_value()
    if name.startswith("openai:"):
        import openai

        options["stream_usage"] = True
        # LangChain would share one client between event loops; ours lives as long as the model.
        options["http_async_client"] = openai.DefaultAsyncHttpxClient(timeout=settings.model_timeout_s)
        # Servers of one's own need no key, but the client insists on one.
        if settings.model_base_url is not None:
            options.setdefault("api_key", "none")
    chat: BaseChatModel = init_chat_model(name, **options)
    return chat
