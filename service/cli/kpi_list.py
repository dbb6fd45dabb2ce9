"""`turnwise kpi --list`: the conversations behind a number."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evals.rates.behind import Part
    from service.cli.kpi import FileFormat
    from service.storage.rates.lists import Behind
    from service.storage.rates.measuring import Wanted


async def show_behind(
    number: str,
    asked: "Wanted",
    part: "Part",
    over: float | None,
    cursor: str | None,
    limit: int,
    as_format: "FileFormat | None",
    output: Path | None,
    *,
    as_json: bool,
) -> None:
    """The latest first; where there are more, how to go on is told on stderr."""
    from service.cli.kpi_file import rates_of, save
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen, tell
    from service.rates.tables import behind_table

    async with opened_database() as database:
        rates = await rates_of(database)
        page = await rates.behind(number, asked, part, over=over, cursor=cursor, limit=limit)
    if as_format is not None:
        save(behind_table(page.rows), as_format, output)
    for one in page.rows if as_format is None else ():
        if as_json:
            emit(behind_json(one))
        else:
            times = "  ".join(f"{amount:.6g}" for amount in one.amounts)
            counted = f"{one.share.successes} of {one.share.n}"
            started = f"{one.record.started_at:%Y-%m-%d %H:%M}"
            screen().print(f"{one.record.id}  {started}  {one.record.channel:<10} {counted}  {times}".rstrip())
    if page.next:
        tell(f"There are more: go on with --cursor {page.next}")


def behind_json(one: "Behind") -> dict[str, Any]:
    """A conversation as a line; times are ISO 8601."""
    from service.rates.tables import FIELDS

    fields = {name: getattr(one.record, name) for name in FIELDS}
    return {"id": one.record.id, **fields, **one.share._asdict(), "amounts": list(one.amounts)}
