"""The lead policy as a document: which details customers are asked for, when, in which words, and what a lead is worth.

Everything has a default, so that a document names only what differs. Unknown names are refused.
"""

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from graphs.agent.handoff.texts import Said
from graphs.lead.known import REACHED_BY
from prompts import variables_of

LeadField = Literal[
    "phone",
    "email",
    "wechat",
    "whatsapp",
    "telegram",
    "qq",
    "name",
    "company",
    "city",
    "need",
    "budget",
    "call_time",
]
Required = LeadField | Literal["contact"]
Language = Literal["en", "zh"]
Probability = Annotated[float, Field(ge=0.0, le=1.0)]
Points = Annotated[int, Field(ge=0, le=100)]
Name = Annotated[str, Field(min_length=1, max_length=60)]


def _once(names: Sequence[str]) -> Sequence[str]:
    if len(set(names)) < len(names):
        raise PydanticCustomError("named_twice", "name each field once")
    return names


Fields = Annotated[tuple[LeadField, ...], AfterValidator(_once)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class When(_Part):
    """When a question may close an answer.

    From the `after_answers`-th answer of a conversation on, for these `intents` (none: for all), or where the customer
    tells what they need or can spend (`wishes`); for the intents of `never` it is not asked in any case, nor from a
    probability of `max_upset` on that the customer is upset. `times` for each conversation at most, with `apart`
    answers between; a customer who was asked in an earlier conversation is left alone for `again_after_days`.
    """

    after_answers: int = Field(1, ge=1, le=50)
    intents: tuple[Name, ...] = Field(("price",), max_length=100)
    wishes: bool = True
    never: tuple[Name, ...] = Field(("complaint", "returns_refund", "order_status", "account"), max_length=100)
    max_upset: Probability = 0.5
    times: int = Field(1, ge=1, le=5)
    apart: int = Field(3, ge=1, le=50)
    again_after_days: int = Field(30, ge=0, le=3_650)


class WhenChange(_Part):
    """What an override sets of `when`; what is left out stays."""

    after_answers: int | None = Field(None, ge=1, le=50)
    wishes: bool | None = None
    max_upset: Probability | None = None
    times: int | None = Field(None, ge=1, le=5)
    apart: int | None = Field(None, ge=1, le=50)
    again_after_days: int | None = Field(None, ge=0, le=3_650)


class Override(_Part):
    """What differs for these channels, languages and intents; empty means all.

    `known` are details that the channel itself brings, such as the number that somebody writes from. An intent that is
    named here is asked for, even where `when.intents` leaves it out.
    """

    channels: tuple[Name, ...] = ()
    languages: tuple[Language, ...] = ()
    intents: tuple[Name, ...] = ()
    enabled: bool | None = None
    fields: Fields | None = None
    known: Fields = ()
    when: WhenChange = WhenChange()

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if not self.channels and not self.languages and not self.intents:
            raise PydanticCustomError("override_for_all", "name at least one channel, language or intent")
        return self


class Words(_Part):
    """The policy's own words; an empty text leaves the agent's.

    `ask` is the question and holds `{{ details }}`, and may hold `{{ purpose }}`; `purpose` says what the details are
    for; `consent` is a sentence after the question, not said where there is none.
    """

    ask: Said = Said()
    purpose: Said = Said()
    consent: Said = Said()

    @model_validator(mode="after")
    def _known_variables(self) -> Self:
        allowed = {"ask": {"details", "purpose"}, "purpose": set[str](), "consent": set[str]()}
        for part, names in allowed.items():
            said: Said = getattr(self, part)
            for text in (said.en, said.zh):
                used = variables_of(text)
                if unknown := sorted(used - names):
                    raise PydanticCustomError(
                        "unknown_variable",
                        "{part}: {unknown} is not known here; write the text without it",
                        {"part": part, "unknown": unknown[0]},
                    )
                if part == "ask" and text and "details" not in used:
                    raise PydanticCustomError(
                        "no_details", "ask: write {{ details }} where the names of the details are to stand"
                    )
        return self

    def own(self, part: Literal["ask", "purpose", "consent"], language: str) -> str:
        """The policy's own text, empty where it has none; other languages get the English one."""
        said: Said = getattr(self, part)
        return said.zh if language == "zh" else said.en


class Interest(_Part):
    """Points for a customer whose conversations are about one of these intents."""

    points: Points = 15
    intents: tuple[Name, ...] = ("price", "product_question", "payment")


class Score(_Part):
    """What makes a lead worth how many points; the sum counts up to 100.

    `contact` is for one way to reach the customer, `second_contact` for another, `urgency` where they say that it is
    urgent.
    """

    contact: Points = 30
    second_contact: Points = 5
    name: Points = 5
    company: Points = 10
    city: Points = 0
    need: Points = 10
    budget: Points = 15
    call_time: Points = 5
    interest: Interest = Interest()
    urgency: Points = 10


class LeadPolicy(_Part):
    """The whole document.

    `fields` are asked for in their order, those that are known left out, and at most `at_once` in one question. A lead
    is complete with all that is `required`; `contact` is any way to reach the customer.
    """

    enabled: bool = True
    fields: Fields = ("phone", "email")
    at_once: int = Field(2, ge=1, le=3)
    required: Annotated[tuple[Required, ...], AfterValidator(_once)] = ("contact", "name")
    when: When = When()
    overrides: tuple[Override, ...] = Field(
        (
            Override(languages=("zh",), fields=("phone", "wechat")),
            Override(channels=("whatsapp",), known=("phone", "whatsapp")),
            Override(channels=("telegram",), known=("telegram",)),
            Override(channels=("api",), enabled=False),
        ),
        max_length=100,
    )
    words: Words = Words()
    score: Score = Score()

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if self.enabled and not self.fields:
            raise PydanticCustomError("no_fields", "name at least one field to ask for, or switch asking off")
        return self


REACHING: frozenset[str] = frozenset(REACHED_BY)
