"""What `turnwise report list` and `run` do."""

from pathlib import Path


async def print_reports(*, as_json: bool) -> None:
    """Everybody's."""
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen
    from service.storage.integrations.reports import all_reports

    async with opened_database() as database, database.read() as connection:
        found = await all_reports(connection)
    for one in found:
        every = one.schedule.every if one.schedule else None
        if as_json:
            times = {
                name: at.isoformat() if at else None
                for name, at in (("next_at", one.next_at), ("sent_at", one.sent_at))
            }
            named = {"id": one.id, "name": one.name, "owner": one.owner, "shared": one.shared, "every": every}
            emit(named | {"rates": list(one.content.rates), "by": list(one.content.by)} | times)
        else:
            due = f"  every {every}, next {one.next_at:%Y-%m-%d %H:%M}" if one.next_at else ""
            screen().print(f"{one.id}  {one.name} ({one.owner}{', shared' if one.shared else ''}){due}")
    if not found and not as_json:
        screen().print("There are no reports: make one in the console.")


async def run_report(given: str, output: Path | None, *, send: bool, as_json: bool) -> None:
    """Measure, write, and send where that is wanted."""
    from service.cli.kpi import FileFormat
    from service.cli.kpi_file import rates_of, save
    from service.cli.opening import opened_database
    from service.cli.output import emit, tell
    from service.cli.report_sending import sent_now
    from service.rates.reporting import measure, sent_of, table_of
    from service.storage.integrations.reports import find_report
    from service.storage.types import now

    async with opened_database() as database:
        async with database.read() as connection:
            report = await find_report(connection, given)
        rates = await rates_of(database)
        to = await sent_now(database, rates, report) if send else 0
        result = await measure(rates, report.content, now())
    if as_json:
        for row in sent_of(report, result)["rows"]:
            emit(row)
    if not as_json or output is not None:
        save(table_of(report.content, result), FileFormat.CSV, output)
    if send:
        tell(f"It goes to {to}.")
