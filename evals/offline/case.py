"""One conversation of a suite, scripted or simulated: who says what, what the tools answer, what must come of it."""

from collections.abc import Collection, Mapping
from typing import Annotated, Any, Literal, Self

import orjson
from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from graphs.turn import HandoffReason

Need = Literal["clock", "tools", "operator"]


class Strict(BaseModel):
    """A misspelt field is an error, not a check that silently never runs."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Texts = Annotated[list[str], BeforeValidator(_as_list, json_schema_input_type=str | list[str]), Field(min_length=1)]


class Expectation(Strict):
    """What a turn must bring. A criterion that is left out is not evaluated.

    `silent`: no reply at all; `handed_off`: true or false, or the reason; `lead`: contact details by type, as
    normalised, null where no detail of that type may be found; `cites`: the document or one of its folders' paths as
    they end, or several of which one will do; `contains`: all of these, each a text or a list of alternatives, whatever
    the capitals and spaces; `avoids`: none of these; `conveys`: what these say, in whatever words (the support that the
    reply gives each, by the words of both).
    """

    answered: bool | None = None
    refused: bool | None = None
    silent: bool | None = None
    handed_off: bool | HandoffReason | None = None
    lead: dict[str, str | None] | None = None
    cites: Texts | None = None
    contains: list[Texts] | None = None
    avoids: list[str] | None = None
    conveys: Texts | None = None
    language: str | None = None

    def without(self, untold: Collection[str]) -> "Expectation":
        """The same but for these criteria, which are then not evaluated."""
        return self.model_copy(update=dict.fromkeys(untold))


class ScriptedTurn(Strict):
    """What the customer says (several messages at once are one turn), and what must come of it.

    Or what an operator says: to the customer's turn before, while the conversation is with a person; `returns` hands it
    back to the agent. `at` is the time of the turn, with its zone.
    """

    says: Texts | None = None
    operator: Texts | None = None
    returns: bool = False
    at: AwareDatetime | None = None
    expect: Expectation = Expectation()

    @model_validator(mode="after")
    def _one_speaker(self) -> Self:
        if (self.says is None) == (self.operator is None):
            raise ValueError("a turn has either `says` or `operator`")
        if self.operator is None and self.returns:
            raise ValueError("only an operator's turn has `returns`")
        if self.operator is not None and self.expect != Expectation():
            raise ValueError("an operator's turn expects nothing")
        return self


class ToolAnswer(Strict):
    """What a tool gives where it is called with these arguments (any others may stand beside them), or how it fails."""

    when: dict[str, Any] = Field(default_factory=dict)
    result: dict[str, Any] | None = None
    fails: Literal["timeout", "error", "not_found"] | None = None

    @model_validator(mode="after")
    def _result_or_failure(self) -> Self:
        if (self.result is None) == (self.fails is None):
            raise ValueError("a tool's answer has either `result` or `fails`")
        return self


class _Case(Strict):
    """What cases of every kind have.

    `about` says why the case is there; `critical` cases may have a gate of their own, `tags` group cases in reports.
    `at` is the time of its turns, with its zone, where they have none of their own; `tools` what the tools answer that
    the agent has in this case, by their names.
    """

    id: str = Field(min_length=1)
    language: str
    about: str = ""
    tags: tuple[str, ...] = ()
    critical: bool = False
    at: AwareDatetime | None = None
    tools: dict[str, list[ToolAnswer]] = Field(default_factory=dict)

    def without(self, untold: Collection[str]) -> Self:
        """The same without expectations of what a target does not tell: they are not evaluated."""
        raise NotImplementedError

    @property
    def needs(self) -> frozenset[Need]:
        """What the target must offer, so that the case can be played."""
        needs: dict[Need, bool] = {"clock": self._is_timed, "tools": bool(self.tools), "operator": self._has_operator}
        return frozenset(need for need, is_needed in needs.items() if is_needed)

    @property
    def _is_timed(self) -> bool:
        return self.at is not None

    @property
    def _has_operator(self) -> bool:
        return False


class Case(_Case):
    """One scripted conversation; `solved` is the customer's word at the end, where they give one."""

    turns: list[ScriptedTurn] = Field(min_length=1)
    solved: bool | None = None

    @model_validator(mode="after")
    def _customer_first(self) -> Self:
        if self.turns[0].says is None:
            raise ValueError("the customer has the first turn")
        return self

    def without(self, untold: Collection[str]) -> Self:
        """As above, of every turn."""
        turns = [turn.model_copy(update={"expect": turn.expect.without(untold)}) for turn in self.turns]
        return self.model_copy(update={"turns": turns})

    @property
    def _is_timed(self) -> bool:
        return self.at is not None or any(turn.at is not None for turn in self.turns)

    @property
    def _has_operator(self) -> bool:
        return any(turn.operator for turn in self.turns)


class Want(Strict):
    """Something that a simulated customer came for: wordings to try one after the other, and what must come of one."""

    asks: Texts
    expect: Expectation = Expectation(answered=True)


class Success(Strict):
    """What must be true of a whole simulated conversation; what is left out is not evaluated."""

    handed_off: bool | HandoffReason | None = None
    lead: dict[str, str | None] | None = None
    solved: bool | None = None
    max_turns: int | None = Field(None, ge=1)


class SimulatedCase(_Case):
    """A conversation with a simulated customer: who they are, what they want, and what they may tell.

    `goal` says it all in a sentence, for a model that plays the customer; `facts` are contact details and whatever else
    they know, by what it is (`email`, `phone`, `name`, `order`). `patience` is how many replies without an answer they
    bear, in place of the persona's. Without `wants` only a model can play it.
    """

    persona: str = Field(min_length=1)
    goal: str = Field(min_length=1)
    facts: dict[str, str] = Field(default_factory=dict)
    patience: int | None = Field(None, ge=0, le=10)
    wants: list[Want] = Field(default_factory=list)
    success: Success = Success()

    def without(self, untold: Collection[str]) -> Self:
        """As above, of every want and of the whole."""
        wants = [want.model_copy(update={"expect": want.expect.without(untold)}) for want in self.wants]
        kept = {name: None for name in untold if name in Success.model_fields}
        return self.model_copy(update={"wants": wants, "success": self.success.model_copy(update=kept)})


AnyCase = Case | SimulatedCase


def read_case(line: str) -> AnyCase:
    """A case from its JSON; one with a `persona` is simulated. Raises pydantic's ValidationError."""
    return (SimulatedCase if _names_persona(line) else Case).model_validate_json(line)


def as_case(fields: Mapping[str, Any]) -> AnyCase:
    """The same from its fields."""
    return (SimulatedCase if "persona" in fields else Case).model_validate(fields)


def _names_persona(line: str) -> bool:
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        return False  # told by the model that reads it next
    return isinstance(found, dict) and "persona" in found
