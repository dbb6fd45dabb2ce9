"""The declared tools, ready to be called, and what of them the agent's nodes see."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Any, Protocol

import jsonschema

from graphs.agent.declared.declaration import Declaration, Limits
from graphs.agent.declared.result import Result, plain
from graphs.agent.declared.words import Words, fill
from graphs.phrases import PhraseBook
from prompts.replies import Replies

_MOST_PROBLEMS = 5


class Caller(Protocol):
    """What carries a call out."""

    async def __call__(self, arguments: Mapping[str, Any], key: str, timeout_s: float) -> Result:
        """Never raises for what the other side does; ToolError for arguments that cannot be sent."""
        ...


@dataclass(frozen=True)
class DeclaredTool:
    """A declaration, the JSON schema of its arguments, and what calls it; `reads` where a call changes nothing."""

    declaration: Declaration
    schema: Mapping[str, Any]
    caller: Caller
    reads: bool = False

    @property
    def required(self) -> tuple[str, ...]:
        """The arguments without which it cannot be called."""
        return tuple(self.schema.get("required", ()))

    @cached_property
    def phrases(self) -> PhraseBook[bool]:
        """What starts it by itself."""
        return PhraseBook(dict.fromkeys(self.declaration.triggers.phrases, True))

    @cached_property
    def _validator(self) -> jsonschema.Draft202012Validator:
        return jsonschema.Draft202012Validator(dict(self.schema))

    def problems_with(self, arguments: Mapping[str, Any]) -> str:
        """What the schema says against the arguments, empty where nothing does."""
        errors = islice(self._validator.iter_errors(dict(arguments)), _MOST_PROBLEMS)
        return "; ".join(f"{'.'.join(map(str, one.absolute_path))}: {one.message}".lstrip(": ") for one in errors)

    def typed(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Arguments found in a text, as the numbers that the schema asks for where it does."""
        properties = self.schema.get("properties", {})
        return {name: _typed(value, properties.get(name, {}).get("type")) for name, value in arguments.items()}

    def described(self, arguments: Mapping[str, Any]) -> str:
        """The arguments as a customer reads them."""
        return ", ".join(plain(value) for value in arguments.values())

    def confirmation(self, arguments: Mapping[str, Any], language: str, replies: Replies) -> str:
        """What the customer is asked before the call: it names every argument, so that a yes is a yes to these."""
        own = self.declaration.confirm
        if isinstance(own, Words):
            return fill(own.say(language), {name: plain(value) for name, value in arguments.items()})
        details = self.described(arguments)
        return replies.say(language, "tool_confirm", title=self.declaration.title.say(language), details=details)


@dataclass(frozen=True)
class Toolbox:
    """All of an installation's own tools, by name."""

    tools: Mapping[str, DeclaredTool] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)

    def with_caller(self, name: str, caller: Caller) -> "Toolbox":
        """The same, with another that carries out the calls of one tool; raises KeyError for an unknown name."""
        known = self.tools[name]
        return Toolbox(dict(self.tools) | {name: replace(known, caller=caller)}, self.limits)


def _typed(value: Any, wanted: object) -> Any:
    try:
        match wanted:
            case "integer":
                return int(value)
            case "number":
                return float(value)
            case _:
                return value
    except ValueError:
        return value
