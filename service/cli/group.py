"""`turnwise group`: groups of operators, by which conversations and rates are cut."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from service.cli import options

app = typer.Typer(name="group", help="Groups of operators, and what their hours cost.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="GROUP")]
RoutingFile = Annotated[
    Path | None,
    typer.Option("--file", "-f", metavar="FILE.yaml", help="What to put in force.", exists=True, dir_okay=False),
]
Emails = Annotated[list[str], typer.Argument(metavar="EMAIL...", help="Users, as `turnwise operator list` shows them.")]


@app.command("create")
def create(name: Name) -> None:
    """Make a group."""
    from service.cli.failing import misused
    from service.cli.loop import run
    from service.texts import clean

    cleaned = clean(name).strip()
    if not cleaned or len(cleaned) > 100:
        misused("a name has 1 to 100 characters")
    run(_create(cleaned))


@app.command("list")
def list_all(
    history: Annotated[bool, typer.Option("--history", help="Who was in which group from when until when.")] = False,
    archived: Annotated[bool, typer.Option("--archived", help="Those that take nothing any more.")] = False,
    json: options.Json = False,
) -> None:
    """List the groups with those who are in them now.

    Output lines: {"id", "name", "operators"}; with --history {"group", "operator", "since", "until"}.
    """
    from service.cli.loop import run

    run(_history(as_json=json) if history else _list(archived=archived, as_json=json))


@app.command("add")
def add(name: Name, emails: Emails, since: options.Since = None) -> None:
    """Put operators into a group; they leave the one that they are in.

    A conversation belongs to the group in which the operator who took it was at that time.
    """
    from service.cli.loop import run

    run(_add(name, emails, since))


@app.command("remove")
def remove(emails: Emails, since: options.Since = None) -> None:
    """Take operators out of their group."""
    from service.cli.loop import run

    run(_remove(emails, since))


@app.command("routing")
def routing(
    name: Name,
    file: RoutingFile = None,
) -> None:
    """Show which conversations the group gets and how they are given out, or put a file's routing in force.

    docs/routing.md tells what it may hold. What a file leaves out has its default.
    """
    from service.cli.group_routing import put_file, show_routing
    from service.cli.loop import run

    run(put_file(name, file) if file else show_routing(name))


@app.command("archive")
def archive(name: Name) -> None:
    """Let a group take nothing any more. Its members leave it, what waits in it waits for others, rates tell of it."""
    from service.cli.group_archive import archive_named
    from service.cli.loop import run

    run(archive_named(name))


@app.command("restore")
def restore(name: Name) -> None:
    """Take an archived group back, with nobody in it."""
    from service.cli.group_archive import restore_named
    from service.cli.loop import run

    run(restore_named(name))


@app.command("delete")
def delete(name: Name) -> None:
    """Delete a group that nothing rests on; one in which operators have worked is archived instead."""
    from service.cli.group_archive import delete_named
    from service.cli.loop import run

    run(delete_named(name))


@app.command("wage")
def wage(
    name: Name,
    per_hour: Annotated[str, typer.Argument(metavar="PER_HOUR", help="Like 85.50.")],
    since: options.Since = None,
    currency: options.Currency = None,
) -> None:
    """Enter what an hour of each operator of the group costs who has no wage of their own."""
    from service.cli.loop import run

    run(_wage(name, per_hour, since, currency))


async def _create(name: str) -> None:
    from service.cli.opening import opened_database
    from service.cli.output import tell
    from service.users.teams import create_group

    async with opened_database() as database:
        await create_group(database, name)
    tell(f"The group {name} is made: turnwise group add puts operators into it.")


async def _list(*, archived: bool, as_json: bool) -> None:
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen
    from service.storage.types import now
    from service.storage.users.groups import list_groups

    async with opened_database() as database, database.read() as connection:
        groups = await list_groups(connection, now(), archived=archived)
    for group in groups:
        if as_json:
            emit({"id": group.id, "name": group.name, "operators": list(group.operators)})
        else:
            screen().print(f"{group.name:<20} {', '.join(group.operators) or '(nobody)'}")
    if not groups and not as_json:
        none = "No group is archived." if archived else "There are no groups yet: turnwise group create GROUP"
        screen().print(none)


async def _history(*, as_json: bool) -> None:
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen
    from service.storage.users.groups import list_memberships

    async with opened_database() as database, database.read() as connection:
        found = await list_memberships(connection)
    for one in found:
        until = one.until.isoformat() if one.until else None
        if as_json:
            emit({"group": one.group, "operator": one.operator, "since": one.since.isoformat(), "until": until})
        else:
            screen().print(f"{one.group:<20} {one.operator:<30} {one.since.isoformat()} – {until or 'now'}")


async def _add(name: str, emails: list[str], since: datetime | None) -> None:
    from service.cli.opening import opened_database
    from service.cli.output import tell
    from service.users.teams import join_group

    moment = options.since(since)
    async with opened_database() as database:
        await join_group(database, name, emails, moment)
    tell(f"In {name} from {moment:%Y-%m-%d %H:%M} UTC: {', '.join(emails)}.")


async def _remove(emails: list[str], since: datetime | None) -> None:
    from service.cli.opening import opened_database
    from service.cli.output import tell
    from service.users.teams import leave_group

    moment = options.since(since)
    async with opened_database() as database:
        await leave_group(database, emails, moment)
    tell(f"In no group from {moment:%Y-%m-%d %H:%M} UTC: {', '.join(emails)}.")


async def _wage(name: str, per_hour: str, since: datetime | None, currency: str | None) -> None:
    from service.cli.opening import opened_database
    from service.cli.output import tell
    from service.rates.spending import amount
    from service.users.teams import set_wage_of_group

    paid, moment = amount(per_hour), options.since(since)
    async with opened_database() as database:
        await set_wage_of_group(database, name, paid, options.currency(currency), moment)
    tell(f"Stored, in force from {moment:%Y-%m-%d %H:%M} UTC.")
