"""What `turnwise webhook` does."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from service.cli.failing import fail

if TYPE_CHECKING:
    from service.integrations.keeping import Integrations
    from service.secrets import Vault
    from service.settings import Settings
    from service.storage.database import Database
    from service.storage.integrations.deliveries import State


_LOGGED = ("id", "event_id", "integration_id", "event", "at", "state", "attempts", "status", "answer", "error")


@dataclass(frozen=True, slots=True)
class _Opened:
    vault: "Vault"
    settings: "Settings"
    database: "Database"
    integrations: "Integrations"


async def add_one(name: str, url: str, events: Sequence[str], *, as_json: bool) -> None:
    """And show its secret."""
    from service.cli.options import local_user
    from service.cli.output import emit, screen, tell

    async with opened_integrations() as opened:
        made = await opened.integrations.add("webhook", name[:100], {"url": url}, events, None, local_user())
    if as_json:
        emit({"id": made.integration.id, "name": made.integration.name, "secret": made.secret})
        return
    screen().print(made.integration.id)
    tell("The secret that signs, shown this once only:")
    screen().print(made.secret or "")


async def print_all(*, as_json: bool) -> None:
    """The oldest first."""
    from service.cli.output import emit, screen
    from service.storage.integrations.integrations import list_integrations

    async with opened_integrations() as opened, opened.database.read() as connection:
        found = await list_integrations(connection)
    for one in found:
        if as_json:
            named = ("id", "kind", "name", "place", "events", "active", "disabled_why")
            emit({name: getattr(one, name) for name in named})
        else:
            standing = "active" if one.active else f"off: {one.disabled_why or 'switched off'}"
            screen().print(f"{one.id}  {one.kind:<8}{one.name}  {one.place}  {', '.join(one.events)}  {standing}")
    if not found and not as_json:
        screen().print("Nobody is told yet: turnwise webhook add NAME URL --event lead.created")


async def test_one(integration_id: str, lead: str | None, *, as_json: bool) -> None:
    """Once and at once."""
    import httpx

    from service.cli.output import emit, tell
    from service.integrations.guarded import open_caller

    async with (
        opened_integrations() as opened,
        httpx.AsyncClient() as http,
        open_caller(opened.settings.integration_hosts) as caller,
    ):
        reply = await opened.integrations.test(integration_id, caller, http, lead)
    if as_json:
        emit({name: getattr(reply, name) for name in ("taken", "status", "answer", "error")})
    if not reply.taken:
        fail(f"it was not taken: {reply.error}")
    if not as_json:
        tell(f"Taken, HTTP {reply.status}." if reply.status else "Taken.")


async def print_log(integration_id: str | None, state: "State | None", limit: int, *, as_json: bool) -> None:
    """The latest first."""
    from service.cli.output import emit, screen
    from service.storage.integrations.deliveries import list_log

    async with opened_integrations() as opened, opened.database.read() as connection:
        found = await list_log(connection, integration_id, state, limit)
    for one in found:
        if as_json:
            emit({name: _plain(value) for name, value in asdict(one).items() if name in _LOGGED})
        else:
            said = one.error or ""
            screen().print(
                f"{one.at:%Y-%m-%d %H:%M:%S}  {one.id}  {one.event:<22}{one.state:<8} {one.attempts} attempts  "
                f"{one.status or '-'}  {said}"
            )
    if not found and not as_json:
        screen().print("Nothing was told yet.")


async def replay_some(target: str, since: datetime | None) -> None:
    """One delivery, or all that an integration was not told since then."""
    from service.cli.output import tell
    from service.storage.integrations.deliveries import replay, replay_failed
    from service.storage.integrations.integrations import get_integration
    from service.storage.types import now

    async with opened_integrations() as opened, opened.database.write() as connection:
        if since is None:
            await replay(connection, target, now())
            count = 1
        else:
            await get_integration(connection, target)
            from_then = since if since.tzinfo else since.replace(tzinfo=UTC)
            count = await replay_failed(connection, target, from_then, now())
    tell(f"{count} to be sent again.")


async def rotate_one(integration_id: str) -> None:
    """And show the new secret."""
    from service.cli.output import screen, tell

    async with opened_integrations() as opened:
        made = await opened.integrations.rotate(integration_id)
    tell("The new secret, shown this once only; for a day the former one signs, too:")
    screen().print(made.secret or "")


async def switch(integration_id: str, *, active: bool) -> None:
    """On or off."""
    from service.cli.output import tell
    from service.storage.integrations.integrations import change_integration

    async with opened_integrations() as opened, opened.database.write() as connection:
        await change_integration(connection, integration_id, active=active, disabled_why=None)
    tell("On." if active else "Off.")


async def remove_one(integration_id: str) -> None:
    """With its log."""
    from service.cli.output import tell
    from service.storage.integrations.integrations import remove_integration

    async with opened_integrations() as opened, opened.database.write() as connection:
        await remove_integration(connection, integration_id)
    tell("Removed.")


@asynccontextmanager
async def opened_integrations() -> AsyncIterator[_Opened]:
    """The database, the vault and what is kept of integrations."""
    from service.integrations.keeping import Integrations
    from service.resources import open_database
    from service.secrets import Vault
    from service.settings import Settings

    settings = Settings()
    settings.data.mkdir(parents=True, exist_ok=True)
    async with open_database(settings) as database:
        vault = Vault.load(settings.data, settings.secret_key)
        yield _Opened(vault, settings, database, Integrations(database, vault))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
