"""Every table of the service. Migrations create them; this is what they create."""

from service.storage.tables.base import metadata
from service.storage.tables.conversations import accounts, conversations, customers, identities, messages
from service.storage.tables.delivery import outbox
from service.storage.tables.grading import grades
from service.storage.tables.knowledge import chunks, document_versions, documents, knowledge_state
from service.storage.tables.leads import lead_fields, leads
from service.storage.tables.people import logins, processes, users
from service.storage.tables.turns import handoffs, turns

__all__ = [
    "accounts",
    "chunks",
    "conversations",
    "customers",
    "document_versions",
    "documents",
    "grades",
    "handoffs",
    "identities",
    "knowledge_state",
    "lead_fields",
    "leads",
    "logins",
    "messages",
    "metadata",
    "outbox",
    "processes",
    "turns",
    "users",
]
