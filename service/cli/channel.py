"""`turnwise channel`: accounts of the platforms where customers write."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli import options
from service.cli.failing import misused

app = typer.Typer(name="channel", help="Accounts of the platforms where customers write.", no_args_is_help=True)

AccountId = Annotated[str, typer.Argument(metavar="ACCOUNT", help="The id, as `channel list` shows it.")]
SetFields = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="A credential; VALUE - asks for it without showing it."),
]
OverlapHours = Annotated[
    float, typer.Option(metavar="HOURS", min=0, max=720, help="For so long what is replaced is let in, too.")
]


@app.command("add")
def add(
    channel: Annotated[str, typer.Argument(help="The platform, as `channel list --available` names it.")],
    name: Annotated[str, typer.Option(help="How the account is called here.")],
    set_fields: SetFields = None,
    language: Annotated[options.Tongue, typer.Option(help="Of the help on setting the platform up.")] = (
        options.Tongue.ENGLISH
    ),
    json: options.Json = False,
) -> None:
    """Add an account, and tell where its platform must send what customers write."""
    from service.cli.channel_work import add
    from service.cli.loop import run

    run(add(channel, name, _fields(set_fields), language.value, as_json=json))


@app.command("list")
def list_all(
    available: Annotated[bool, typer.Option("--available", help="The platforms that can be added.")] = False,
    json: options.Json = False,
) -> None:
    """List the accounts with how each fares, without their credentials."""
    from service.cli.channel_work import list_accounts, list_channels
    from service.cli.loop import run

    if available:
        list_channels(as_json=json)
    else:
        run(list_accounts(as_json=json))


@app.command("show")
def show(account_id: AccountId, json: options.Json = False) -> None:
    """Show an account: its hook, settings, masked credentials, and what came in and went out."""
    from service.cli.channel_work import show
    from service.cli.loop import run

    run(show(account_id, as_json=json))


@app.command("set")
def set_up(
    account_id: AccountId,
    set_fields: SetFields = None,
    name: Annotated[str | None, typer.Option(help="How the account is called here.", show_default=False)] = None,
    greeting_en: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The greeting in English; '' for the style's.")
    ] = None,
    greeting_zh: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The greeting in Chinese; '' for the style's.")
    ] = None,
    greet: Annotated[
        str | None,
        typer.Option(metavar="WHEN", help="when_opened, or first_answer: also before the first answer to newcomers."),
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="LANGUAGE", help="auto, en or zh: of those whose words tell none.")
    ] = None,
    group: Annotated[
        str | None, typer.Option(metavar="GROUP", help="The operators who get its hand-offs; '' for all.")
    ] = None,
    hours: Annotated[
        str | None,
        typer.Option(metavar="FILE.json", help="Business hours as in the hand-off policy; '' for those of the policy."),
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="LABEL", help="Kept on the source of its conversations; '' for none.")
    ] = None,
    lead_card: Annotated[
        str | None,
        typer.Option(metavar="ID", help="The platform's card that asks for contact details (Douyin); '' for none."),
    ] = None,
    overlap_hours: OverlapHours = 24.0,
) -> None:
    """Change credentials and settings; what is not given stays."""
    from service.cli.channel_work import change
    from service.cli.loop import run

    given = {"greet": greet, "language": language, "source": source, "lead_card": lead_card}
    given |= {"greeting.en": greeting_en, "greeting.zh": greeting_zh}
    document: dict[str, object] = {key: value for key, value in given.items() if value is not None}
    if hours is not None:
        document["hours"] = _hours(hours)
    run(change(account_id, name, _fields(set_fields), document, group, overlap_hours))


@app.command("test")
def try_out(
    account_id: AccountId,
    send_to: Annotated[
        str | None,
        typer.Option("--send-to", metavar="CONTACT", help="Send a test message to one who has written before."),
    ] = None,
    text: Annotated[str, typer.Option(help="The test message.")] = "This is a test message. 这是一条测试消息。",
    json: options.Json = False,
) -> None:
    """Ask the platform who the account is, and tell what came to its hook; exit code 1 where something is wrong."""
    from service.cli.channel_work import try_out
    from service.cli.loop import run

    run(try_out(account_id, send_to, text, as_json=json))


@app.command("disable")
def disable(account_id: AccountId) -> None:
    """Let nothing out: messages are still taken, and wait with the replies until the account is enabled."""
    _enable(account_id, enabled=False)


@app.command("enable")
def enable(account_id: AccountId) -> None:
    """Answer what waits, and let it out."""
    _enable(account_id, enabled=True)


@app.command("rotate")
def rotate(account_id: AccountId, overlap_hours: OverlapHours = 24.0) -> None:
    """Give the account's hook another address; the present one works for the overlap."""
    from service.cli.channel_work import rotate
    from service.cli.loop import run

    run(rotate(account_id, overlap_hours))


@app.command("remove")
def remove(account_id: AccountId) -> None:
    """Remove an account that no customer has written to."""
    from service.cli.channel_work import remove
    from service.cli.loop import run

    run(remove(account_id))


def _enable(account_id: str, *, enabled: bool) -> None:
    from service.cli.channel_work import enable
    from service.cli.loop import run

    run(enable(account_id, enabled=enabled))


def _fields(pairs: list[str] | None) -> dict[str, object]:
    fields: dict[str, object] = {}
    for pair in pairs or ():
        key, equals, value = pair.partition("=")
        if not equals or not key:
            misused(f"--set {key}: write it as KEY=VALUE")
        fields[key] = typer.prompt(key, hide_input=True, err=True) if value == "-" else value
    return fields


def _hours(path: str) -> object:
    """The hours of a file; None for those of the policy."""
    import orjson

    if not path:
        return None
    try:
        return orjson.loads(Path(path).read_bytes())
    except orjson.JSONDecodeError as error:
        misused(f"--hours {path}: this is no JSON: {error}")
