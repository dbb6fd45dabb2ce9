"""Both graphs with what they need, built in one place."""

from dataclasses import dataclass, replace

from evals.judge import load_graders
from graphs.agent.build import build_context
from graphs.agent.context import Context
from graphs.agent.graph import Agent, build_agent
from graphs.evaluator.grader import Grader
from graphs.evaluator.graph import Evaluator, build_evaluator
from graphs.prices import load_prices
from graphs.settings import GraphSettings
from knowledge.retrieve import Retriever
from service.channel.facts import forbidden_contacts, own_lead_card
from service.channel.plugins import load_channels
from service.in_force import Policies, initial_policies
from service.policies.closing import ClosingPolicy
from service.quality.judging import open_judges
from service.quality.rules import CurrentRules
from service.storage.database import Database
from service.storage.grading.grading import GradingPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Brain:
    """Both graphs with what they need, and the policies that both follow; `currency` is that of the costs.

    The evaluator has the graders that compute; `judges` are those that ask a model, none where none is set for that.
    """

    agent: Agent
    context: Context
    evaluator: Evaluator
    judges: tuple[Grader, ...]
    plan: GradingPlan
    policies: Policies
    rules: CurrentRules
    currency: str


def build_brain(retriever: Retriever, database: Database, closing: ClosingPolicy | None = None) -> Brain:
    """Both graphs over what this retriever finds; what judges remember and may spend is in the database.

    `closing` is how conversations end until something else is saved.
    """
    graders, judges, settings = load_graders(), open_judges(database), GraphSettings()
    channels = load_channels()
    forbidden = {name: forbidden_contacts(channel) for name, channel in channels.items()}
    cards = {name: own_lead_card(channel) for name, channel in channels.items()}
    context = build_context(settings, retriever, forbidden_contacts=forbidden, card_contacts=cards)
    initial = initial_policies(context)
    policies = Policies(replace(initial, closing=closing) if closing else initial, context.prompts.fixed)
    rules = CurrentRules(policies)
    return Brain(
        agent=build_agent(),
        context=context,
        evaluator=build_evaluator((*graders, *rules.graders())),
        judges=judges,
        plan=GradingPlan((*graders, *judges), rules.planned),
        policies=policies,
        rules=rules,
        currency=load_prices(settings.prices).currency,
    )
