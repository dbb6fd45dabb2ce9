"""What operators choose from at the desk: how a conversation can end. A document of its own among the policies."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class Disposition(BaseModel):
    """One way to end: its id stays with conversations that ended so, its words may change."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
    en: Words
    zh: Words


STARTER = (
    Disposition(id="solved", en="Solved", zh="已解决"),
    Disposition(id="follow_up", en="To be followed up", zh="待跟进"),
    Disposition(id="no_answer", en="Customer did not answer", zh="顾客未回应"),
    Disposition(id="not_possible", en="Could not be solved", zh="无法解决"),
    Disposition(id="spam", en="Spam or test", zh="骚扰或测试"),
)


class DeskPolicy(BaseModel):
    """The dispositions, in the order in which they are offered; without any, none is asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    dispositions: tuple[Disposition, ...] = Field(STARTER, max_length=20)

    @field_validator("dispositions")
    @classmethod
    def _each_once(cls, given: tuple[Disposition, ...]) -> tuple[Disposition, ...]:
        if len({one.id for one in given}) != len(given):
            raise ValueError("two dispositions have the same id: give each its own")
        return given
