"""Every table of the service. Migrations create them; this is what they create."""

from service.storage.tables.accounts import account_hooks, account_settings
from service.storage.tables.alerts import alert_deliveries, alerts
from service.storage.tables.attachments import attachment_bytes, attachments
from service.storage.tables.base import metadata
from service.storage.tables.conversations import (
    accounts,
    conversations,
    customer_links,
    customers,
    identities,
    messages,
)
from service.storage.tables.delivery import delivery_decisions, outbox
from service.storage.tables.evaluations import evaluations
from service.storage.tables.grading import grade_pages, grades, review_showings, reviews
from service.storage.tables.integrations import event_deliveries, integrations
from service.storage.tables.judging import judge_days, judgements
from service.storage.tables.knowledge import (
    chunk_vectors,
    chunks,
    document_events,
    document_origins,
    document_versions,
    documents,
    knowledge_state,
    publications,
    version_chunks,
)
from service.storage.tables.leads import lead_exports, lead_fields, lead_people, lead_stages, leads
from service.storage.tables.memory import customer_facts, erasures, summaries
from service.storage.tables.people import api_keys, logins, processes, users
from service.storage.tables.policies import policies
from service.storage.tables.presence import presences
from service.storage.tables.rates import kpi_cells, kpi_changes, kpi_dims, kpi_facts, kpi_loads, kpi_state
from service.storage.tables.rules import rule_hits
from service.storage.tables.spend import spends
from service.storage.tables.systems import customer_orders, customer_records, system_events, systems
from service.storage.tables.team import assignments, memberships, operator_groups, wages
from service.storage.tables.turns import handoffs, turns

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
    "chunk_vectors",
    "chunks",
    "conversations",
    "customer_facts",
    "customer_links",
    "customer_orders",
    "customer_records",
    "customers",
    "delivery_decisions",
    "document_events",
    "document_origins",
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
    "leads",
    "logins",
    "memberships",
    "messages",
    "metadata",
    "operator_groups",
    "outbox",
    "policies",
    "presences",
    "processes",
    "publications",
    "review_showings",
    "reviews",
    "rule_hits",
    "spends",
    "summaries",
    "system_events",
    "systems",
    "turns",
    "users",
    "version_chunks",
    "wages",
]
