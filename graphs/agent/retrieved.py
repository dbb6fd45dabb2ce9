"""What was searched for in a turn, and what was found."""

from dataclasses import dataclass

from graphs.turn import Passage, Usage


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The questions to search for, completed from the conversation, and what a model counted for that."""

    questions: tuple[str, ...]
    usage: Usage
    elapsed_ms: float


@dataclass(frozen=True, slots=True)
class Search:
    """What the knowledge base holds about one question of the message, best first."""

    question: str
    passages: tuple[Passage, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A search for each question of the message; none while an operator holds the conversation.

    `topics` are those between which the question leaves the choice; `no_product` says that it names none of the
    products, `topics` then being those found. The customer is asked, not answered.
    """

    searches: tuple[Search, ...]
    knowledge_version: int
    elapsed_ms: float
    topics: tuple[str, ...] = ()
    no_product: bool = False

    @property
    def unclear(self) -> bool:
        """Whether the customer has to be asked what is meant."""
        return bool(self.topics) or self.no_product

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages as models get them numbered: one that two searches found stands there twice."""
        return tuple(passage for search in self.searches for passage in search.passages)

    @property
    def confidence(self) -> float:
        """The mean over the questions."""
        return sum(search.confidence for search in self.searches) / max(1, len(self.searches))
