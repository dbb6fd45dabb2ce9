"""What goes through the agent graph: the question, the state that its nodes fill in, and the outcome."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypedDict

from langchain_core.messages import AIMessage, BaseMessage

from graphs.agent.attached import Attached
from graphs.agent.declared.declaration import BUILT_IN
from graphs.agent.declared.planning import Plan
from graphs.agent.handoff.desks import Desk
from graphs.agent.handoff.document import HandoffPolicy, Rule
from graphs.agent.handoff.loops import Returned
from graphs.agent.leads.asking import Asking
from graphs.agent.leads.document import LeadPolicy
from graphs.agent.retrieved import Retrieved, Rewritten
from graphs.evidence import Evidence
from graphs.memory.fact import Fact
from graphs.memory.remembered import Memory
from graphs.turn import (
    Citation,
    Contact,
    Edit,
    HandoffReason,
    Message,
    Passage,
    Sentiment,
    Timings,
    ToolCall,
    Urgency,
    Usage,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the agent made of one turn. `reply` is empty where the agent stays silent because an operator is expected.

    `confidence` is the calibrated probability that the passages answer the question, given even when `answered` is
    false. `asked_back` where the reply asks which of several topics is meant: no answer, and no failure. `model` names
    what wrote the reply; `prompt_version` is the digest of the prompts that it saw. `rule` is what called for a person.
    `withdrawn` are details told in earlier turns that the customer has corrected or taken back, `wishes` what they said
    about their wish: budget, time to call, need, purpose. `order_numbers` are those that this turn's messages name.
    `asks` are the kinds of contact details that the reply asks for, `declined` says that the customer will not leave
    any. `prompted` is the question that their details answer, as they were asked it; empty where they were not.
    `resumed` where the customer chose to go on with the agent: nobody waits for an operator any more.
    `facts` is what they told that is worth remembering; `forget` where all that they ever told is to be deleted.
    `edits` is what was done to the reply, in the order of doing. `choices` are short answers that it offers.
    `desk` is the group of operators that a hand-off is for, None where nothing names one.
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
    rule: Rule | None = None
    resumed: bool = False
    usage: Usage = field(default_factory=Usage)
    timings: Timings = field(default_factory=Timings)
    model: str = ""
    prompt_version: str = ""
    knowledge_version: int = 0
    asked_back: bool = False
    tool_calls: tuple[ToolCall, ...] = ()
    withdrawn: tuple[Contact, ...] = ()
    wishes: tuple[Contact, ...] = ()
    urgency: Urgency = "normal"
    order_numbers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    declined: bool = False
    prompted: str = ""
    facts: tuple[Fact, ...] = ()
    forget: bool = False
    edits: tuple[Edit, ...] = ()
    choices: tuple[str, ...] = ()
    desk: str | None = None

    @property
    def own_calls(self) -> int:
        """How many calls there were of the installation's own tools: these are what limits count."""
        return sum(call.name not in BUILT_IN for call in self.tool_calls)

    def failures_after(self, before: int) -> int:
        """How many turns in a row, this one included, the agent could not answer; asking back changes nothing."""
        if self.answered or self.handoff:
            return 0
        return before if self.asked_back else before + 1


