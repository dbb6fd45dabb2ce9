"""Keeping facts and cells as what is stored would have them: changes are worked out anew, a batch at a time.

Several processes may do so: whatever was worked out from a fact that another has replaced meanwhile is thrown away.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.conversation import ConversationRecord
from evals.rates.behind import listable
from evals.rates.contribution import FIELDS, FINEST, GRAINS, NUMBERS, Sums
from evals.rates.cuts import key_of
from evals.rates.histogram import BINS
from evals.rates.observed import Observed, find_returns, observe
from service.storage.database import Database
from service.storage.kpi_changes import changes, drop_changes, mark_all
from service.storage.rates.cells import add_to_cells, dims_ids
from service.storage.rates.facts import Fact, due_ids, facts_of, facts_of_customers, revisions_of_customers, write_facts
from service.storage.rates.records import Known, kpi_record
from service.storage.rates.rows import read_rows
from service.storage.tables import document_uses, kpi_cells, kpi_changes, kpi_dims, kpi_facts, kpi_loads, kpi_state

FORMAT = crc32(repr((listable(), NUMBERS, BINS, dict(FIELDS), tuple(ConversationRecord.__dataclass_fields__))).encode())
FORMAT &= 0x7FFFFFFF
"""Of what facts and cells are made: what was written by a version that made them otherwise cannot be read."""
_LOOKED_AT = 2_000
"""So many changes are looked at at a time: each conversation in them is worked out once."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """A conversation worked out anew: what the cells hold of it, None where nothing yet, and what is right now."""

    before: Fact | None
    now: Observed


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What was worked out, and from which facts: by conversation the `revisions` of all that their customers have."""

    renewed: Sequence[Renewed]
    revisions: Mapping[str, int]


async def work_out(connection: AsyncConnection, ids: Sequence[str], known: Known, at: datetime) -> WorkedOut:
    """These conversations, with those of the same customers about which they say something else than before."""
    stored = await facts_of(connection, ids)  # before the rest: what changes from now on is noticed by its revision
    records = {rows.conversation.id: kpi_record(rows, known) for rows in await read_rows(connection, ids)}
    of_customers = await facts_of_customers(connection, {record.customer_id for record in records.values()})
    others = {id: fact for id, fact in of_customers.items() if id not in records}  # noqa: A001
    returns = find_returns([*records.values(), *(fact.one.record for fact in others.values())])
    renewed = [Renewed(stored.get(id), observe(record, returns, at)) for id, record in records.items()]  # noqa: A001
    for fact in others.values():
        again = observe(fact.one.record, returns, at)
        if again != fact.one:
            renewed.append(Renewed(fact, again))
    seen = others | {id: fact for id, fact in stored.items() if id in records}  # noqa: A001
    return WorkedOut(renewed, {id: fact.revision for id, fact in seen.items()})  # noqa: A001


async def next_changes(
    connection: AsyncConnection, at: datetime, limit: int, settled: int | None = None
) -> tuple[list[int], list[str]]:
    """Numbers of changes, and the conversations to work out: those changed, and those that time alone has changed.

    Where few wait, those are left for later that have changed again after the change number `settled`: more is to come.
    """
    found = await changes(connection, _LOOKED_AT)
    if settled is not None and sum(len(one.numbers) for one in found) < _LOOKED_AT:
        found = [one for one in found if one.last <= settled]
    chosen = found[:limit]
    ids = dict.fromkeys(one.conversation_id for one in chosen)
    ids |= dict.fromkeys(await due_ids(connection, at, max(0, limit - len(ids))))
    return [number for one in chosen for number in one.numbers], list(ids)


async def keep(connection: AsyncConnection, worked: WorkedOut, sums: Sums, numbers: Sequence[int]) -> bool:
    """Write facts and cells down, and that the changes are in them; False where another process was faster.

    That may be with another conversation of the same customer: each says of the other whether the customer came back.
    """
    await lock_state(connection)
    customers = {one.now.record.customer_id for one in worked.renewed}
    if await revisions_of_customers(connection, customers) != worked.revisions:
        return False
    changed = [one for one in worked.renewed if one.before is None or one.before.one != one.now]
    finest = [(FINEST, key_of(one.now.record, GRAINS[FINEST])) for one in changed]
    cells = set(finest)
    cells |= {(grain, fields) for grain, _, fields in sums.numbers}
    cells |= {(grain, fields) for grain, _, fields, _ in sums.loads}
    dims = await dims_ids(connection, cells)
    facts = [Fact(one.now, one.before.revision + 1 if one.before else 1) for one in changed]
    await write_facts(connection, facts, [dims[place] for place in finest])
    await add_to_cells(connection, sums, dims)
    await drop_changes(connection, numbers)
    return True


def added(renewed: Collection[Renewed]) -> Sums:
    """What the cells hold too little, and too much."""
    sums = Sums()
    for one in renewed:
        if one.before is not None and one.before.one != one.now:
            sums.add(one.before.one, -1)
        if one.before is None or one.before.one != one.now:
            sums.add(one.now)
    return sums.in_every_grain()


async def lock_state(connection: AsyncConnection) -> None:
    """One at a time changes cells."""
    await connection.execute(select(kpi_state.c.id).with_for_update())


async def forget_all(database: Database) -> None:
    """Throw away all that was worked out: it is to be worked out anew, from what is stored."""
    async with database.write() as connection:
        await lock_state(connection)
        for table in (kpi_facts, kpi_cells, kpi_loads, kpi_dims, kpi_changes, document_uses):
            await connection.execute(delete(table))
        await mark_all(connection)
        await connection.execute(update(kpi_state).values(format=FORMAT))


async def ensure_format(database: Database) -> None:
    """Throw away what another version worked out in another form."""
    async with database.read() as connection:
        if await connection.scalar(select(kpi_state.c.format)) == FORMAT:
            return
    await forget_all(database)
