"""A persona: how a simulated customer speaks and behaves, read from a file of `evals/personas/`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, ValidationError

import evals
from evals.offline.case import Strict, Texts
from evals.problems import describe

Share = Annotated[float, Field(ge=0, le=1)]
SHIPPED = Path(evals.__path__[0]) / "personas"


class PersonaError(Exception):
    """A persona cannot be used; the message names the file and the field."""


class Says(Strict):
    """Wordings for each situation, one of which is drawn. `{question}` and `{details}` stand for what is said.

    `opening`: the first question; `next`: one after an answer; `again`: the question in other words, after a reply that
    missed it; `impatient`: the same, when patience runs out; `angry`: when it has; `person`: asking for a human;
    `gives` and `declines`: when asked for contact details; `thanks`: everything is answered; `leaves`: nothing more to
    hope for.
    """

    opening: Texts
    next: Texts
    again: Texts
    impatient: Texts
    angry: Texts
    person: Texts
    gives: Texts
    declines: Texts
    thanks: Texts
    leaves: Texts


class Persona(Strict):
    """`patience` counts the replies without an answer that they bear before they are angry.

    `at_the_end` is what they do then: ask for a person, or leave. `slips` is the share of words with a typing slip,
    `bursts` that of turns sent in two messages.
    """

    name: str
    about: dict[Literal["en", "zh"], str]
    patience: int = Field(2, ge=0, le=10)
    gives_contact: bool = True
    at_the_end: Literal["person", "leave"] = "person"
    slips: Share = 0.0
    bursts: Share = 0.0
    says: dict[Literal["en", "zh"], Says]

    def described(self, language: str) -> str:
        """Who they are, for a model that plays them; in English where that language is not described."""
        return self.about["zh"] if language.startswith("zh") and "zh" in self.about else self.about["en"]

    def in_language(self, language: str) -> Says:
        """The wordings in that language. Raises PersonaError where there are none."""
        for known, says in self.says.items():
            if known == language.split("-")[0]:
                return says
        raise PersonaError(f"the persona {self.name} does not speak {language}: it has {', '.join(self.says)}")


@cache
def load_personas(folder: Path = SHIPPED) -> Mapping[str, Persona]:
    """All personas of a folder by their files' names. Raises PersonaError."""
    return {file.stem: _read(file) for file in sorted(folder.glob("*.yaml"))}


def find_persona(name: str) -> Persona:
    """The shipped persona of that name. Raises PersonaError with those that there are."""
    personas = load_personas()
    if name not in personas:
        raise PersonaError(f"there is no persona {name}: there are {', '.join(personas)}")
    return personas[name]


def _read(file: Path) -> Persona:
    try:
        content: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
        return Persona.model_validate(content | {"name": file.stem} if isinstance(content, dict) else content)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PersonaError(f"{file}: cannot be read: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        raise PersonaError(f"{file}: {describe(error)}") from error
