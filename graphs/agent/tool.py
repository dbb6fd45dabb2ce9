"""What a tool of the answering model is; each stands in a file of `graphs/agent/tools`."""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel

from graphs.agent.handoff.document import Rule
from graphs.evidence import Evidence
from graphs.turn import Contact, ToolCall

if TYPE_CHECKING:
    from graphs.agent.context import Context

Arguments = TypeVar("Arguments", bound=BaseModel)


class ToolError(ValueError):
    """The model asked for what cannot be done: its words go back to the model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a tool may know of the turn: the customer's own words, and the number that its next passage gets.

    `came_back_lately` where a person has just had the conversation, so that the agent must try first.
    `asked` is what the customer says now, `last_reply` what the agent said right before. `calls` are those of this
    turn so far, `calls_before` counts those of the conversation's earlier turns; `key` names the turn, also when it is
    answered again.
    """

    context: "Context"
    customer_text: str
    language: str
    next_number: int
    came_back_lately: bool = False
    asked: str = ""
    last_reply: str = ""
    calls: tuple[ToolCall, ...] = ()
    calls_before: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolResult:
    """`content` is what the model reads; the rest is what the call changed.

    `question` is what the customer must be asked before anything else; `call` is how the call is recorded, where the
    tool knows better than its caller.
    """

    content: str
    evidence: Evidence | None = None
    contact: Contact | None = None
    handoff: Rule | None = None
    question: str = ""
    call: ToolCall | None = None


@dataclass(frozen=True, slots=True)
class Tool(Generic[Arguments]):
    """What each file exports as `tool`. `run` gets validated arguments and may raise `ToolError`."""

    name: str
    description: str
    arguments: type[Arguments]
    run: Callable[[Arguments, Situation], Awaitable[ToolResult]]

    def schema(self) -> dict[str, Any]:
        """The tool as chat models are told of it (OpenAI's function schema, which LangChain translates)."""
        parameters = self.arguments.model_json_schema()
        return {
            "type": "function",
            "function": {"name": self.name, "description": self.description, "parameters": parameters},
        }


def load_tools() -> Mapping[str, Tool[Any]]:
    """All tools by name."""
    package = importlib.import_module("graphs.agent.tools")
    modules = (
        importlib.import_module(f"{package.__name__}.{found.name}") for found in pkgutil.iter_modules(package.__path__)
    )
    return {module.tool.name: module.tool for module in modules}
