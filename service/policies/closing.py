"""How conversations end, as a document: when silence ends one, who is warned, and how customers are asked to rate.

Everything has a default, so that a document names only what differs. Unknown names are refused.
"""

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from graphs.agent.handoff.texts import Said
from prompts import variables_of

Part = Literal["warning", "invitation", "thanks"]
Minutes = Annotated[float, Field(gt=0, le=43_200)]
Channels = Annotated[tuple[Annotated[str, Field(min_length=1, max_length=40)], ...], Field(max_length=100)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Silence(_Part):
    """After how many minutes without a message what ends.

    `agent` holds while the agent has the conversation, `operator` while an operator has it and the customer has the
    last word to say, `unanswered` while the customer waits for an operator's: those are not to be lost over a weekend.
    """

    agent: Minutes = 30.0
    operator: Minutes = 1_440.0
    unanswered: Minutes = 10_080.0


class Warned(_Part):
    """Who falls silent is asked whether they are still there; `minutes` later the conversation ends.

    Nobody is in the channels of `except_in`, where people do not wait for each other's next line.
    """

    enabled: bool = True
    minutes: Minutes = 5.0
    except_in: Channels = ("email", "api")


class Invitation(_Part):
    """Whether customers of channels are asked, in a message, to rate a conversation that has ended.

    The widget asks by itself, whatever this says. Who answers `within_hours` with a rating starts no new conversation.
    """

    enabled: bool = True
    except_in: Channels = ("email",)
    within_hours: Annotated[float, Field(gt=0, le=336)] = 48.0


class Words(_Part):
    """The policy's own words; an empty text leaves the agent's. `warning` may hold `{{ minutes }}`."""

    warning: Said = Said()
    invitation: Said = Said()
    thanks: Said = Said()

    @model_validator(mode="after")
    def _known_variables(self) -> Self:
        for part, said in (("warning", self.warning), ("invitation", self.invitation), ("thanks", self.thanks)):
            allowed = {"minutes"} if part == "warning" else set[str]()
            for text in (said.en, said.zh):
                if unknown := sorted(variables_of(text) - allowed):
                    raise PydanticCustomError(
                        "unknown_variable",
                        "{part}: {unknown} is not known here; write the text without it",
                        {"part": part, "unknown": unknown[0]},
                    )
        return self

    def own(self, part: Part, language: str) -> str:
        """The policy's own text, empty where it has none; other languages get the English one."""
        said: Said = getattr(self, part)
        return said.zh if language == "zh" else said.en


class ClosingPolicy(_Part):
    """The whole document."""

    silence: Silence = Silence()
    warning: Warned = Warned()
    invitation: Invitation = Invitation()
    words: Words = Words()

    @property
    def grace(self) -> timedelta:
        """Between the warning and the end."""
        return timedelta(minutes=self.warning.minutes)

    def warns_in(self, channel: str) -> bool:
        """Whether customers of this channel are warned."""
        return self.warning.enabled and channel not in self.warning.except_in

    def invites_in(self, channel: str) -> bool:
        """Whether customers of this channel are asked for a rating by a message."""
        return self.invitation.enabled and channel not in self.invitation.except_in
