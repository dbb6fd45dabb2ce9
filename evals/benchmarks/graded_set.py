"""What graders are measured on: turns of a public set with people's judgement, and the floors to stand beside."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.embed import Embedder


@dataclass(frozen=True, slots=True)
class Case:
    """A line of `turnwise grade` without its id, and whether people found it good. `split_by` names its half."""

    split_by: object
    line: Mapping[str, Any]
    good: bool

    @property
    def question(self) -> str:
        """What the customer said last."""
        said = self.line["messages"][-1]
        return str(said if isinstance(said, str) else said["content"])

    @property
    def reply(self) -> str:
        """The reply that is graded."""
        return str(self.line["reply"])

    @property
    def context(self) -> str:
        """The passages as one text."""
        return "\n".join(self.line["context"])


Floor = Callable[[Sequence[Case], Embedder], Awaitable[list[float]]]
"""A score for each case by a simple means, higher for better turns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedSet:
    """`graders` are measured one by one. A score at or above `threshold`, fixed for the grader, counts as good."""

    name: str
    graders: tuple[str, ...]
    read: Callable[[Path], Iterable[Case]]
    floors: Mapping[str, Floor]
    threshold: float = 0.5
    aims: Mapping[str, float] = field(default_factory=dict)
