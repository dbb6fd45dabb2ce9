"""The tools file as pydantic models: what can be wrong with it is found here, at start."""

import re
from typing import Annotated, Any, Literal

import jsonschema
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from graphs.agent.declared.address import check_address
from graphs.agent.declared.words import Words

Json = dict[str, Any]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
BUILT_IN = frozenset({"search_knowledge", "save_lead", "hand_off"})


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from error
    return text


def _not_reserved(name: str) -> str:
    if name in BUILT_IN:
        raise ValueError(f"{name} is a tool of Turnwise's own: choose another name")
    return name


Pattern = Annotated[str, AfterValidator(_pattern)]


class Part(BaseModel):
    """Strict: a misspelt field is an error, not a setting that does nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Limits(Part):
    """How much all tools together may be used."""

    calls_per_turn: int = Field(4, ge=1, le=20)
    calls_per_conversation: int = Field(30, ge=1)
    seconds_per_turn: float = Field(15.0, gt=0, le=120)


class Slot(Part):
    """How an argument is found in the customer's words, and asked for. Of a pattern its first group counts.

    `kind: order_number` takes the order numbers that triage finds, without a pattern. `answer` is looked for only in
    the reply to `ask`; `value` puts what was found in shape, `TW-{}`.
    """

    kind: Literal["order_number"] | None = None
    find: Pattern = ""
    answer: Pattern | None = None
    value: str = Field("{}", pattern=r"^[^{}]*\{\}[^{}]*$")
    ask: Words

    @model_validator(mode="after")
    def _one_way_to_find_it(self) -> "Slot":
        if (self.kind is None) == (not self.find):
            raise ValueError("give either `find`, a regular expression, or `kind: order_number`")
        return self


class Triggers(Part):
    """What lets a tool be used without a model: a phrase alone, an intent where every argument is there, too."""

    phrases: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()


class Declaration(Part):
    """What every tool has, wherever it runs."""

    name: Annotated[Name, AfterValidator(_not_reserved)]
    title: Words
    description: str = Field("", max_length=1_000)
    confirm: bool | Words = False
    show: tuple[str, ...] = ()
    words: dict[str, dict[str, Words]] = {}
    slots: dict[str, Slot] = {}
    triggers: Triggers = Triggers()
    reply: Words | None = None
    not_found: Words | None = None
    timeout_s: float = Field(5.0, gt=0, le=60)
    max_bytes: int = Field(100_000, ge=1, le=10_000_000)

    @model_validator(mode="after")
    def _fits_together(self) -> "Declaration":
        if (self.triggers.phrases or self.triggers.intents) and self.reply is None:
            raise ValueError("a tool with triggers needs `reply`: the words that tell its result without a model")
        if strange := set(self.words) - set(self.show):
            raise ValueError(f"words: {', '.join(sorted(strange))} is not among `show`")
        return self


class HttpCall(Part):
    """The request. `{argument}` in the path is filled in, percent-encoded; `${NAME}` comes from the environment.

    Arguments that are not in the path go into the query, or into the JSON body of a POST, PUT or PATCH.
    """

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] = "GET"
    url: Annotated[str, AfterValidator(check_address)]
    headers: dict[str, str] = {}
    idempotency_header: str = "Idempotency-Key"


class HttpTool(Declaration):
    """A tool that is one HTTP request with a JSON answer; only the fields in `show` leave it."""

    description: str = Field(min_length=1, max_length=1_000)
    http: HttpCall
    arguments: Json
    show: Annotated[tuple[str, ...], Field(min_length=1)]

    @field_validator("arguments")
    @classmethod
    def _is_schema(cls, schema: Json) -> Json:
        try:
            jsonschema.Draft202012Validator.check_schema(schema)
        except jsonschema.SchemaError as error:
            raise ValueError(f"is no JSON schema: {error.message}") from error
        if schema.get("type") != "object":
            raise ValueError("must have `type: object`, with an entry in `properties` for each argument")
        return schema

    @model_validator(mode="after")
    def _names_are_known(self) -> "HttpTool":
        check_names(self, self.arguments)
        known, required = set(self.arguments.get("properties", {})), set(self.arguments.get("required", ()))
        for name in re.findall(r"\{(\w+)\}", self.http.url):
            if name not in known or name not in required:
                raise ValueError(f"http.url: {{{name}}} is not among the required arguments")
        return self


class Server(Part):
    """An MCP server: a command that speaks over its stdin and stdout, or the URL of a streamable HTTP endpoint.

    Of its tools those under `tools` can be used, and no other.
    """

    name: Name
    command: tuple[str, ...] = ()
    environment: dict[str, str] = {}
    url: str = ""
    headers: dict[str, str] = {}
    start_timeout_s: float = Field(20.0, gt=0, le=120)
    tools: Annotated[tuple[Declaration, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_way(self) -> "Server":
        if bool(self.command) == bool(self.url):
            raise ValueError("give either `command` or `url`")
        if self.url:
            check_address(self.url)
        return self


class ToolsFile(Part):
    """The whole file."""

    limits: Limits = Limits()
    tools: tuple[HttpTool, ...] = ()
    servers: tuple[Server, ...] = ()

    @model_validator(mode="after")
    def _each_name_once(self) -> "ToolsFile":
        names = [tool.name for tool in self.tools] + [tool.name for one in self.servers for tool in one.tools]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"there are two tools named {', '.join(twice)}")
        return self


def check_names(tool: Declaration, schema: Json) -> None:
    """Whether slots and texts name arguments that there are; raises ValueError."""
    known, required = set(schema.get("properties", {})), set(schema.get("required", ()))
    if strange := set(tool.slots) - known:
        raise ValueError(f"slots: {', '.join(sorted(strange))} is no argument")
    triggered = bool(tool.triggers.phrases or tool.triggers.intents)
    if triggered and (without := required - set(tool.slots)):
        raise ValueError(f"slots: {', '.join(sorted(without))} is required and has no slot to find it by")
    if isinstance(tool.confirm, Words) and (unsaid := known - tool.confirm.variables_of_both):
        raise ValueError(f"confirm: both texts must name {', '.join(sorted(unsaid))}: customers confirm what they see")
    results = known | (set(tool.show) or {"text"})
    for field, words, values in (
        ("reply", tool.reply, results),
        ("not_found", tool.not_found, known),
        ("confirm", tool.confirm, known),
    ):
        if isinstance(words, Words) and (unknown := words.variables - values):
            raise ValueError(f"{field}: {', '.join(sorted(unknown))} is neither an argument nor among `show`")
