"""A channel account as admins see it: its settings, masked credentials, and how it fares."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import SecretStr

from service.accounts.accounts import Accounts
from service.channel.interface import Channel
from service.storage.accounts.accounts import StoredAccount
from service.storage.accounts.hooks import HookCounts, list_counts
from service.storage.accounts.settings import StoredSettings, list_settings
from service.storage.accounts.traffic import Traffic, list_traffic
from service.storage.database import Database
from service.storage.messages.journal import Unstored, list_unstored
from service.storage.types import now

LOOK_BACK = timedelta(days=7)

State = Literal["disabled", "failing", "refused", "silent", "healthy"]


@dataclass(frozen=True, slots=True)
class Field:
    """One credential that a channel knows; `default` is None where it must be given."""

    key: str
    secret: bool
    required: bool
    default: str | None


@dataclass(frozen=True, slots=True)
class Masked:
    """One credential of an account: of a secret only whether it is set."""

    key: str
    secret: bool
    given: bool
    value: str | None


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account; what went wrong is looked for in the last seven days.

    `unstored` is what was delivered and the database does not take, whenever that was; None where there is nothing.
    """

    stored: StoredAccount
    settings: StoredSettings
    hook: HookCounts
    traffic: Traffic
    unstored: Unstored | None

    @property
    def state(self) -> State:
        """What an admin has to know first."""
        return state_of(self.settings, self.hook, self.traffic)

    @property
    def path(self) -> str:
        """Where the platform delivers."""
        return f"/api/hooks/{self.stored.channel}/{self.stored.key}"


def state_of(settings: StoredSettings, hook: HookCounts, traffic: Traffic) -> State:
    """`failing`: the last reply did not go out; `refused`: the last delivery was not let in; `silent`: none came."""
    if not settings.enabled:
        return "disabled"
    if _is_after(traffic.failed_at, traffic.sent_at):
        return "failing"
    if _is_after(hook.refused_at, hook.accepted_at):
        return "refused"
    # To a mailbox nothing is delivered, it is fetched: that somebody was answered tells the same.
    return "healthy" if hook.accepted_at or traffic.sent_at else "silent"


async def view_accounts(database: Database, accounts: Accounts) -> list[AccountView]:
    """All accounts of platforms, oldest first."""
    stored = [one for one in await accounts.list() if one.channel in accounts.channels]
    return await _views(database, stored)


async def view_account(database: Database, accounts: Accounts, account_id: str) -> AccountView:
    """One account. Raises NotFound."""
    return (await _views(database, [await accounts.stored(account_id)]))[0]


def fields_of(channel: Channel[Any]) -> list[Field]:
    """The credentials that the channel knows, the required ones first."""
    fields = [
        Field(key, _is_secret(info.annotation), info.is_required(), _text(info.get_default(call_default_factory=True)))
        for key, info in channel.credentials.model_fields.items()
    ]
    return sorted(fields, key=lambda field: not field.required)


def masked(channel: Channel[Any], clear: Mapping[str, Any]) -> list[Masked]:
    """The account's credentials: secrets are never shown, whatever they are."""
    return [
        Masked(one.key, one.secret, bool(clear.get(one.key)), None if one.secret else _text(clear.get(one.key)))
        for one in fields_of(channel)
    ]


async def _views(database: Database, stored: list[StoredAccount]) -> list[AccountView]:
    async with database.read() as connection:
        settings, counts = await list_settings(connection), await list_counts(connection)
        traffic = await list_traffic(connection, now() - LOOK_BACK)
        unstored = await list_unstored(connection)
    return [
        AccountView(
            one,
            settings.get(one.id, StoredSettings()),
            counts.get(one.id, HookCounts()),
            traffic.get(one.id, Traffic()),
            unstored.get(one.id),
        )
        for one in stored
    ]


def _is_secret(annotation: object) -> bool:
    """A secret, or perhaps one."""
    return annotation is SecretStr or SecretStr in getattr(annotation, "__args__", ())


def _is_after(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and (other is None or one > other)


def _text(value: object) -> str | None:
    match value:
        case None | SecretStr():
            return None
        case bool():
            return str(value).lower()
        case _:
            return None if "Undefined" in type(value).__name__ else str(value)
