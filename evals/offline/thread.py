"""How far a scripted conversation has come: what was said, who has it, and what the agent is told of it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from evals.offline.case import AnyCase, ScriptedTurn
from graphs.agent.handoff.loops import Returned
from graphs.agent.leads.asking import Asking
from graphs.agent.state import Outcome, Question
from graphs.turn import Message

_BETWEEN_TURNS = timedelta(minutes=1)
START = datetime(2026, 1, 5, 10, tzinfo=UTC)
"""When conversations begin that name no time: a Monday morning, the same in every run."""


@dataclass(slots=True)
class Thread:
    """The state that production keeps in its database. Turns without a time of their own are a minute apart."""

    case: AnyCase
    history: tuple[Message, ...] = ()
    held: bool = False
    waiting: bool = False
    failures: int = 0
    returned: tuple[Returned, ...] = ()
    asking: Asking = field(default_factory=Asking)
    _rule: str = ""
    _now: datetime = START
    _turns: int = 0

    def __post_init__(self) -> None:
        self._now = self.case.at or self._now

    def ask(self, scripted: ScriptedTurn) -> Question:
        """What the agent gets of this turn of the customer's."""
        self._tick(scripted)
        asked = tuple(Message("customer", text, self._now) for text in scripted.says or ())
        return Question(
            history=self.history,
            asked=asked,
            held=self.held,
            waiting=self.waiting,
            failures=self.failures,
            returned=self.returned,
            asking=self.asking,
            at=self._now,
        )

    def hear(self, asked: tuple[Message, ...], outcome: Outcome) -> tuple[Message, ...]:
        """Take the agent's reply down, and who has the conversation now; gives the reply as messages."""
        replies = (Message("agent", outcome.reply, self._now, outcome.asks),) if outcome.reply else ()
        self.history = (*self.history, *asked, *replies)
        self.asking = self.asking.after(outcome.asks, answered=outcome.answered, declined=outcome.declined)
        if outcome.resumed:
            self._come_back("customer")
        elif outcome.handoff is not None:
            self.held, self.waiting, self._rule = True, True, outcome.rule or outcome.handoff.value
        if not self.held:
            self.failures = outcome.failures_after(self.failures)
        return replies

    def operate(self, scripted: ScriptedTurn) -> tuple[Message, ...]:
        """An operator replies, and hands back where the script says so; gives their words as messages."""
        self._tick(scripted)
        said = tuple(Message("operator", text, self._now) for text in scripted.operator or ())
        self.history = (*self.history, *said)
        self.held, self.waiting = True, False
        if scripted.returns:
            self._come_back("operator")
        return said

    def _come_back(self, by: str) -> None:
        self.returned = (*self.returned, Returned(self._rule, by, self._now))
        self.held, self.waiting, self.failures = False, False, 0

    def _tick(self, scripted: ScriptedTurn) -> None:
        self._now = scripted.at or (self._now + _BETWEEN_TURNS * min(1, self._turns))
        self._turns += 1
