"""Changing a channel account: its name, credentials, settings, group, and whether it is enabled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.problems import plain
from service.accounts.accounts import Accounts
from service.errors import InvalidRequest, Misplaced, NotFound, TurnwiseError
from service.policies.account import AccountSettings
from service.storage.accounts.accounts import has_contacts, remove_account, rename_account
from service.storage.accounts.settings import rotate_key, save_document, set_up
from service.storage.database import Database
from service.storage.types import now
from service.storage.users.groups import working_group
from service.texts import clean

OVERLAP = timedelta(hours=24)
LONGEST_OVERLAP = timedelta(days=30)
NAME_CHARS = 200


class AccountInUse(TurnwiseError):
    status = HTTPStatus.CONFLICT
    code = "account_in_use"
    detail = "Customers have written to this account, or spend is entered for it: it stays. Disable it instead."


class InvalidSettings(TurnwiseError):
    """The settings make no sense; `fields` says what is wrong where."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "invalid_settings"

    def __init__(self, error: ValidationError) -> None:
        self.fields = [
            Misplaced(".".join(map(str, one["loc"])), one["type"], plain(one["msg"]))
            for one in error.errors(include_url=False, include_context=False, include_input=False)
        ]
        told = "; ".join(f"{one.field}: {one.problem}" if one.field else one.problem for one in self.fields)
        super().__init__(f"The settings are not saved, because of {told}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChange:
    """What is to change; what is None stays. `credentials` are those that differ, `settings` the whole document.

    `group` is a group's name, empty for none.
    """

    name: str | None = None
    credentials: Mapping[str, Any] | None = None
    settings: Mapping[str, Any] | None = None
    group: str | None = None
    enabled: bool | None = None
    overlap: timedelta = OVERLAP


async def change_account(database: Database, accounts: Accounts, account_id: str, change: AccountChange) -> None:
    """Change all of it or, where something makes no sense, nothing but what came before it.

    Raises NotFound, InvalidRequest, InvalidSettings and BadCredentials.
    """
    await accounts.stored(account_id)
    name = None if change.name is None else checked_name(change.name)
    document = None if change.settings is None else read_document(change.settings)
    if change.credentials:
        await accounts.change_credentials(account_id, change.credentials, checked_overlap(change.overlap))
    async with database.write() as connection:
        await _call(connection, account_id, name, change.group)
        if document is not None:
            await save_document(connection, account_id, document)
        if change.enabled is not None:
            await set_up(connection, account_id, enabled=change.enabled)


async def change_own(database: Database, account_id: str, name: str | None, group: str | None) -> None:
    """The same for an account of a channel of our own, which has neither credentials nor such settings.

    Raises NotFound and InvalidRequest.
    """
    async with database.write() as connection:
        await _call(connection, account_id, None if name is None else checked_name(name), group)


async def _call(connection: AsyncConnection, account_id: str, name: str | None, group: str | None) -> None:
    if name is not None:
        await rename_account(connection, account_id, name)
    if group is not None:
        await set_up(connection, account_id, group_id=await _group(connection, group))


async def rotate(database: Database, accounts: Accounts, account_id: str, overlap: timedelta) -> datetime:
    """Give the account's hook another address; return until when the present one works too. Raises NotFound."""
    await accounts.stored(account_id)
    until = now() + checked_overlap(overlap)
    async with database.write() as connection:
        await rotate_key(connection, account_id, until)
    return until


async def remove_unused(database: Database, account_id: str) -> None:
    """Remove an account that no customer has written to. Raises NotFound and AccountInUse."""
    try:
        async with database.write() as connection:
            # Asked first: to delete what is written to at this moment would stand in the way of its messages.
            if await has_contacts(connection, account_id):
                raise AccountInUse
            removed = await remove_account(connection, account_id)
    except IntegrityError as error:
        raise AccountInUse from error
    if not removed:
        raise NotFound("There is no such account.")


def read_document(document: Mapping[str, Any]) -> AccountSettings:
    """Raises InvalidSettings."""
    try:
        return AccountSettings.model_validate(dict(document))
    except ValidationError as error:
        raise InvalidSettings(error) from error


def checked_name(name: str) -> str:
    """Raises InvalidRequest."""
    cleaned = clean(name).strip()
    if not 1 <= len(cleaned) <= NAME_CHARS:
        raise InvalidRequest(f"A name has 1 to {NAME_CHARS} characters.")
    return cleaned


def checked_overlap(overlap: timedelta) -> timedelta:
    """Raises InvalidRequest."""
    if not timedelta() <= overlap <= LONGEST_OVERLAP:
        raise InvalidRequest(f"What is replaced can go on working for 0 hours to {LONGEST_OVERLAP.days} days.")
    return overlap


async def _group(connection: AsyncConnection, name: str) -> str | None:
    if not name:
        return None
    found = await working_group(connection, name)
    if found is None:
        raise NotFound(f"There is no group {name}: `turnwise group list` shows those that there are.")
    return found
