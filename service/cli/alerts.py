"""`turnwise alerts`: what went wrong with the rates and in single turns, and who has seen to it."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from service.cli import options

app = typer.Typer(
    name="alerts",
    help="Alerts on rates and single turns (docs/alerts.md): listed, looked for, acknowledged, sent.",
    no_args_is_help=True,
)


@app.command("list")
def list_all(
    state: Annotated[Literal["firing", "acknowledged", "cleared"] | None, typer.Option(help="Of this state.")] = None,
    rule: Annotated[str | None, typer.Option(help="Of this rule.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many, the latest.")] = 100,
    json: options.Json = False,
) -> None:
    """List alerts, the latest first.

    Output lines: {"id", "rule", "kind", "title", "severity", "state", "reason", "conversation_id", "turn_id", "value",
    "limit", "clear", "n", "e_value", "fired_at", "cleared_at", "acknowledged_at", "acknowledged_by", "note",
    "escalated_at", "sent_at", "failed"}; `failed` says which address did not take it, and why.
    """
    from service.cli.alerting import print_alerts
    from service.cli.loop import run

    run(print_alerts(state, rule, limit, as_json=json))


@app.command("check")
def check(
    dry: Annotated[bool, typer.Option("--dry", help="Only say what is found: raise, clear and send nothing.")] = False,
    json: options.Json = False,
) -> None:
    """Look at all rates and the latest turns now, as the worker does every minute.

    Exit code 1 where a rate's rule fires. Output lines, one a rule on a rate: {"rule", "rate", "found", "n", "value",
    "limit", "clear", "e_value"}; `found` is no_data, too_few, fine, firing or cleared.
    """
    from service.cli.alerting import look_now
    from service.cli.loop import run

    run(look_now(dry=dry, as_json=json))


@app.command("ack")
def ack(
    alert: Annotated[str, typer.Argument(metavar="ALERT", help="The alert's id.")],
    note: Annotated[str, typer.Option("--note", "-n", help="What is done about it.")] = "",
    by: Annotated[str | None, typer.Option(help="Who; by default the user of this computer.")] = None,
    json: options.Json = False,
) -> None:
    """Say that you have seen to an alert. Output line: as of `list`."""
    from getpass import getuser

    from service.cli.alerting import acknowledge_one
    from service.cli.loop import run

    run(acknowledge_one(alert, by or getuser(), note, as_json=json))


@app.command("rules")
def rules(
    put: Annotated[
        Path | None,
        typer.Option(metavar="FILE.yaml", help="Put these in force instead.", exists=True, dir_okay=False),
    ] = None,
    json: options.Json = False,
) -> None:
    """Print the rules in force as YAML, a start for your own; or put others in force.

    Output lines: {"id", "kind", "title", "severity", "active", "rate"}; with --put one line, {"number"}.
    """
    from service.cli.alerting import print_rules, put_rules
    from service.cli.failing import misused
    from service.cli.loop import run

    if put is None:
        run(print_rules(as_json=json))
        return
    try:
        text = put.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        misused(f"{put} is not text in UTF-8")
    run(put_rules(text, put.name, as_json=json))


@app.command("failing")
def failing(
    again: Annotated[bool, typer.Option("--again", help="Send it again, what was given up, too.")] = False,
    json: options.Json = False,
) -> None:
    """List what an address did not take: it is tried again after 1, 2, 4, ... minutes, twelve times within a day.

    Output lines: {"alert", "event", "target", "state", "attempts", "next_at", "error"}; `state` is pending or failed.
    """
    from service.cli.alerting import print_failing
    from service.cli.loop import run

    run(print_failing(again=again, as_json=json))


@app.command("test")
def send_test(json: options.Json = False) -> None:
    """Send a message to every address of TURNWISE_ALERTS_TO and TURNWISE_ALERTS_ESCALATE_TO.

    Output line: {"sent", "failed"}; exit code 1 where one failed, by address and reason.
    """
    from service.cli.alerting import try_addresses
    from service.cli.loop import run

    run(try_addresses(as_json=json))
