"""Customers, their channel identities, and what was said."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from service.storage.tables.base import id_column, metadata
from service.storage.types import Id, UtcDateTime

# One account of one channel; `key` is the unguessable part of its webhook URL, `credentials` are encrypted.
accounts = Table(
    "accounts",
    metadata,
    id_column(),
    Column("channel", String(40), nullable=False),
    Column("name", String(200), nullable=False),
    Column("key", String(64), nullable=False, unique=True),
    Column("credentials", Text, nullable=False),
    Column("state", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

# When they were last asked for contact details, and when they would not leave any.
customers = Table(
    "customers",
    metadata,
    id_column(),
    Column("name", String(200)),
    Column("created_at", UtcDateTime, nullable=False),
    Column("lead_asked_at", UtcDateTime),
    Column("lead_declined_at", UtcDateTime),
)

# `person` is the platform's own, verified name of the person over several accounts, with its kind before it.
identities = Table(
    "identities",
    metadata,
    id_column(),
    Column("customer_id", Id, ForeignKey("customers.id"), nullable=False, index=True),
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("external_id", String(255), nullable=False),
    Column("person", String(255), index=True),
    UniqueConstraint("account_id", "external_id"),
)

# What operators call a customer.
customer_tags = Table(
    "customer_tags",
    metadata,
    Column("customer_id", Id, ForeignKey("customers.id"), primary_key=True),
    Column("tag", String(40), primary_key=True, index=True),
)

# That two customers (`one` has the lower id) are one person: verified by a platform, or an operator's word.
customer_links = Table(
    "customer_links",
    metadata,
    id_column(),
    Column("one", Id, ForeignKey("customers.id"), nullable=False, index=True),
    Column("other", Id, ForeignKey("customers.id"), nullable=False, index=True),
    Column("how", String(10), nullable=False),
    Column("by", String(320), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("undone_at", UtcDateTime),
    Column("undone_by", String(320)),
)

# `lease` is the process that answers this conversation at present, `open_turn_id` the turn that waits for a reply.
# `answers` counts the agent's, `lead_asks` those that asked for contact details, the last after `lead_asked_after`.
# `had_lead` says that a contact detail was left which has been deleted since, at the customer's wish.
# `rating` (1 to 5) and its comment are the customer's, once it has ended; `rating_due_at` since when they may be asked
# for one in a channel, `rating_asked_at` when they were. `warned_at`: when they heard that silence would end it.
# `group_id` is the group of operators that it was passed to, instead of its account's; `disposition` how it ended.
# `summary` of one that has ended: what it was about, by `summary_by`: the customer's own words, or a model.
# `priority` puts one that waits ahead of others, and so does `value` where its group goes by that; `returned` tells
# when it came back to the agent, and from what.
conversations = Table(
    "conversations",
    metadata,
    id_column(),
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False, index=True),
    Column("customer_id", Id, ForeignKey("customers.id"), nullable=False, index=True),
    Column("channel", String(40), nullable=False),
    Column("contact", String(255), nullable=False),
    Column("thread", String(400)),
    Column("state", String(10), nullable=False),
    Column("language", String(10)),
    Column("source", JSON, nullable=False),
    Column("started_at", UtcDateTime, nullable=False, index=True),
    Column("opened_at", UtcDateTime, index=True),
    Column("last_message_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("closed_by", String(10)),
    Column("solved", Boolean),
    Column("rating", Integer),
    Column("rating_comment", Text),
    Column("rating_due_at", UtcDateTime),
    Column("rating_asked_at", UtcDateTime),
    Column("warned_at", UtcDateTime),
    Column("operator_id", Id, ForeignKey("users.id")),
    Column("preview", String(200), nullable=False, server_default=""),
    Column("last_seq", Integer, nullable=False, server_default="0"),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("tool_calls", Integer, nullable=False, server_default="0"),
    Column("upset", Float),
    Column("urgency", String(6), nullable=False, server_default="normal"),
    Column("last_turn_id", Id),
    Column("open_turn_id", Id),
    Column("lease", Id),
    Column("priority", Integer, nullable=False, server_default="0"),
    Column("value", Integer, nullable=False, server_default="0"),
    Column("returned", JSON, nullable=False, server_default="[]"),
    Column("answers", Integer, nullable=False, server_default="0"),
    Column("lead_asks", Integer, nullable=False, server_default="0"),
    Column("lead_asked_after", Integer, nullable=False, server_default="0"),
    Column("group_id", Id),
    Column("disposition", String(40)),
    Column("summary", Text),
    Column("summary_by", String(200)),
    Column("had_lead", Boolean, nullable=False, server_default=text("false")),
    Index(
        "ix_conversations_transcript",
        "account_id",
        "thread",
        sqlite_where=text("channel = 'api'"),
        postgresql_where=text("channel = 'api'"),
    ),
    Index("ix_conversations_activity", "last_message_at", "id"),
    Index("ix_conversations_state_activity", "state", "last_message_at", "id"),
    Index(
        "ix_conversations_rating_due",
        "rating_due_at",
        sqlite_where=text("rating_due_at IS NOT NULL"),
        postgresql_where=text("rating_due_at IS NOT NULL"),
    ),
    Index("ix_conversations_contact", "account_id", "contact", "started_at"),
    Index(
        "ix_conversations_lease",
        "lease",
        sqlite_where=text("lease IS NOT NULL"),
        postgresql_where=text("lease IS NOT NULL"),
    ),
)

# `state` of a customer's message: received (to be answered), answered, or inbox (an operator's to answer).
# `asks` of an agent's: the kinds of contact details that it asks for; `choices`: the short answers that it offers.
# `thread` of a customer's: what its platform wants to see again in the answer, kept until there is one.
messages = Table(
    "messages",
    metadata,
    id_column(),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("role", String(10), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("kind", String(12), nullable=False, server_default="text"),
    Column("external_key", String(400), unique=True),
    Column("client_id", String(100)),
    Column("state", String(10), nullable=False),
    Column("turn_id", Id, index=True),
    Column("citations", JSON, nullable=False),
    Column("operator_id", Id, ForeignKey("users.id")),
    Column("asks", JSON(none_as_null=True)),
    Column("choices", JSON(none_as_null=True)),
    Column("thread", String(400)),
    UniqueConstraint("conversation_id", "seq"),
    Index(
        "ix_messages_received",
        "conversation_id",
        sqlite_where=text("state = 'received'"),
        postgresql_where=text("state = 'received'"),
    ),
)
