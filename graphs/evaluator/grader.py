"""What a grader is: one async function from a turn to a grade, with a version, a stage and a closed set of labels."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol, Self, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from graphs.turn import Contact, Message, Turn
from knowledge.meaning import Meaning

NOT_APPLICABLE = "not_applicable"
COULD_NOT_GRADE = "could_not_grade"
NOT_SAMPLED = "not_sampled"
OVER_BUDGET = "over_budget"
NO_JUDGEMENT = (NOT_APPLICABLE, COULD_NOT_GRADE, NOT_SAMPLED, OVER_BUDGET)
"""Labels that every grader may give and that say nothing of the turn: no score, and no part of a rate."""
BY_MODEL = "_judge"
"""How the ids of those graders end that ask a model; every other grader grades every turn."""


class Stage(StrEnum):
    """When a turn is graded: at once, or when it is known what happened afterwards."""

    REPLY = "reply"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Grade:
    """One judgement of one turn. `score` is in [0, 1], 1 is good; None where the label is not a judgement."""

    label: str
    score: float | None
    reason: str
    evidence: tuple[str, ...] = ()

    @classmethod
    def passed(cls, reason: str = "", label: str = "passed", score: float = 1.0, evidence: Sequence[str] = ()) -> Self:
        """A good turn in this respect."""
        return cls(label, score, reason, tuple(evidence))

    @classmethod
    def failed(cls, reason: str, label: str = "failed", score: float = 0.0, evidence: Sequence[str] = ()) -> Self:
        """A bad turn in this respect."""
        return cls(label, score, reason, tuple(evidence))

    @classmethod
    def not_applicable(cls, reason: str) -> Self:
        """The question does not arise for this turn, or what it needs is not known."""
        return cls(NOT_APPLICABLE, None, reason)

    @classmethod
    def could_not_grade(cls, reason: str) -> Self:
        """The grader itself failed: a result of its own, kept apart from a bad grade."""
        return cls(COULD_NOT_GRADE, None, reason)

    @classmethod
    def not_sampled(cls, reason: str) -> Self:
        """The grader is to look at some turns only, and this is none of them."""
        return cls(NOT_SAMPLED, None, reason)

    @classmethod
    def over_budget(cls, reason: str) -> Self:
        """The grader was not asked, because what it may cost is spent."""
        return cls(OVER_BUDGET, None, reason)


Found = TypeVar("Found")
Embed = Callable[[Sequence[str]], Awaitable[NDArray[np.float32]]]
Sense = Callable[[str], Awaitable[Meaning | None]]


@dataclass(frozen=True, slots=True)
class Ending:
    """How the conversation ended. `solved` is the customer's own word, None where they gave none."""

    by: str
    solved: bool | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a turn took place. `operators` are the e-mail addresses of who replied, a reply each; None for the agent.

    None and empty where that is not known.
    """

    channel: str | None = None
    account: str | None = None
    operators: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GradingContext:
    """All that a grader may look at.

    `following` is what the customer said next: None while that is not known, empty once it is known that nothing
    followed. `on_record` are all contact details on record, told in whichever turn; None where only those of the turn
    are known. `embed` gives unit vectors, a row a text, all by one model; `sense` the vector of one text by the model
    that knows its language. Both are None where no embedding model is at hand. What graders share is worked out once
    a context: `meaning` and `shared` remember.
    """

    turn: Turn
    following: tuple[Message, ...] | None = None
    ending: Ending | None = None
    place: Place | None = None
    on_record: tuple[Contact, ...] | None = None
    embed: Embed | None = None
    sense: Sense | None = None
    _meanings: dict[str, Meaning | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    _shared: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def with_embed(self, embed: Embed, sense: Sense | None = None) -> Self:
        """The same turn, for graders that may look at meanings too."""
        return replace(self, embed=embed, sense=sense)

    async def meaning(self, text: str) -> Meaning | None:
        """What the text means, None where that cannot be told."""
        if text not in self._meanings:
            self._meanings[text] = await self.sense(text) if self.sense else None
        return self._meanings[text]

    async def shared(self, find: Callable[["GradingContext"], Awaitable[Found]]) -> Found:
        """What `find` finds in this turn, for several graders to ask for; it must depend on nothing else."""
        if find not in self._shared:
            self._shared[find] = await find(self)
        return cast(Found, self._shared[find])


class GradeTurn(Protocol):
    """The signature of every grader. It may raise: the graph turns that into "could not grade"."""

    async def __call__(self, context: GradingContext) -> Grade: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Grader:
    """A grader as the graph runs it: `labels` are all that it may give besides those that are no judgement.

    `asks_model`: it waits for a chat model, and is a step of its own in the graph, named in its traces. All others
    compute in one step; what waits only for a vector does.
    `takes` tells by a turn's id whether it is to be graded at all; who asks no model has none and takes every turn.
    """

    id: str
    version: str
    stage: Stage
    labels: tuple[str, ...]
    grade: GradeTurn
    timeout_s: float = 5.0
    asks_model: bool = False
    description: str = ""
    takes: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade with the grader that gave it: one line of the monitor's log."""

    grader: str
    version: str
    stage: Stage
    grade: Grade
    latency_ms: float
