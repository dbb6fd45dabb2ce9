"""`turnwise system`: the programs that may tell us of customers, leads, orders and advertisements."""

from typing import Annotated

import typer

from service.cli import options

app = typer.Typer(
    name="system", help="Programs that tell us of customers, orders and advertisements.", no_args_is_help=True
)
Id = Annotated[str, typer.Argument(metavar="ID", help="As `system list` shows it.")]


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Like CRM.")],
    json: options.Json = False,
) -> None:
    """Let a program tell us. Its secret is shown this once only.

    Output: {"id", "secret", "path"}.
    """
    from service.cli.loop import run

    run(_add(name, as_json=json))


@app.command("list")
def list_all(json: options.Json = False) -> None:
    """List them. Output lines: {"id", "name", "created_at", "used_at"}."""
    from service.cli.loop import run

    run(_list(as_json=json))


@app.command("rotate")
def rotate(system: Id) -> None:
    """Make another secret, shown this once only; for a day the former one is taken, too."""
    from service.cli.loop import run

    run(_rotate(system))


@app.command("remove")
def remove(system: Id) -> None:
    """Take nothing more from it; what it has told stays."""
    from service.cli.loop import run

    run(_remove(system))


async def _add(name: str, *, as_json: bool) -> None:
    from service.cli.failing import misused
    from service.cli.hooks_told import opened_integrations
    from service.cli.output import emit, screen, tell
    from service.integrations.systems import Systems
    from service.texts import clean

    cleaned = clean(name).strip()
    if not cleaned or len(cleaned) > 100:
        misused("a name has 1 to 100 characters")
    async with opened_integrations() as opened:
        made = await Systems(opened.database, opened.vault).add(cleaned, options.local_user())
    path = f"/api/hooks/systems/{made.system.id}"
    if as_json:
        emit({"id": made.system.id, "secret": made.secret, "path": path})
        return
    tell(f"It calls {path}. The secret by which it signs, shown this once only:")
    screen().print(made.secret)


async def _list(*, as_json: bool) -> None:
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen
    from service.storage.integrations.systems import list_systems

    async with opened_database() as database, database.read() as connection:
        found = await list_systems(connection)
    for one in found:
        used = one.used_at.isoformat() if one.used_at else None
        if as_json:
            emit({"id": one.id, "name": one.name, "created_at": one.created_at.isoformat(), "used_at": used})
        else:
            screen().print(f"{one.id}  {one.name}  used {used or 'never'}")
    if not found and not as_json:
        screen().print("No program may tell us yet: turnwise system add NAME")


async def _rotate(system_id: str) -> None:
    from service.cli.hooks_told import opened_integrations
    from service.cli.output import screen, tell
    from service.integrations.systems import Systems

    async with opened_integrations() as opened:
        made = await Systems(opened.database, opened.vault).rotate(system_id)
    tell("The new secret, shown this once only; for a day the former one is taken, too:")
    screen().print(made.secret)


async def _remove(system_id: str) -> None:
    from service.cli.opening import opened_database
    from service.cli.output import tell
    from service.storage.integrations.systems import remove_system

    async with opened_database() as database, database.write() as connection:
        await remove_system(connection, system_id)
    tell("Removed.")
