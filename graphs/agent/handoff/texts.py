"""The policy's own words, by occasion and language; where it has none, the fixed replies are said."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, RootModel, model_validator
from pydantic_core import PydanticCustomError

from prompts import variables_of

Occasion = Literal[
    "safety",
    "customer_request",
    "negative_sentiment",
    "repeated_failure",
    "low_confidence",
    "failed_check",
    "urgent",
    "high_value",
    "out_of_scope",
    "policy",
    "out_of_hours",
    "queue_position",
    "nobody_came",
    "promise",
    "operator_gone",
    "returned",
]
# What may stand in double braces, by occasion.
VARIABLES: dict[str, frozenset[str]] = {
    "out_of_hours": frozenset({"opening"}),
    "queue_position": frozenset({"ahead"}),
    "promise": frozenset({"time"}),
}


class Said(BaseModel):
    """One text in each language; an empty one leaves the fixed reply."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: Annotated[str, Field(max_length=1_000)] = ""
    zh: Annotated[str, Field(max_length=1_000)] = ""


class Texts(RootModel[dict[Occasion, Said]]):
    """Texts by occasion."""

    model_config = ConfigDict(frozen=True)

    root: dict[Occasion, Said] = {}

    @model_validator(mode="after")
    def _known_variables(self) -> Self:
        for occasion, said in self.root.items():
            allowed = VARIABLES.get(occasion, frozenset())
            for text in (said.en, said.zh):
                if unknown := sorted(variables_of(text) - allowed):
                    names = ", ".join(f"{{{{ {name} }}}}" for name in sorted(allowed)) or "none"
                    raise PydanticCustomError(
                        "unknown_variable",
                        "{occasion}: {unknown} is not known here; allowed: {names}",
                        {"occasion": occasion, "unknown": unknown[0], "names": names},
                    )
        return self

    def own(self, occasion: str, language: str) -> str:
        """The document's text, empty where it has none; other languages get the English one."""
        said = next((said for name, said in self.root.items() if name == occasion), None)
        return "" if said is None else (said.zh if language == "zh" else said.en)