class Question(TypedDict, total=False):
    """The input: `asked` is required.

    `held` means that the conversation waits for an operator or has one: the agent then only thanks for contact
    details and otherwise stays silent. `failures` counts the turns before this one, without a break, that the agent
    could not answer. `passages`, when given, are the only texts to answer from: nothing is retrieved. `tool_calls`
    counts the calls of the installation's own tools before this turn; `key` names the turn, the same when it is
    answered again after a crash.

    `waiting` means held, and nobody has come yet: the customer may still choose the agent. `handoff_policy` is the one
    in force, else the context's; `channel` is where the customer writes, `at` the present time (aware), else that of
    their last message. `returned` tells when the conversation came back to the agent, and from what. `lead_policy` is
    the one in force, too; without `asking`, what was asked for so far, only a hand-off asks for contact details.
    `memory` is what is known from before the history, and from the customer's earlier conversations.
    `lead_card` says that the account has a card of its platform's own, which asks for contact details.
    `greeted` says that the customer has been greeted outside of the conversation. `language` is assumed of those whose
    words tell none. `attached` are the files of the conversation, oldest first: the customer's, no source of answers.
    `desks` are the groups of operators of which a hand-off may choose one, by the intents of this turn and of those
    before (`topics`).
    """

    history: tuple[Message, ...]
    asked: tuple[Message, ...]
    held: bool
    failures: int
    passages: tuple[Passage, ...] | None
    waiting: bool
    handoff_policy: HandoffPolicy
    channel: str
    lead_card: bool
    greeted: bool
    language: str | None
    at: datetime
    returned: tuple[Returned, ...]
    lead_policy: LeadPolicy
    asking: Asking
    tool_calls: int
    key: str
    memory: Memory
    attached: tuple[Attached, ...]
    desks: tuple[Desk, ...]
    topics: tuple[str, ...]


class Answer(TypedDict):
    """The output."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Triaged:
    """What the customer's words show by themselves; `handoff` where they alone call for a person.

    `resumes` where they choose to go on with the agent; `withdrawn` are details told before that stand no more.
    """

    language: str
    intent: str
    sentiment: Sentiment
    contacts: tuple[Contact, ...]
    handoff: Rule | None
    elapsed_ms: float
    resumes: bool = False
    withdrawn: tuple[Contact, ...] = ()
    wishes: tuple[Contact, ...] = ()
    usage: Usage = field(default_factory=Usage)
    urgency: Urgency = "normal"
    order_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a model made of the turn so far: its last message, or None where every model failed."""

    message: AIMessage | None
    model: str
    usage: Usage
    elapsed_ms: float


@dataclass(frozen=True, slots=True)
class Checked:
    """The drafted reply as the customer would get it; `handoff` where it must not or should not stand, and why.

    `problem` tells the model what was wrong, empty where nothing was; `edits` what became of the drafts so far.
    """

    reply: str
    citations: tuple[Citation, ...]
    answered: bool
    handoff: Rule | None
    problem: str
    elapsed_ms: float
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class ToolUse:
    """What the tool calls of this turn changed, and how many rounds and errors they took.

    `question` is what the customer must be asked before a call can be made.
    """

    rounds: int = 0
    errors: int = 0
    passages: tuple[Passage, ...] = ()
    confidence: float = 0.0
    contacts: tuple[Contact, ...] = ()
    handoff: Rule | None = None
    calls: tuple[ToolCall, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What the installation's own tools gave before any model was asked, because the customer's words called for it."""

    evidence: tuple[Evidence, ...] = ()
    calls: tuple[ToolCall, ...] = ()
    elapsed_ms: float = 0.0

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All results, numbered after what was retrieved."""
        return tuple(passage for evidence in self.evidence for passage in evidence.passages)

    @property
    def confidence(self) -> float:
        """1 where a tool answered."""
        return max((evidence.confidence for evidence in self.evidence), default=0.0)


class State(Question, total=False):
    """Each key is written by one node only, so that no reducer is needed; `transcript` is what the model has seen."""

    triaged: Triaged
    planned: Plan
    looked_up: LookedUp
    rewritten: Rewritten
    retrieved: Retrieved
    transcript: list[BaseMessage]
    draft: Draft
    tool_use: ToolUse
    repaired: bool
    checked: Checked
    outcome: Outcome


def sources_of(state: State) -> tuple[Passage, ...]:
    """All that the reply may rest on, in the order of the numbers that the models were given."""
    looked_up, tool_use = state.get("looked_up", LookedUp()), state.get("tool_use", ToolUse())
    return (*state["retrieved"].passages, *looked_up.passages, *tool_use.passages)
