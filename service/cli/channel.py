"""`turnwise channel`: accounts of the platforms where customers write."""

import inspect
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli import options
from service.cli.failing import fail, misused

if TYPE_CHECKING:
    from service.storage.accounts import StoredAccount

app = typer.Typer(name="channel", help="Accounts of the platforms where customers write.", no_args_is_help=True)


@app.command("add")
def add(
    channel: Annotated[str, typer.Argument(help="The platform, as `channel list --available` names it.")],
    name: Annotated[str, typer.Option(help="How the account is called here.")],
    set_fields: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="A credential; VALUE - asks for it without showing it."),
    ] = None,
    json: options.Json = False,
) -> None:
    """Add an account, and tell where its platform must send what customers write."""
    from service.cli.loop import run

    fields: dict[str, object] = {}
    for pair in set_fields or ():
        key, equals, value = pair.partition("=")
        if not equals or not key:
            misused(f"--set {key}: write it as KEY=VALUE")
        fields[key] = typer.prompt(key, hide_input=True, err=True) if value == "-" else value
    run(_add(channel, name, fields, as_json=json))


@app.command("list")
def list_all(
    available: Annotated[bool, typer.Option("--available", help="The platforms that can be added.")] = False,
    json: options.Json = False,
) -> None:
    """List the accounts, without their credentials."""
    from service.cli.loop import run

    if available:
        _list_channels(as_json=json)
    else:
        run(_list(as_json=json))


@app.command("remove")
def remove(account_id: Annotated[str, typer.Argument(help="The id, as `channel list` shows it.")]) -> None:
    """Remove an account that no customer has written to."""
    from service.cli.loop import run

    run(_remove(account_id))


async def _add(channel: str, name: str, fields: dict[str, object], *, as_json: bool) -> None:
    from service.cli.channeling import open_accounts
    from service.cli.output import emit, screen

    async with open_accounts() as (accounts, _):
        stored = await accounts.add(channel, name, fields)
        about = inspect.getdoc(inspect.getmodule(type(accounts.channels[channel]))) or ""
    if as_json:
        emit(_json(stored))
        return
    console = screen()
    console.print(f"Added {stored.name} ({stored.channel}), id {stored.id}", style="bold")
    console.print(
        f"Its hook: {_hook(stored)}\nUnder the address by which the platform reaches this server, by https.\n"
    )
    console.print(about)


async def _list(*, as_json: bool) -> None:
    from service.cli.channeling import open_accounts
    from service.cli.output import emit, screen

    async with open_accounts() as (accounts, _):
        found = [stored for stored in await accounts.list() if stored.channel in accounts.channels]
    console = screen()
    for stored in found:
        if as_json:
            emit(_json(stored))
        else:
            console.print(f"{stored.id}  {stored.channel:<10} {stored.name}  {_hook(stored)}")
    if not found and not as_json:
        console.print("There are no accounts yet: turnwise channel add")


def _list_channels(*, as_json: bool) -> None:
    from service.channel_plugins import load_channels
    from service.cli.output import emit, screen

    for name, channel in load_channels().items():
        fields = {key: field.is_required() for key, field in channel.credentials.model_fields.items()}
        if as_json:
            emit({"channel": name, "credentials": [{"key": key, "required": need} for key, need in fields.items()]})
        else:
            needs = ", ".join(key if need else f"[{key}]" for key, need in fields.items())
            screen().print(f"{name:<10} {needs}")


async def _remove(account_id: str) -> None:
    from service.cli.channeling import AccountInUse, open_accounts, remove_unused
    from service.cli.output import tell

    async with open_accounts() as (_, database):
        try:
            removed = await remove_unused(database, account_id)
        except AccountInUse:
            fail("customers have written to this account, or spend is entered for it: it stays")
    if not removed:
        fail(f"there is no account {account_id}")
    tell("Removed.")


def _json(stored: "StoredAccount") -> dict[str, str]:
    return {"id": stored.id, "channel": stored.channel, "name": stored.name, "hook": _hook(stored)}


def _hook(stored: "StoredAccount") -> str:
    return f"/api/hooks/{stored.channel}/{stored.key}"
