"""The frozen record of one turn, shared by every layer: what the customer said, what they got, and how it came."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

Role = Literal["customer", "agent", "operator"]
Urgency = Literal["low", "normal", "high"]


class HandoffReason(StrEnum):
    """Why a conversation passes to an operator."""

    CUSTOMER_REQUEST = "customer_request"
    NEGATIVE_SENTIMENT = "negative_sentiment"
    REPEATED_FAILURE = "repeated_failure"
    LOW_CONFIDENCE = "low_confidence"
    FAILED_CHECK = "failed_check"
    SAFETY = "safety"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said. `at` is aware UTC, None where the source recorded no time.

    `asks` are the kinds of contact details that the agent asks for in it, `choices` the short answers that it offers.
    """

    role: Role
    text: str
    at: datetime | None = None
    asks: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that the reply could rest on: a hit of the knowledge base, or a text given with the question."""

    document: str
    chunk_id: str
    text: str
    score: float = 0.0
    title: str = ""
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """The words of a passage that support the reply: `text[start:end]` of it, None where the place is not known."""

    document: str
    chunk_id: str
    quote: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Sentiment:
    """`upset` is the probability in [0, 1] that the message shows a dissatisfied or angry customer."""

    label: Literal["negative", "neutral", "positive"]
    upset: float


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact detail from the customer's own words: `value` normalised (E.164 for phones), `raw` as written."""

    type: str
    value: str
    raw: str


EditAct = Literal["greeting", "admission", "required", "disclaimer", "left_out", "shortened", "rewritten", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Edit:
    """What was done to a reply before the customer got it.

    `text` are the words that were added (a greeting, the admission to be an AI, required words, a disclaimer), or cut
    because it was too long; the forbidden phrase whose sentences were left out; or what was wrong with a draft that the
    model wrote once more, or that was withdrawn: `reason` is the kind of that problem.
    """

    act: EditAct
    text: str
    reason: str = ""


ToolOutcome = Literal["ok", "not_found", "failed", "timeout", "refused", "invalid"]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool that was called in a turn. `arguments` hold no contact details: `[phone]` stands where one was."""

    name: str
    arguments: dict[str, Any]
    outcome: ToolOutcome
    elapsed_ms: float


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that chat models counted for this turn, zeros without a model, and what they cost.

    `input_tokens` hold the cached ones. `cost` is in the currency of the table of prices, None where it is unknown.
    """

    input_tokens: int = 0
    output_tokens: int = 0
    cached_input_tokens: int = 0
    cost: Decimal | None = Decimal(0)

    def __add__(self, other: "Usage") -> "Usage":
        """Both together; what is unknown stays so."""
        return Usage(
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.cached_input_tokens + other.cached_input_tokens,
            None if self.cost is None or other.cost is None else self.cost + other.cost,
        )


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds spent in each step of the agent graph, and from the question's arrival to the reply's commit."""

    triage_ms: float = 0.0
    retrieve_ms: float = 0.0
    answer_ms: float = 0.0
    check_ms: float = 0.0
    total_ms: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The customer's consecutive messages with the replies that they got, whoever replied.

    `history` is what was said before, `asked` the customer's messages of this turn (at least one), `replies` what
    followed them. None means "not known" (an imported turn), never "empty": a grader that needs it is not applicable.
    """

    id: str
    conversation_id: str
    history: tuple[Message, ...] = ()
    asked: tuple[Message, ...]
    replies: tuple[Message, ...] = ()
    language: str | None = None
    intent: str | None = None
    sentiment: Sentiment | None = None
    urgency: Urgency | None = None
    order_numbers: tuple[str, ...] | None = None
    contacts: tuple[Contact, ...] | None = None
    passages: tuple[Passage, ...] | None = None
    citations: tuple[Citation, ...] | None = None
    answered: bool | None = None
    confidence: float | None = None
    handoff: HandoffReason | None = None
    handed_off: bool | None = None
    usage: Usage = field(default_factory=Usage)
    timings: Timings = field(default_factory=Timings)
    model: str | None = None
    prompt_version: str | None = None
    knowledge_version: int | None = None

    @property
    def question(self) -> str:
        """What the customer said in this turn, a message a line."""
        return "\n".join(message.text for message in self.asked)

    @property
    def reply(self) -> str:
        """What the customer got in this turn, a message a line; empty where nobody replied."""
        return "\n".join(message.text for message in self.replies)

    @property
    def reply_on_passages(self) -> str:
        """What of the reply could rest on the passages: where an operator replied, too, only what the agent said.

        An operator who takes over answers from what they know; the passages are what the agent found before.
        """
        agents = [message.text for message in self.replies if message.role == "agent"]
        return "\n".join(agents) if agents else self.reply
