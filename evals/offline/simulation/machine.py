"""The customer as a machine of states, seeded: asks, asks again in other words, loses patience, tells details, thanks.

    asking --answered--> asking the next --nothing left--> thanking -> over
    asking --missed--> asking again -> impatient -> angry -> asking for a person, or leaving -> over
    any --asked for details--> giving or declining them, once -> back
    any --handed over--> giving details if asked -> over

Whether a reply answers is told by the expectation of what is wanted, as in a scripted case.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from evals.offline.case import Expectation, ScriptedTurn, SimulatedCase, Want
from evals.offline.expectations import Check, check
from evals.offline.simulation.closing import close_of
from evals.offline.simulation.persona import Persona, PersonaError, Says
from evals.offline.simulation.slips import with_slips
from graphs.agent.state import Outcome

MOST_TURNS = 14
_NOTHING = Expectation()
_DETAILS = ("name", "phone", "email", "wechat")


class State(Enum):
    """What the customer is about to say."""

    OPENING = auto()
    NEXT = auto()
    AGAIN = auto()
    IMPATIENT = auto()
    ANGRY = auto()
    PERSON = auto()
    DETAILS = auto()
    THANKS = auto()
    LEAVES = auto()
    OVER = auto()


@dataclass(slots=True)
class SimulatedCustomer:
    """One conversation's worth; `seed` makes its draws, the same seed the same conversation.

    Raises PersonaError where the case has nothing to ask, or the persona does not speak its language.
    """

    case: SimulatedCase
    persona: Persona
    seed: str
    solved: bool | None = None
    _says: Says = field(init=False)
    _chance: random.Random = field(init=False)
    _state: State = State.OPENING
    _back: State = State.NEXT
    _want: int = 0
    _wording: int = 0
    _missed: int = 0
    _asked: bool = False
    _told: bool = False
    _gave_up: bool = False
    _turns: int = 0

    def __post_init__(self) -> None:
        if not self.case.wants:
            raise PersonaError(f"{self.case.id} has no `wants`: only a model can play its customer")
        self._says = self.persona.in_language(self.case.language)
        self._chance = random.Random(self.seed)  # noqa: S311 - a play, not a secret

    async def speak(self) -> ScriptedTurn | None:
        """The next turn, in the persona's words; None where the conversation is over."""
        if self._state is State.OVER or self._turns == MOST_TURNS:
            return None
        self._turns += 1
        self._asked = self._state in (State.OPENING, State.NEXT, State.AGAIN, State.IMPATIENT)
        text = self._draw(self._wordings()).format(question=self._question(), details=self._details())
        return ScriptedTurn(says=self._typed(text))

    def hear(self, outcome: Outcome) -> Expectation:
        """Judge the reply and decide what to do; gives the expectation of a want that is settled, either way."""
        spoken = self._state
        settled = self._settle(outcome) if self._asked else _NOTHING
        if spoken in (State.THANKS, State.LEAVES):
            self._state = State.OVER
        elif outcome.asks and not self._told:
            self._back, self._state = self._after(spoken, outcome), State.DETAILS
        else:
            self._state = self._back if spoken is State.DETAILS else self._after(spoken, outcome)
        return settled

    def close(self, outcomes: Sequence[Outcome]) -> tuple[Check, ...]:
        """The case's success, over the whole; and what was wanted and not settled, where it was cut off."""
        cut_off = self._turns == MOST_TURNS and self._state is not State.OVER and not self._gave_up
        left = self.case.wants[self._want :] if cut_off else ()
        unmet = tuple(Check("want", want.asks[0], f"not settled in {MOST_TURNS} turns", passed=False) for want in left)
        return (*unmet, *close_of(self.case, outcomes, self.solved))

    def _settle(self, outcome: Outcome) -> Expectation:
        """Count the reply; a want is settled when it is answered, and when the customer gives it up."""
        want = self._current
        looked_at = check(want.expect, outcome)
        if all(one.passed for one in looked_at) and (looked_at or outcome.answered):
            self._want, self._wording, self._missed = self._want + 1, 0, 0
            if self._want == len(self.case.wants):
                self.solved = not self._gave_up
            return want.expect
        if not outcome.asked_back:
            self._missed += 1
        self._wording = min(self._wording + 1, len(want.asks) - 1)
        if self._missed > self._patience or outcome.handoff:
            self._gave_up, self.solved = True, None if outcome.handoff else False
            return want.expect
        return _NOTHING

    def _after(self, spoken: State, outcome: Outcome) -> State:
        if outcome.handoff or spoken is State.PERSON:
            return State.OVER
        if spoken is State.ANGRY:
            return State.PERSON if self.persona.at_the_end == "person" else State.LEAVES
        if self._want == len(self.case.wants):
            return State.THANKS
        if self._gave_up:
            return State.ANGRY
        if not self._missed and not self._wording:
            return State.NEXT
        return State.IMPATIENT if self._missed >= max(1, self._patience) else State.AGAIN

    def _wordings(self) -> Sequence[str]:
        match self._state:
            case State.DETAILS:
                self._told = True
                return self._says.gives if self._details() else self._says.declines
            case State.OPENING:
                return self._says.opening
            case State.NEXT:
                return self._says.next
            case State.AGAIN:
                return self._says.again
            case State.IMPATIENT:
                return self._says.impatient
            case State.ANGRY:
                return self._says.angry
            case State.PERSON:
                return self._says.person
            case State.THANKS:
                return self._says.thanks
            case State.LEAVES | State.OVER:
                return self._says.leaves

    @property
    def _current(self) -> Want:
        return self.case.wants[min(self._want, len(self.case.wants) - 1)]

    @property
    def _patience(self) -> int:
        return self.persona.patience if self.case.patience is None else self.case.patience

    def _question(self) -> str:
        return self._current.asks[self._wording]

    def _details(self) -> str:
        """The contact details that the customer is ready to tell."""
        if not self.persona.gives_contact:
            return ""
        joiner = "，" if self.case.language.startswith("zh") else ", "
        told = [self.case.facts[kind] for kind in _DETAILS if kind in self.case.facts]
        return joiner.join(told)

    def _draw(self, wordings: Sequence[str]) -> str:
        return wordings[self._chance.randrange(len(wordings))]

    def _typed(self, text: str) -> list[str]:
        """With slips, and in two messages where the customer hits return in between."""
        typed = with_slips(text, self.persona.slips, self._chance)
        if self._chance.random() >= self.persona.bursts:
            return [typed]
        for mark in ("! ", ". ", "！", "。", ", ", "，"):
            first, found, rest = typed.partition(mark)
            if found and rest.strip():
                return [f"{first}{found}".strip(), rest.strip()]
        return [typed]
