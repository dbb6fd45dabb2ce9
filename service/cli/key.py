"""`turnwise key`: keys with which other programs ask the agent."""

from typing import Annotated

import typer

from service.cli import options
from service.scopes import Scope

app = typer.Typer(name="key", help="Keys with which other programs ask the agent.", no_args_is_help=True)


@app.command("create")
def create(
    name: Annotated[str, typer.Argument(help="What it is for.")],
    scope: Annotated[
        list[Scope], typer.Option(help="What it opens; may be given several times. agent: completions and MCP.")
    ] = [Scope.AGENT],  # noqa: B006 - Typer reads it, and nobody writes to it
    days: Annotated[
        int | None, typer.Option(min=1, max=3_650, help="It ends by itself then.", show_default=False)
    ] = None,
    json: options.Json = False,
) -> None:
    """Make a key. It is shown this once only."""
    from service.cli.failing import misused
    from service.cli.loop import run
    from service.texts import clean

    cleaned = clean(name).strip()
    if not cleaned or len(cleaned) > 100:
        misused("a name has 1 to 100 characters")
    run(_create(cleaned, scope, days, as_json=json))


@app.command("list")
def list_all(json: options.Json = False) -> None:
    """List the keys by their first characters."""
    from service.cli.loop import run

    run(_list(as_json=json))


@app.command("revoke")
def revoke(key_id: Annotated[str, typer.Argument(help="The id, as `key list` shows it.")]) -> None:
    """End a key at once."""
    from service.cli.loop import run

    run(_revoke(key_id))


async def _create(name: str, scopes: list[Scope], days: int | None, *, as_json: bool) -> None:
    from datetime import timedelta

    from service.cli.output import emit, tell
    from service.resources import open_database
    from service.scopes import scopes_of
    from service.settings import Settings
    from service.storage.types import now
    from service.users.api_keys import ApiKeys

    settings = Settings()
    settings.data.mkdir(parents=True, exist_ok=True)
    async with open_database(settings) as database:
        until = now() + timedelta(days=days) if days else None
        made = await ApiKeys(database).create(name, scopes_of(scopes), options.local_user(), until)
    if as_json:
        emit({"id": made.key.id, "name": name, "scopes": list(made.key.scopes.all), "secret": made.secret})
        return
    tell("The key, shown this once only:")
    typer.echo(made.secret)


async def _list(*, as_json: bool) -> None:
    from service.cli.output import emit, screen
    from service.resources import open_database
    from service.settings import Settings
    from service.users.api_keys import ApiKeys

    settings = Settings()
    settings.data.mkdir(parents=True, exist_ok=True)
    async with open_database(settings) as database:
        keys = await ApiKeys(database).list()
    for key in keys:
        times = {
            name: at.isoformat() if at else None
            for name, at in (
                ("created_at", key.created_at),
                ("expires_at", key.expires_at),
                ("used_at", key.used_at),
                ("revoked_at", key.revoked_at),
            )
        }
        if as_json:
            about = {"id": key.id, "name": key.name, "start": key.start, "scopes": list(key.scopes.all)}
            emit(about | times)
        else:
            standing = "revoked" if key.revoked_at else f"used {times['used_at'] or 'never'}"
            screen().print(f"{key.id}  {key.start}…  {key.name}  [{key.scopes}]  {standing}", markup=False)
    if not keys and not as_json:
        screen().print("There are no keys yet: turnwise key create NAME")


async def _revoke(key_id: str) -> None:
    from service.cli.output import tell
    from service.resources import open_database
    from service.settings import Settings
    from service.users.api_keys import ApiKeys

    async with open_database(Settings()) as database:
        await ApiKeys(database).revoke(key_id)
    tell("Revoked.")
