"""The customer as a chat model plays it, where `TURNWISE_MODEL_SIMULATE` names one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from langchain_core.messages import HumanMessage, SystemMessage
from pydantic import BaseModel, ConfigDict, ValidationError

from evals.offline.case import Expectation, ScriptedTurn, SimulatedCase
from evals.offline.expectations import Check
from evals.offline.simulation.closing import close_of, wants_met
from evals.offline.simulation.persona import Persona
from graphs.agent.state import Outcome
from graphs.agent.thinking import without_thinking
from graphs.named_model import NamedModel
from prompts import Prompt

MOST_TURNS = 14
_TRIES = 2


class SimulationError(Exception):
    """The model gave nothing that a customer could have said."""


class _Said(BaseModel):
    """The model's JSON object; other keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    says: str
    over: bool
    solved: bool | None = None


@dataclass(slots=True)
class ModelledCustomer:
    """One conversation's worth. What is no JSON object is asked for once more, then the case ends in an error."""

    case: SimulatedCase
    persona: Persona
    model: NamedModel
    prompt: Prompt
    solved: bool | None = None
    _lines: list[str] = field(default_factory=list)
    _turns: int = 0
    _over: bool = False

    async def speak(self) -> ScriptedTurn | None:
        """What the model says next; None at the end. Raises ModelFailedError and SimulationError."""
        if self._over or self._turns == MOST_TURNS:
            return None
        said = await self._ask()
        self._over = said.over
        if said.over:
            self.solved = said.solved
        if not said.says.strip():
            return None
        self._turns += 1
        self._lines.append(f"You: {said.says}")
        return ScriptedTurn(says=[said.says])

    def hear(self, outcome: Outcome) -> Expectation:
        """Nothing is checked of a single reply: which want it is about, only the model knows."""
        self._lines.append(f"Service: {outcome.reply or '(no reply: a colleague will answer)'}")
        return Expectation()

    def close(self, outcomes: Sequence[Outcome]) -> tuple[Check, ...]:
        """Each want, met by any of the replies, and the case's success."""
        return (*wants_met(self.case, outcomes), *close_of(self.case, outcomes, self.solved))

    async def _ask(self) -> _Said:
        facts = "; ".join(f"{kind}: {value}" for kind, value in self.case.facts.items()) or "nothing in particular"
        system = self.prompt.render(
            persona=self.persona.described(self.case.language),
            goal=self.case.goal,
            facts=facts,
            language=self.case.language,
        )
        shown = "\n".join(self._lines) or "(The chat has just been opened. You write first.)"
        problem = ""
        for _ in range(_TRIES):
            message = await self.model.ask([SystemMessage(system), HumanMessage(shown)])
            text = without_thinking(message.text)
            start, end = text.find("{"), text.rfind("}")
            try:
                return _Said.model_validate_json(text[start : end + 1] if 0 <= start < end else text)
            except ValidationError as error:
                problem = "; ".join(sorted({str(one["type"]) for one in error.errors()}))
        raise SimulationError(f"{self.model.name} gave no usable object: {problem}")
