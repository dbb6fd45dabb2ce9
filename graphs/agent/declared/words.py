"""Texts of the tools file: always in English and in Chinese, with `{name}` where a value goes."""

import re
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field

_VARIABLE = re.compile(r"\{([A-Za-z0-9_.]+)\}")


class Words(BaseModel):
    """One text in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: str = Field(min_length=1)
    zh: str = Field(min_length=1)

    def say(self, language: str) -> str:
        """The text for a customer of this language; English where it is neither."""
        return self.zh if language == "zh" else self.en

    @property
    def variables(self) -> frozenset[str]:
        """The names that stand in either text."""
        return frozenset(_VARIABLE.findall(f"{self.en}\n{self.zh}"))

    @property
    def variables_of_both(self) -> frozenset[str]:
        """The names that stand in each of the two texts."""
        return frozenset(_VARIABLE.findall(self.en)) & frozenset(_VARIABLE.findall(self.zh))


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with its values; a line that names a value which is not known is left out."""
    lines = [line for line in template.splitlines() if set(_VARIABLE.findall(line)) <= values.keys()]
    return "\n".join(_VARIABLE.sub(lambda found: values[found[1]], line).strip() for line in lines).strip()
