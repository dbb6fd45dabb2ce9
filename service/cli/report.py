"""`turnwise report`: the reports that users made in the console, listed, shown, measured and sent."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli import options

app = typer.Typer(
    name="report", help="Reports of rates, as users made them in the console (docs/rates.md).", no_args_is_help=True
)

Which = Annotated[str, typer.Argument(metavar="REPORT", help="The report's id, or its whole name.")]


@app.command("list")
def list_all(json: options.Json = False) -> None:
    """List everybody's reports, by name.

    Output lines: {"id", "name", "owner", "shared", "rates", "by", "every", "next_at", "sent_at"}.
    """
    from service.cli.loop import run
    from service.cli.reports import print_reports

    run(print_reports(as_json=json))


@app.command("show")
def show(report: Which, json: options.Json = False) -> None:
    """Show a report as a mail would tell it, when it is sent, and what was sent of it.

    Output line: {"id", "name", "owner", "shared", "content", "schedule", "next_at", "sent_at", "since", "until",
    "zone", "currency", "rows", "left_out", "sent"}; of each sending {"at", "integration_id", "state", "attempts",
    "status", "error"}, the latest first.
    """
    from service.cli.loop import run
    from service.cli.report_sending import show_report

    run(show_report(report, as_json=json))


@app.command("run")
def run_one(
    report: Which,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the table into this file.", dir_okay=False)
    ] = None,
    send: Annotated[bool, typer.Option("--send", help="Send it to whom its schedule says, too.")] = False,
    json: options.Json = False,
) -> None:
    """Measure a report now and write it as CSV.

    With --json, a line for each group: {"key", "numbers"}, of each number {"value", "n", "low", "high"}.
    """
    from service.cli.loop import run
    from service.cli.reports import run_report

    run(run_report(report, output, send=send, as_json=json))


@app.command("send")
def send(
    report: Which,
    wait: Annotated[
        float, typer.Option("--wait", metavar="SECONDS", min=0, max=3_600, help="Wait for what came back so long.")
    ] = 0.0,
    json: options.Json = False,
) -> None:
    """Send a report now to whom its schedule says; a running `turnwise serve` brings it there.

    Exit code 1 where it goes to nobody, and with --wait where somebody has not taken it by then. Output line: {"id",
    "name", "to", "sent"}; `to` is to how many, `sent` as of `show`, once --wait is over.
    """
    from service.cli.loop import run
    from service.cli.report_sending import send_report

    run(send_report(report, wait, as_json=json))
