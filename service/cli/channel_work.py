"""What `turnwise channel` does, and what it shows."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from service.accounts.changes import AccountChange, change_account, checked_name, remove_unused
from service.accounts.changes import rotate as rotate_key
from service.accounts.checks import check_account, send_test
from service.accounts.views import AccountView, fields_of, masked, view_account, view_accounts
from service.channel.help import setup_help, with_hook
from service.channel.plugins import load_channels
from service.cli.channeling import Office, open_accounts
from service.cli.failing import fail
from service.cli.output import emit, screen, tell

_UNSTORED_HELP = (
    "Nothing is lost: each is kept and tried again every ten minutes at least. Look in the server's log for"
    ' "could not be stored", which says why; once the cause is removed (check the database, install the latest version)'
    " they are stored and answered by themselves."
)


async def add(channel: str, name: str, fields: dict[str, Any], language: str, *, as_json: bool) -> None:
    """Add an account and tell how its platform is set up."""
    async with open_accounts() as office:
        stored = await office.accounts.add(channel, checked_name(name), fields)
        view = await view_account(office.database, office.accounts, stored.id)
        address = office.public_url + view.path
    if as_json:
        emit(_record(view, office))
        return
    console = screen()
    console.print(f"Added {stored.name} ({stored.channel}), id {stored.id}", style="bold")
    console.print(f"Its hook: {address}")
    if not office.public_url:
        console.print("Under the address by which the platform reaches this server, by https (TURNWISE_PUBLIC_URL).")
    console.print()
    console.print(with_hook(setup_help(office.accounts.channels[channel], language), address))


async def list_accounts(*, as_json: bool) -> None:
    """A line for each account."""
    async with open_accounts() as office:
        views = await view_accounts(office.database, office.accounts)
    console = screen()
    for view in views:
        if as_json:
            emit(_record(view, office))
        else:
            stored = view.stored
            console.print(f"{stored.id}  {view.state:<8}  {stored.channel:<10} {stored.name}  {view.path}")
            _tell_unstored(view)
    if not views and not as_json:
        console.print("There are no accounts yet: turnwise channel add")


def list_channels(*, as_json: bool) -> None:
    """A line for each platform, with the credentials it needs."""
    for name, channel in load_channels().items():
        fields = fields_of(channel)
        if as_json:
            emit({"channel": name, "credentials": [{"key": one.key, "required": one.required} for one in fields]})
        else:
            needs = ", ".join(one.key if one.required else f"[{one.key}]" for one in fields)
            screen().print(f"{name:<10} {needs}")


async def show(account_id: str, *, as_json: bool) -> None:
    """All of an account."""
    async with open_accounts() as office:
        view = await view_account(office.database, office.accounts, account_id)
        channel = office.accounts.channels[view.stored.channel]
        credentials = masked(channel, office.accounts.clear(view.stored))
    record = _record(view, office) | {
        "settings": view.settings.document.model_dump(mode="json"),
        "group": view.settings.group,
        "credentials": [asdict(one) for one in credentials],
        "deliveries": asdict(view.hook),
        "replies": asdict(view.traffic),
    }
    if as_json:
        emit(record)
        return
    console = screen()
    _tell_unstored(view)
    for key, value in record.items():
        if key == "unstored":
            continue
        if isinstance(value, Mapping):
            console.print(f"{key}:")
            for name, inner in value.items():
                console.print(f"  {name:<14} {'-' if inner is None else inner}")
        elif key == "credentials":
            console.print("credentials:")
            for one in credentials:
                told = one.value if one.value is not None else ("(set)" if one.given else "(not set)")
                console.print(f"  {one.key:<14} {told}")
        else:
            console.print(f"{key:<16} {'-' if value is None else value}")


async def change(
    account_id: str,
    name: str | None,
    fields: Mapping[str, Any],
    changes: Mapping[str, Any],
    group: str | None,
    overlap_hours: float,
) -> None:
    """Change what is given; `changes` are of the settings, a dot parting what stands inside."""
    async with open_accounts() as office:
        settings = None
        if changes:
            view = await view_account(office.database, office.accounts, account_id)
            settings = view.settings.document.model_dump(mode="json")
            for path, value in changes.items():
                outer, _, inner = path.partition(".")
                settings[outer] = settings[outer] | {inner: value} if inner else value
        wanted = AccountChange(
            name=name,
            credentials={key: value or None for key, value in fields.items()},
            settings=settings,
            group=group,
            overlap=timedelta(hours=overlap_hours),
        )
        await change_account(office.database, office.accounts, account_id, wanted)
    tell("Changed.")


async def try_out(account_id: str, send_to: str | None, text: str, *, as_json: bool) -> None:
    """What the platform says, what came to the hook, and whether a test message went out."""
    async with open_accounts() as office:
        checked = await check_account(office.accounts, office.line, account_id)
        sent = None
        if send_to:
            sent = await send_test(office.database, office.accounts, office.line, account_id, send_to, text)
        view = await view_account(office.database, office.accounts, account_id)
    if as_json:
        emit(_record(view, office) | asdict(checked) | {"deliveries": asdict(view.hook), "sent": bool(send_to)})
    else:
        _tell_test(view, checked.who, f"sent{f' as {sent}' if sent else ''}" if send_to else None)
    if checked.problem:
        fail(checked.problem)


async def enable(account_id: str, *, enabled: bool) -> None:
    """Let it answer, or not."""
    async with open_accounts() as office:
        await change_account(office.database, office.accounts, account_id, AccountChange(enabled=enabled))
    tell("Enabled: what waited is being answered." if enabled else "Disabled: messages and replies wait.")


async def rotate(account_id: str, overlap_hours: float) -> None:
    """Another address for the hook."""
    async with open_accounts() as office:
        until = await rotate_key(office.database, office.accounts, account_id, timedelta(hours=overlap_hours))
        view = await view_account(office.database, office.accounts, account_id)
    screen().print(f"Its hook from now on: {office.public_url}{view.path}")
    tell(f"The former one works until {until:%Y-%m-%d %H:%M} UTC: tell the platform by then.")


async def remove(account_id: str) -> None:
    """Remove one that nobody wrote to."""
    async with open_accounts() as office:
        await remove_unused(office.database, account_id)
    tell("Removed.")


def _tell_test(view: AccountView, who: str | None, sent: str | None) -> None:
    console, hook = screen(), view.hook
    console.print(f"The platform says: {who or '(it cannot be asked)'}")
    accepted = f"{hook.accepted}, the last at {hook.accepted_at:%Y-%m-%d %H:%M} UTC" if hook.accepted_at else "none yet"
    console.print(f"Genuine deliveries: {accepted}")
    if hook.refused_at:
        console.print(f"Refused: {hook.refused}, the last at {hook.refused_at:%Y-%m-%d %H:%M} UTC: {hook.refusal}")
    if sent:
        console.print(f"Test message: {sent}")


def _tell_unstored(view: AccountView) -> None:
    if view.unstored:
        count, since = view.unstored.count, f"{view.unstored.since:%Y-%m-%d %H:%M} UTC"
        what = "1 message" if count == 1 else f"{count} messages, the oldest"
        screen().print(f"Could not be stored: {what} of {since}. {_UNSTORED_HELP}")


def _record(view: AccountView, office: Office) -> dict[str, Any]:
    return {
        "id": view.stored.id,
        "channel": view.stored.channel,
        "name": view.stored.name,
        "hook": office.public_url + view.path,
        "state": view.state,
        "unstored": asdict(view.unstored) if view.unstored else None,
    }
