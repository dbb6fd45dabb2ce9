"""All endpoints of the API, noun by noun, in the order in which an address is looked for among them."""

from functools import cache

from fastapi import APIRouter, Depends
from starlette.routing import BaseRoute

from service.api import events, health, models
from service.api.accounts import accounts, hooks
from service.api.alerts import alerts
from service.api.alerts import rules as alert_rules
from service.api.conversations import attachments, conversations, inbox
from service.api.conversations import rating as widget_rating
from service.api.customers import customers, people
from service.api.customers import tags as customer_tags
from service.api.desk import assist, canned, desk, sent_files, typing
from service.api.grading import diagnosis, evaluations, grades, judges, reviews, rule_drafts, rule_hits, rules
from service.api.integrations import completions, integrations, systems
from service.api.knowledge import answers as knowledge_answers
from service.api.knowledge import document_usage, documents, versions, web_pages
from service.api.knowledge import health as knowledge_health
from service.api.knowledge import search as knowledge_search
from service.api.knowledge import words as knowledge_words
from service.api.leads import funnel as lead_funnel
from service.api.leads import leads
from service.api.leads import policy as lead_policy
from service.api.leads import work as lead_work
from service.api.policies import closing, intents, policy, retention, style
from service.api.rates import ads, kpis, reports, spends
from service.api.rates import series as kpi_series
from service.api.users import colleagues, groups, keys, logins, password_links, pictures, presence, profile, users
from service.api.widget import chat_page, widgets
from service.api.widget import config as widget_config
from service.api.widget import contact as widget_contact
from service.api.widget import files as widget_files
from service.api.widget import messages as widget_messages
from service.api.widget import session as widget_session
from service.api.widget import stream as widget_stream
from service.deps import refuse_nul
from service.rest.shown import problems

NOUNS = (
    chat_page,
    widget_config,
    widget_contact,
    systems,  # its address is one that those of hooks would take
    hooks,  # the first that are looked through: deliveries have a deadline
    widget_rating,
    widget_session,
    widget_messages,
    widget_files,
    widget_stream,
    widgets,
    logins,
    models,
    password_links,
    profile,
    pictures,
    retention,
    users,
    document_usage,
    documents,
    web_pages,
    versions,
    knowledge_answers,
    knowledge_health,
    knowledge_search,
    knowledge_words,
    inbox,
    desk,
    canned,
    assist,
    conversations,
    attachments,
    customer_tags,
    customers,
    people,
    policy,
    closing,
    grades,
    reviews,
    lead_policy,
    intents,
    judges,
    style,
    rules,
    sent_files,
    rule_drafts,
    rule_hits,
    alert_rules,
    alerts,
    lead_work,
    lead_funnel,
    leads,
    kpi_series,
    spends,
    colleagues,
    groups,
    presence,
    kpis,
    reports,
    diagnosis,
    evaluations,
    keys,
    integrations,
    completions,
    events,
    typing,
    accounts,
    ads,
    health,
)


@cache
def endpoints() -> list[BaseRoute]:
    """The endpoints of all nouns. They hold nothing of an application, and to lay them out takes a second."""
    router = APIRouter(responses=problems(422), dependencies=[Depends(refuse_nul)])
    for noun in NOUNS:
        router.include_router(noun.router)
    return router.routes
