"""A suite laid out to be played inside another tool: who answers, who grades, who plays the customers.

As `turnwise eval run` does it, without an installation's database: what judges may spend and remember is the process's
own (`TURNWISE_JUDGE_BUDGET_TOKENS` tokens at most, in all).
"""

from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from evals.judge import load_graders
from evals.offline.gates import Gate
from evals.offline.play import Judges
from evals.offline.run import Plan
from evals.offline.simulation.customers import Customers
from evals.offline.suite import Suite
from evals.offline.target import ALL, Target, Told
from evals.offline.targets import read_target
from evals.offline.targets.agent import AgentTarget, open_agent
from graphs.agent.declared.load import known_environment
from graphs.evaluator.grader import Grader
from graphs.evaluator.graph import build_evaluator
from graphs.settings import GraphSettings
from knowledge.embed import Embedder
from knowledge.settings import KnowledgeSettings
from prompts import load_prompt


@dataclass(frozen=True, slots=True)
class Bench:
    """`plan` names the model that plays customers where TURNWISE_MODEL_SIMULATE does, else a machine by `seed`."""

    target: Target
    judges: Judges
    plan: Plan
    seed: int = 0

    @property
    def untold(self) -> frozenset[Told]:
        """What the target does not tell, so that expectations of it are not evaluated."""
        return ALL.difference(self.target.tells)

    @property
    def customers(self) -> Customers:
        """Who plays the customers of cases."""
        return Customers(self.seed, self.plan.simulator, self.plan.prompt)


@asynccontextmanager
async def opened(suite: Suite, target: Path | None = None) -> AsyncIterator[Bench]:
    """The agent of this code over the suite's documents, or what the file `target` describes.

    Raises what `open_agent` and `read_target` raise.
    """
    settings = GraphSettings()
    if suite.policy:
        settings = settings.model_copy(update={"policy": suite.policy})
    named = (*(suite.head.graders or ()), *(Gate.parse(gate).measure for gate in suite.head.gates))
    by_model = _judges(settings, named)
    async with AsyncExitStack() as stack:
        # The agent is opened for another target, too: graders search meanings by its model, and it may play customers.
        agent = await stack.enter_async_context(open_agent(suite.knowledge, KnowledgeSettings(), settings, suite.tools))
        asked: Target = agent
        if target is not None:
            asked = await stack.enter_async_context(read_target(target, known_environment()))
        judges = Judges(
            evaluator=build_evaluator((*load_graders(), *by_model)),
            only=suite.head.graders,
            embed=agent.embed,
            sense=agent.sense,
            fingerprint="\n".join(grader.description for grader in by_model),
        )
        yield Bench(asked, judges, _plan(settings, agent), suite.head.seed)


@asynccontextmanager
async def opened_judges(named: Collection[str] = ()) -> AsyncIterator[Judges]:
    """Those who grade, alone; judges in `named` judge every turn, the others as is set."""
    embedder = await Embedder.open(KnowledgeSettings())
    try:
        evaluator = build_evaluator((*load_graders(), *_judges(GraphSettings(), named)))
        yield Judges(evaluator=evaluator, embed=embedder.embed_questions, sense=embedder.meaning)
    finally:
        await embedder.close()


def _judges(settings: GraphSettings, named: Collection[str]) -> tuple[Grader, ...]:
    if settings.model_judge is None:
        return ()
    from evals.judging.build import judge_graders  # lazily: only who has a judge pays for the import
    from evals.judging.in_memory import MemoryLedger
    from evals.judging.settings import JudgeSettings

    own = JudgeSettings()
    return judge_graders(settings, own, MemoryLedger(own.judge_budget_tokens), named)


def _plan(settings: GraphSettings, agent: AgentTarget) -> Plan:
    if not settings.model_simulate:
        return Plan()
    model = agent.context.models.chain("simulate")[0]
    return Plan(simulator=model, prompt=load_prompt("customer", settings.prompts))
