"""Tables of rates, written to a file or to stdout."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.cli.kpi import FileFormat
    from service.rate_tables import Table


def save(table: "Table", as_format: "FileFormat", output: Path | None) -> None:
    """Write the table as CSV or Parquet."""
    from service.cli.output import tell
    from service.rate_tables import Format, written

    file = written(table, Format(as_format.value))
    if output is None:
        sys.stdout.buffer.write(file)
        sys.stdout.buffer.flush()
        return
    output.write_bytes(file)
    tell(f"{len(table.rows)} rows in {output}")
