"""What rates are added up from: conversations worked out one by one, cells of many, and what has changed since."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, LargeBinary, String, Table, Text

from service.storage.tables.base import metadata
from service.storage.types import Id, UtcDateTime

_Serial = BigInteger().with_variant(Integer, "sqlite")

# Something of the conversation has changed that rates may rest on. Rows are only added, by whoever makes the change and
# in the same transaction, and deleted once it is worked out anew: nobody waits for anybody, and nothing is forgotten.
kpi_changes = Table(
    "kpi_changes",
    metadata,
    Column("id", _Serial, primary_key=True, autoincrement=True),
    Column("conversation_id", Id, nullable=False),
    sqlite_autoincrement=True,  # a number that was deleted must not come again: it may be worked out under its first
)

# A conversation as the rates saw it last, and as the cells hold it: `record` is all of it (storage/rates/facts.py), the
# flags are what other conversations and time say of it. `revision` grows with each change, `due_at` is when time alone
# brings the next one. A bit of `hits` or `misses` stands for a number of `evals.rates.behind.listable`. It refers to no
# other table, so that no lock of a conversation under way is waited for.
kpi_facts = Table(
    "kpi_facts",
    metadata,
    Column("conversation_id", Id, primary_key=True),
    Column("customer_id", Id, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime),
    Column("dims_id", Integer, nullable=False),
    Column("returned", Boolean, nullable=False),
    Column("follow_up", Boolean, nullable=False),
    Column("ripe", Boolean, nullable=False),
    Column("hits", BigInteger, nullable=False),
    Column("misses", BigInteger, nullable=False),
    Column("record", Text, nullable=False),
    Index("ix_kpi_facts_newest", "started_at", "conversation_id", "hits", "misses", "dims_id"),
    Index("ix_kpi_facts_due_at", "due_at"),
)

# Values of the fields of a grain (evals/rates/contribution.py): `fields` as a list in JSON.
kpi_dims = Table(
    "kpi_dims",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("grain", String(10), nullable=False),
    Column("fields", Text, nullable=False),
    Index("ix_kpi_dims_fields", "grain", "fields", unique=True),
)

# The conversations that started on a day, added up: numbers, and how often each bin of an amount has one.
kpi_cells = Table(
    "kpi_cells",
    metadata,
    Column("grain", String(10), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("dims_id", Integer, primary_key=True),
    Column("numbers", LargeBinary, nullable=False),
    Column("codes", LargeBinary, nullable=False),
)

# By how much the number of open conversations changes in each minute of a day, and over all of it (`net`); or, with an
# operator, the number of those that they have.
kpi_loads = Table(
    "kpi_loads",
    metadata,
    Column("grain", String(10), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("dims_id", Integer, primary_key=True),
    Column("operator_id", String(36), primary_key=True),
    Column("net", Integer, nullable=False),
    Column("changes", LargeBinary, nullable=False),
    sqlite_with_rowid=False,  # a year is read in the order of the key
)

# One row, locked by whoever changes cells: in which format they are.
kpi_state = Table(
    "kpi_state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("format", Integer, nullable=False),
)
