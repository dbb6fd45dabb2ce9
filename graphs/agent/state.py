"""What goes through the agent graph: the question, the state that its nodes fill in, and the outcome."""

from dataclasses import dataclass, field
from typing import TypedDict

from graphs.turn import Citation, Contact, HandoffReason, Message, Passage, Sentiment, Timings, Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the agent made of one turn. `reply` is empty where the agent stays silent because an operator is expected.

    `confidence` is the calibrated probability that the passages answer the question, given even when `answered` is
    false. `model` names what wrote the reply; `prompt_version` is the digest of the prompts that it saw.
    """

    reply: str
    language: str
    intent: str
    sentiment: Sentiment
    contacts: tuple[Contact, ...] = ()
    passages: tuple[Passage, ...] = ()
    citations: tuple[Citation, ...] = ()
    answered: bool = False
    confidence: float = 0.0
    handoff: HandoffReason | None = None
    usage: Usage = field(default_factory=Usage)
    timings: Timings = field(default_factory=Timings)
    model: str = ""
    prompt_version: str = ""
    knowledge_version: int = 0


class Question(TypedDict, total=False):
    """The input: `asked` is required.

    `held` means that the conversation waits for an operator or has one: the agent then only thanks for contact
    details and otherwise stays silent. `failures` counts the turns before this one, without a break, that the agent
    could not answer. `passages`, when given, are the only texts to answer from: nothing is retrieved.
    """

    history: tuple[Message, ...]
    asked: tuple[Message, ...]
    held: bool
    failures: int
    passages: tuple[Passage, ...] | None


class Answer(TypedDict):
    """The output."""

    outcome: Outcome
