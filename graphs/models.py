"""Chat models by role, from settings, and what answers when a model does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.base import LanguageModelInput
from langchain_core.messages import AIMessage
from langchain_core.runnables import Runnable

from graphs.breaker import Breaker
from graphs.connecting import ModelSetupError, connect
from graphs.endpoint import Endpoint, endpoint_of, fallback_endpoint
from graphs.extractive import ExtractiveChatModel
from graphs.model_settings import ModelSettings
from graphs.named_model import NamedModel
from graphs.prices import FREE, load_prices
from prompts.replies import Replies

ModelRole = Literal["answer", "triage", "rewrite", "judge", "simulate"]
ROLES: tuple[ModelRole, ...] = get_args(ModelRole)


@dataclass(frozen=True, slots=True)
class Models:
    """For each role the models to try, in order; an empty chain where none is configured.

    `extractive` answers for nothing, whether or not it is in a chain.
    """

    chains: Mapping[ModelRole, tuple[NamedModel, ...]]
    extractive: NamedModel

    def chain(self, role: ModelRole) -> tuple[NamedModel, ...]:
        """The models of this role, the preferred one first."""
        return self.chains.get(role, ())

    def without_cost(self) -> "Models":
        """Quotes and rules alone."""
        return Models({"answer": (self.extractive,)}, self.extractive)

    def quoting(self, replies: Replies, most: int | None) -> "Models":
        """The same where quotes are introduced by these fixed replies, and there are at most so many."""
        chat = self.extractive.chat
        if not isinstance(chat, ExtractiveChatModel):
            return self
        styled = replace(self.extractive, chat=chat.styled(replies, most))
        chains = {
            role: tuple(styled if one is self.extractive else one for one in chain)
            for role, chain in self.chains.items()
        }
        return Models(chains, styled)

    @property
    def streams(self) -> bool:
        """Whether listening to the answer is worth while."""
        return any(model.streams for model in self.chain("answer"))


def build_models(settings: ModelSettings, extractive: BaseChatModel, tools: Sequence[dict[str, Any]] = ()) -> Models:
    """The configured models, `tools` bound to the answering ones; `extractive` answers where none is or does.

    Only answers have a chain: rules stand in for the other roles, and a grade by another judge would be another grade.
    Raises `ModelSetupError` and `PricesError`.
    """
    chains: dict[ModelRole, tuple[NamedModel, ...]] = {}
    deadlines = {"rewrite": settings.rewrite_timeout_s, "triage": settings.triage_timeout_s}
    for role in ROLES:
        endpoints = [endpoint for endpoint in (endpoint_of(role, settings),) if endpoint is not None]
        if role == "answer":
            endpoints += [fallback_endpoint(one, settings) for one in settings.model_fallbacks]
        if endpoints:
            bound = tools if role == "answer" else ()
            deadline_s = deadlines.get(role, settings.model_deadline_s)
            chains[role] = tuple(_named(endpoint, settings, bound, deadline_s) for endpoint in endpoints)
    quotes = NamedModel("extractive", extractive, price=FREE)
    _check_budgets(settings, (*chains.get("answer", ()), *chains.get("rewrite", ()), *chains.get("triage", ())))
    if "answer" not in chains or settings.model_fallback:
        chains["answer"] = (*chains.get("answer", ()), quotes)
    return Models(chains, quotes)


def _named(
    endpoint: Endpoint, settings: ModelSettings, tools: Sequence[dict[str, Any]], deadline_s: float
) -> NamedModel:
    chat = connect(endpoint, settings.model_max_retries)
    bound: Runnable[LanguageModelInput, AIMessage] = chat.bind_tools(list(tools)) if tools else chat
    breaker = Breaker(settings.model_rest_after, settings.model_rest_s)
    price = load_prices(settings.prices).models.get(endpoint.name)
    return NamedModel(endpoint.name, bound, streams=True, deadline_s=deadline_s, breaker=breaker, price=price)


def _check_budgets(settings: ModelSettings, models: Sequence[NamedModel]) -> None:
    unknown = [model.name for model in models if model.price is None]
    if unknown and (settings.budget_conversation is not None or settings.budget_day is not None):
        raise ModelSetupError(
            f"a budget needs to know what {unknown[0]} costs: add it to a table of prices of your own and name "
            "that file by TURNWISE_PRICES; a server of your own may cost 0."
        )
