"""The database as the benchmark of rates gets it: facts and cells by the product's own write path."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select, text

from evals.benchmarks.rate_store import Question, RateStore, Size
from evals.rates.observed import Observed
from service.cli.benchmark_store import scratch_url
from service.cli.collecting import collect_less
from service.rates.rates import Period, Rates
from service.storage.database import Database
from service.storage.rates.keeping import Renewed, WorkedOut, added, keep
from service.storage.rates.measuring import Wanted
from service.storage.tables import kpi_cells, kpi_facts, kpi_loads
from service.storage.types import now

_BYTES_IN_A_MEGABYTE = 1_000_000


@asynccontextmanager
async def open_rates(postgres: str, folder: Path) -> AsyncIterator[RateStore]:
    """A scratch database: made on that PostgreSQL server and dropped afterwards, or an SQLite file in the folder."""
    async with scratch_url(postgres, folder) as url:
        database = Database(url)
        try:
            await database.migrate()
            yield SqlRates(database)
        finally:
            await database.dispose()


class SqlRates:
    """Implements `evals.benchmarks.rate_store.RateStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._now = now()
        self._rates = Rates(database, "USD", clock=lambda: self._now)

    async def add(self, batch: Sequence[Observed]) -> None:
        """Raises RuntimeError where they are there already."""
        worked = WorkedOut([Renewed(None, one) for one in batch], {})
        sums = added(worked.renewed)
        async with self._database.write() as connection:
            if not await keep(connection, worked, sums, []):
                raise RuntimeError("these conversations have been added before")

    async def finish(self) -> Size:
        """Statistics are gathered, as the database would in time; garbage is collected as in `turnwise serve`."""
        collect_less()
        async with self._database.write() as connection:
            await connection.exec_driver_sql("ANALYZE")
        async with self._database.read() as connection:
            counts = [
                int(await connection.scalar(select(func.count()).select_from(table)) or 0)
                for table in (kpi_facts, kpi_cells, kpi_loads)
            ]
            if self._database.is_sqlite:
                query = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
            else:
                query = "SELECT pg_database_size(current_database())"
            size = await connection.scalar(text(query))
        conversations, cells, loads = counts
        return Size(conversations, cells, loads, float(size or 0) / _BYTES_IN_A_MEGABYTE)

    async def ask(self, question: Question, at: datetime) -> int:
        """The same way that the API goes."""
        self._now = at
        wanted = Wanted(question.since, question.until, question.by, question.only)
        if question.number is not None:
            return len((await self._rates.behind(question.number, wanted)).rows)
        earlier = Period(*question.earlier) if question.earlier else None
        return len((await self._rates.measured(wanted, earlier)).groups)
