"""What `turnwise kpi` reads from and writes to: rates that are up to date; tables in a file or on stdout."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.cli.kpi import FileFormat
    from service.rates.rates import Rates
    from service.rates.tables import Table
    from service.storage.database import Database


async def rates_of(database: "Database", *, anew: bool = False) -> "Rates":
    """The rates, once all that has changed is worked out; with `anew`, all that there is. No server has to run."""
    from service.cli.options import currency
    from service.cli.progress import measuring
    from service.rates.keeping import RateKeeping
    from service.rates.rates import Rates
    from service.storage.rates.keeping import forget_all

    prices = currency(None)
    if anew:
        await forget_all(database)
    with measuring("conversations") as told:
        await RateKeeping(database, prices).catch_up(told)
    return Rates(database, prices)


def save(table: "Table", as_format: "FileFormat", output: Path | None) -> None:
    """Write the table as CSV or Parquet."""
    from service.cli.output import tell
    from service.rates.tables import Format, written

    file = written(table, Format(as_format.value))
    if output is None:
        sys.stdout.buffer.write(file)
        sys.stdout.buffer.flush()
        return
    output.write_bytes(file)
    tell(f"{len(table.rows)} rows in {output}")
