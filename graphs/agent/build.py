"""The agent's resources, from settings: built once by whoever runs it, handed to each call."""

from collections.abc import Collection, Mapping

from graphs.agent.context import AgentPrompts, Context, Searches
from graphs.agent.declared.opening import open_toolbox
from graphs.agent.declared.running import as_tool
from graphs.agent.declared.toolbox import Toolbox
from graphs.agent.handoff.file import load_policy
from graphs.agent.leads.file import load_lead_policy
from graphs.agent.policy import Policy
from graphs.agent.style.file import load_style
from graphs.agent.tool import load_tools
from graphs.extractive import ExtractiveChatModel
from graphs.intents import load_intents
from graphs.models import build_models
from graphs.recogniser import recogniser_of
from graphs.remembered_meanings import RememberedMeanings
from graphs.settings import GraphSettings
from prompts import load_prompt
from prompts.replies import load_replies
from prompts.tones import toned


def build_policy(settings: GraphSettings) -> Policy:
    """The thresholds and limits of this installation."""
    return Policy(
        answer_threshold=settings.answer_threshold,
        offer_threshold=settings.offer_threshold,
        support_threshold=settings.support_threshold,
        clarify_margin=settings.clarify_margin,
        signs_before_handoff=settings.signs_before_handoff,
        max_tool_rounds=settings.max_tool_rounds,
        passages_per_question=settings.passages_per_question,
        phone_regions=settings.phone_regions,
        memory_days=settings.memory_days,
    )


def build_context(
    settings: GraphSettings,
    retriever: Searches,
    toolbox: Toolbox | None = None,
    forbidden_contacts: Mapping[str, Collection[str]] | None = None,
    card_contacts: Mapping[str, Collection[str]] | None = None,
) -> Context:
    """Everything that `respond` needs; reads files, and imports a provider's client where a model is configured.

    `toolbox` takes the place of the tools that the settings name; `forbidden_contacts` and `card_contacts` are
    kinds by channel.
    """
    replies, prompt = load_replies(settings.prompts), load_prompt("answer", settings.prompts)
    declared = open_toolbox(settings.tools) if toolbox is None else toolbox
    tools = {**load_tools(), **{name: as_tool(tool) for name, tool in declared.tools.items()}}
    rewrite, repair = load_prompt("rewrite", settings.prompts), load_prompt("repair", settings.prompts)
    triage = load_prompt("triage", settings.prompts)
    extractive = ExtractiveChatModel(replies=replies, answer_threshold=settings.answer_threshold)
    sense = RememberedMeanings(retriever.meaning)
    recogniser = recogniser_of(load_intents(settings.intents), sense, settings.data / "intents")
    style = load_style(settings, replies)
    models = build_models(settings, extractive, [tool.schema() for tool in tools.values()])
    fixed = toned(replies, style.tone)
    return Context(
        retriever=retriever,
        models=models.quoting(fixed, style.length.max_sentences),
        policy=build_policy(settings),
        handoff_policy=load_policy(settings),
        lead_policy=load_lead_policy(settings),
        prompts=AgentPrompts(
            prompt,
            settings.business,
            replies,
            rewrite,
            repair,
            load_prompt("summary", settings.prompts),
            triage,
            load_prompt("memory", settings.prompts),
            replies,
        ).styled(style),
        style=style,
        recogniser=recogniser,
        tools=tools,
        declared=declared,
        forbidden_contacts=forbidden_contacts or {},
        card_contacts=card_contacts or {},
        reads_by_model=settings.model_triage is not None,
    )
