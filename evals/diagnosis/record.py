"""What a diagnosis may look at: the turn as it is kept, its grades, and a search over all that is published."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from graphs.evaluator.grader import NO_JUDGEMENT
from graphs.turn import Edit, Message, Passage, ToolCall, Turn


@dataclass(frozen=True, slots=True)
class Given:
    """A grade as it was given."""

    label: str
    score: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What counts as too much: milliseconds until the reply, and words of one reply (Chinese characters count half)."""

    slow_ms: float = 8_000.0
    long_words: float = 150.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A turn as it is kept. `grades` are by grader, `following` as graders see it.

    `threshold` is the confidence below which the agent does not answer; `model` the one that should have answered, None
    where none is configured and documents are quoted. `by_operator` tells that a person replied.
    """

    turn: Turn
    following: tuple[Message, ...] | None = None
    grades: Mapping[str, Given] = field(default_factory=dict)
    tool_calls: tuple[ToolCall, ...] = ()
    edits: tuple[Edit, ...] = ()
    threshold: float = 0.4
    model: str | None = None
    by_operator: bool = False
    limits: Limits = field(default_factory=Limits)

    def label(self, grader: str) -> str | None:
        """What that grader judged; None where it gave no judgement."""
        grade = self.grades.get(grader)
        return None if grade is None or grade.label in NO_JUDGEMENT else grade.label

    @property
    def next_words(self) -> str:
        """What the customer said next."""
        return "\n".join(message.text for message in self.following or ())


@dataclass(frozen=True, slots=True)
class Held:
    """What the knowledge base holds for a question: passages, best first, more of them than the agent looks at.

    `confidence` is the calibrated probability that they answer it, None where the search does not tell.
    """

    passages: tuple[Passage, ...]
    confidence: float | None = None


Search = Callable[[str], Awaitable[Held]]
