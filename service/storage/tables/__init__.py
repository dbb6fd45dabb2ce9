"""Every table of the service. Migrations create them; this is what they create."""

from service.storage.tables.accounts import account_hooks, account_settings
from service.storage.tables.alerts import alert_deliveries, alerts
from service.storage.tables.attachments import attachment_bytes, attachments
from service.storage.tables.base import metadata
from service.storage.tables.conversations import (
    accounts,
    conversations,
    customer_links,
    customer_tags,
    customers,
    identities,
    messages,
)
from service.storage.tables.delivery import delivery_decisions, outbox
from service.storage.tables.desk import canned_replies, conversation_reads, desk_entries, mentions
from service.storage.tables.evaluations import evaluations
from service.storage.tables.grading import grade_pages, grades, review_showings, reviews
from service.storage.tables.integrations import event_deliveries, integrations
from service.storage.tables.journal import journal
from service.storage.tables.judging import judge_days, judgements
from service.storage.tables.knowledge import (
    chunk_vectors,
    chunks,
    document_events,
    document_origins,
    document_uses,
    document_versions,
    documents,
    knowledge_state,
    publications,
    version_chunks,
)
from service.storage.tables.leads import lead_exports, lead_fields, lead_people, lead_stages, lead_tags, leads
from service.storage.tables.memory import customer_facts, erasures, summaries
from service.storage.tables.people import api_keys, logins, password_links, processes, profile_pictures, users
from service.storage.tables.policies import policies
from service.storage.tables.presence import presences
from service.storage.tables.rates import kpi_cells, kpi_changes, kpi_dims, kpi_facts, kpi_loads, kpi_state
from service.storage.tables.reports import reports
from service.storage.tables.rules import rule_hits
from service.storage.tables.search import search_entries
from service.storage.tables.spend import spends
from service.storage.tables.systems import customer_orders, customer_records, system_events, systems
from service.storage.tables.team import assignments, memberships, operator_groups, routing_operators, wages
from service.storage.tables.turns import handoffs, turns
from service.storage.tables.widgets import widget_logos, widgets

__all__ = [
    "account_hooks",
    "account_settings",
    "accounts",
    "alert_deliveries",
    "alerts",
    "api_keys",
    "assignments",
    "attachment_bytes",
    "attachments",
    "canned_replies",
    "chunk_vectors",
    "chunks",
    "conversation_reads",
    "conversations",
    "customer_facts",
    "customer_links",
    "customer_orders",
    "customer_records",
    "customer_tags",
    "customers",
    "delivery_decisions",
    "desk_entries",
    "document_events",
    "document_origins",
    "document_uses",
    "document_versions",
    "documents",
    "erasures",
    "evaluations",
    "event_deliveries",
    "grade_pages",
    "grades",
    "handoffs",
    "identities",
    "integrations",
    "journal",
    "judge_days",
    "judgements",
    "knowledge_state",
    "kpi_cells",
    "kpi_changes",
    "kpi_dims",
    "kpi_facts",
    "kpi_loads",
    "kpi_state",
    "lead_exports",
    "lead_fields",
    "lead_people",
    "lead_stages",
    "lead_tags",
    "leads",
    "logins",
    "memberships",
    "mentions",
    "messages",
    "metadata",
    "operator_groups",
    "outbox",
    "password_links",
    "policies",
    "presences",
    "processes",
    "profile_pictures",
    "publications",
    "reports",
    "review_showings",
    "reviews",
    "routing_operators",
    "rule_hits",
    "search_entries",
    "spends",
    "summaries",
    "system_events",
    "systems",
    "turns",
    "users",
    "version_chunks",
    "wages",
    "widget_logos",
    "widgets",
]
