"""The chat model of a suite: what it says in each turn of each case, read from the suite's `model.yaml`.

A reply names its sources by words that stand in them, in braces: `It costs €149 {Halo 3; €149}.` The model finds them
in the results of tools that the request brings, or searches, or does not know. So it knows only what it is shown.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BeforeValidator, Field, RootModel, ValidationError, model_validator

from evals.offline.case import Case, Strict
from evals.problems import describe

Text = Annotated[str, Field(min_length=1)]


class ScriptError(Exception):
    """A model's script cannot be used; the message names the file and the place."""


class Call(Strict):
    """A tool call, which the model does not make where its result is there already."""

    name: Text
    arguments: dict[str, Any]


class Step(Strict):
    """One thing that the model does: a reply, a slip (a reply that must be sent back), or calls made together.

    `search` are queries that it tries, one after the other, while the sources of the reply have not been shown to it.
    """

    say: Text | None = None
    slip: Text | None = None
    search: list[Text] = Field(default_factory=list)
    calls: list[Call] = Field(default_factory=list)

    @model_validator(mode="after")
    def _one_thing(self) -> "Step":
        if sum((self.say is not None, self.slip is not None, bool(self.calls))) != 1:
            raise ValueError("a step has either `say`, `slip` or `calls`")
        if self.search and self.say is None:
            raise ValueError("only `say` has `search`")
        return self

    @property
    def text(self) -> str:
        """What is said; empty for calls."""
        return self.say or self.slip or ""


def _as_step(value: object) -> object:
    return {"say": value} if isinstance(value, str) else value


def _as_steps(value: object) -> object:
    return value if isinstance(value, list) else [value]


class ModelTurn(Strict):
    """What the model does in one turn of the customer's, step by step.

    `rewrite` is the question as it would stand alone, where the model is asked for that; left out, it stands alone.
    """

    rewrite: Text | None = None
    steps: Annotated[list[Annotated[Step, BeforeValidator(_as_step)]], BeforeValidator(_as_steps), Field(min_length=1)]


def _as_turn(value: object) -> object:
    """A reply alone, steps alone, or the fields of a single step beside `rewrite`."""
    if isinstance(value, str | list):
        return {"steps": value}
    if isinstance(value, dict) and "steps" not in value:
        step = {name: field for name, field in value.items() if name != "rewrite"}
        return {"rewrite": value.get("rewrite"), "steps": [step]}
    return value


class _Script(RootModel[dict[str, list[Annotated[ModelTurn | None, BeforeValidator(_as_turn)]]]]):
    """The file: by case, the model's turns in the order of the customer's; null where it has nothing to say."""


ModelScript = Mapping[str, Sequence[ModelTurn | None]]


def load_script(file: Path, cases: Sequence[Case]) -> ModelScript:
    """The script of these cases. Raises ScriptError where one has none, or not a turn for each of the customer's."""
    try:
        script = _Script.model_validate(yaml.safe_load(file.read_text(encoding="utf-8"))).root
    except OSError as error:
        raise ScriptError(f"{file}: cannot be read: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ScriptError(f"{file}: is not a YAML file: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        raise ScriptError(f"{file}: {describe(error)}") from error
    problems = [f"{file}: there is no case {name}" for name in script.keys() - {case.id for case in cases}]
    for case in cases:
        turns, scripted = len(customers_turns(case)), len(script.get(case.id, ()))
        if turns != scripted:
            problems.append(f"{file}: {case.id}: {scripted} turns for the {turns} of the customer's")
    if problems:
        raise ScriptError("\n".join(sorted(problems)))
    return script


def customers_turns(case: Case) -> list[list[str]]:
    """The customer's messages, turn by turn; an operator's are left out."""
    return [turn.says for turn in case.turns if turn.says is not None]
