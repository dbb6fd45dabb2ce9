"""The chat-completions format (https://platform.openai.com/docs/api-reference/chat), as far as the agent speaks it."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from graphs.turn import Message
from service.texts import clean

MODEL = "turnwise"


class TextPart(BaseModel):
    """A piece of a message; of other kinds than text the agent understands none."""

    type: Literal["text"]
    text: str


class Said(BaseModel):
    """One message. Instructions (`system`, `developer`) and tools' results are not read: the agent has its own."""

    role: Literal["user", "assistant", "system", "developer", "tool", "function"]
    content: str | list[TextPart] | None = None

    @property
    def text(self) -> str:
        """All of its text."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content)
        return self.content or ""


class StreamOptions(BaseModel):
    """Whether the stream ends with the usage."""

    include_usage: bool = False


class CompletionRequest(BaseModel):
    """What a program asks. `user` tells its customers apart; parameters of language models change nothing."""

    messages: Annotated[list[Said], Field(min_length=1, max_length=1_000)]
    model: str = MODEL
    stream: bool = False
    stream_options: StreamOptions | None = None
    user: str = ""

    def said(self) -> list[Message]:
        """What customer and agent said, with a text."""
        roles: dict[str, Literal["customer", "agent"]] = {"user": "customer", "assistant": "agent"}
        messages = [Message(roles[one.role], clean(one.text)) for one in self.messages if one.role in roles]
        return [message for message in messages if message.text.strip()]


class AssistantMessage(BaseModel):
    """The reply."""

    role: Literal["assistant"] = "assistant"
    content: str


class Choice(BaseModel):
    """The one reply that there is."""

    index: int = 0
    message: AssistantMessage
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class Usage(BaseModel):
    """Tokens that the agent's models counted; 0 without one."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class About(BaseModel):
    """What the format has no place for."""

    conversation_id: str
    answered: bool | None
    handoff: str | None
    state: str
    citations: list[dict[str, Any]]


class Completion(BaseModel):
    """The reply, whole."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[Choice]
    usage: Usage
    turnwise: About


class Model(BaseModel):
    """The agent as a model."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "turnwise"


class Models(BaseModel):
    """All of them."""

    object: Literal["list"] = "list"
    data: list[Model]
