"""Who plays the customer of a case: its script, the machine, or a chat model where one is given."""

from dataclasses import dataclass

from evals.offline.case import AnyCase, Case
from evals.offline.customer import Customer, ScriptedCustomer
from evals.offline.simulation.by_model import ModelledCustomer
from evals.offline.simulation.machine import SimulatedCustomer
from evals.offline.simulation.persona import find_persona
from graphs.named_model import NamedModel
from prompts import Prompt


@dataclass(frozen=True, slots=True)
class Customers:
    """`seed` draws the machine's words; with `model` and `prompt` the model plays simulated customers."""

    seed: int = 0
    model: NamedModel | None = None
    prompt: Prompt | None = None

    def of(self, case: AnyCase, repetition: int = 1) -> Customer:
        """The customer of this playing of the case. Raises PersonaError where nobody can play them."""
        if isinstance(case, Case):
            return ScriptedCustomer(case)
        persona = find_persona(case.persona)
        if self.model is not None and self.prompt is not None:
            return ModelledCustomer(case, persona, self.model, self.prompt)
        return SimulatedCustomer(case, persona, f"{self.seed}:{case.id}:{repetition}")

    @property
    def fingerprint(self) -> str:
        """What their words depend on, besides code and case."""
        return f"{self.model.name}:{self.prompt.digest}" if self.model and self.prompt else f"seed {self.seed}"
