"""`turnwise webhook`: who is told of events by signed webhooks, what they were told, and telling it again."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from service.cli import options

app = typer.Typer(name="webhook", help="Tell other programs what happens, by signed webhooks.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(metavar="ID", help="As `webhook list` shows it.")]
LeadEvents = Annotated[
    list[str] | None, typer.Option("--event", "-e", help="lead.created, which is assumed, or lead.updated.")
]
MinScore = Annotated[int | None, typer.Option(min=0, max=100, help="Only leads of at least this score.")]


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is for.")],
    url: Annotated[str, typer.Argument(metavar="URL", help="https://host/path; its path may hold a password.")],
    event: Annotated[
        list[str], typer.Option("--event", "-e", help="Again for each: conversation.closed, lead.created, ...")
    ],
    json: options.Json = False,
) -> None:
    """Tell this address of these events from now on. The secret is shown this once only.

    Output: {"id", "name", "secret"}.
    """
    from service.cli.hooks_told import add_one
    from service.cli.loop import run

    run(add_one(name, url, event, as_json=json))


@app.command("add-crm")
def add_crm(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is for.")],
    url: Annotated[str, typer.Argument(metavar="URL", help="Where it is told of leads; a template, too.")],
    body: Annotated[
        Path, typer.Option("--body", metavar="FILE", help="The template of the JSON that it gets.", exists=True)
    ],
    method: Annotated[str, typer.Option(help="POST, PUT or PATCH.")] = "POST",
    header: Annotated[
        list[str] | None, typer.Option("--header", metavar="NAME=VALUE", help="Again for each; a template, too.")
    ] = None,
    secret: Annotated[
        list[str] | None,
        typer.Option("--secret", metavar="NAME=VALUE", help="For {{ secrets.NAME }}; - asks without showing."),
    ] = None,
    event: Annotated[
        list[str] | None, typer.Option("--event", "-e", help="lead.created (assumed), lead.updated.")
    ] = None,
    min_score: MinScore = None,
    json: options.Json = False,
) -> None:
    """Tell a CRM of leads by a template of JSON, which is tried with an example first.

    Output: {"id", "name"}.
    """
    from service.cli.crm_told import add_crm
    from service.cli.loop import run

    crm = {"url": url, "method": method, "body": body.read_text(encoding="utf-8")}
    given = {"headers": options.named_values(header), "secrets": options.named_values(secret, ask=True)}
    run(add_crm("crm", name, crm | given, event, min_score, as_json=json))


@app.command("add-notice")
def add_notice(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is for.")],
    address: Annotated[
        str,
        typer.Argument(metavar="ADDRESS", help="wecombot://, feishu://, dingtalk://, mailtos://, ...; - asks for it."),
    ],
    details: Annotated[bool, typer.Option("--details", help="With contact details in the message.")] = False,
    language: Annotated[str, typer.Option(metavar="LANGUAGE", help="en or zh.")] = "en",
    event: Annotated[
        list[str] | None, typer.Option("--event", "-e", help="lead.created (assumed), lead.updated.")
    ] = None,
    min_score: MinScore = None,
    json: options.Json = False,
) -> None:
    """Tell a group or a mailbox of leads.

    Output: {"id", "name"}.
    """
    from service.cli.crm_told import add_crm
    from service.cli.loop import run

    place = typer.prompt("Address", hide_input=True) if address == "-" else address
    config = {"address": place, "details": details, "language": language}
    run(add_crm("notice", name, config, event, min_score, as_json=json))


@app.command("preview")
def preview(
    integration: Annotated[str | None, typer.Argument(metavar="[ID]", help="A CRM; else --body alone.")] = None,
    body: Annotated[
        Path | None, typer.Option("--body", metavar="FILE", help="Another template than the one kept.", exists=True)
    ] = None,
    lead: Annotated[str | None, typer.Option(metavar="ID", help="With this lead; else an example.")] = None,
) -> None:
    """Print the JSON that a CRM would get, and send nothing; what is wrong with the template is told."""
    from service.cli.crm_told import print_preview
    from service.cli.loop import run

    run(print_preview(integration, body.read_text(encoding="utf-8") if body else None, lead))


@app.command("list")
def list_all(json: options.Json = False) -> None:
    """List who is told of what, CRMs and notices, too.

    Output lines: {"id", "kind", "name", "place", "events", "active", "disabled_why"}.
    """
    from service.cli.hooks_told import print_all
    from service.cli.loop import run

    run(print_all(as_json=json))


@app.command("test")
def try_one(
    integration: Id,
    lead: Annotated[str | None, typer.Option(metavar="ID", help="With this lead; else an example.")] = None,
    json: options.Json = False,
) -> None:
    """Send a test and show what came back; the exit code is 1 where it was not taken.

    Output: {"taken", "status", "answer", "error"}.
    """
    from service.cli.hooks_told import test_one
    from service.cli.loop import run

    run(test_one(integration, lead, as_json=json))


@app.command("log")
def log(
    integration: Annotated[str | None, typer.Argument(metavar="ID", help="Of this one; else of all.")] = None,
    failed: Annotated[bool, typer.Option("--failed", help="Only what was given up.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=500)] = 50,
    json: options.Json = False,
) -> None:
    """List what was told, the latest first.

    Output lines: {"id", "event_id", "integration_id", "event", "at", "state", "attempts", "status", "answer", "error"}.
    """
    from service.cli.hooks_told import print_log
    from service.cli.loop import run

    run(print_log(integration, "failed" if failed else None, limit, as_json=json))


@app.command("replay")
def replay(
    target: Annotated[str, typer.Argument(metavar="ID", help="A delivery; with --since, who is told.")],
    since: Annotated[
        datetime | None,
        typer.Option(parser=options.read_time, metavar=options.TIME, help="All that was given up since then (UTC)."),
    ] = None,
) -> None:
    """Send again what was told, by the same webhook-id; a running `turnwise serve` sends it."""
    from service.cli.hooks_told import replay_some
    from service.cli.loop import run

    run(replay_some(target, since))


@app.command("rotate")
def rotate(integration: Id) -> None:
    """Make another secret, shown this once only; for a day both sign."""
    from service.cli.hooks_told import rotate_one
    from service.cli.loop import run

    run(rotate_one(integration))


@app.command("off")
def off(integration: Id) -> None:
    """Tell it no more; what waits stays."""
    from service.cli.hooks_told import switch
    from service.cli.loop import run

    run(switch(integration, active=False))


@app.command("on")
def on(integration: Id) -> None:
    """Tell it again."""
    from service.cli.hooks_told import switch
    from service.cli.loop import run

    run(switch(integration, active=True))


@app.command("remove")
def remove(integration: Id) -> None:
    """Remove it with its log."""
    from service.cli.hooks_told import remove_one
    from service.cli.loop import run

    run(remove_one(integration))
