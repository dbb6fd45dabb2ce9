"""Channel accounts, for admins: added, set up, tried out, moved, disabled and removed."""

from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field, StringConstraints

from service.accounts.changes import AccountChange, change_account, checked_name, remove_unused
from service.accounts.changes import rotate as rotate_key
from service.accounts.checks import check_account, send_test
from service.accounts.views import view_account, view_accounts
from service.api.accounts.page import (
    AccountPage,
    ChannelAccounts,
    Platforms,
    show_account,
    show_page,
    show_platforms,
)
from service.deps import CurrentResources, PathId, needs
from service.resources import Resources
from service.rest.shown import problems
from service.roles import Right
from service.storage.accounts.traffic import last_contacts
from service.storage.types import now
from service.storage.users.groups import list_groups
from service.texts import clean, clean_message

router = APIRouter(prefix="/api/accounts", tags=["channels"], dependencies=needs(Right.MANAGE))

Text = Annotated[str, StringConstraints(max_length=10_000)]
Credentials = dict[str, Text | bool | None]
Hours = Annotated[float, Field(ge=0, le=720, allow_inf_nan=False)]


class NewAccount(BaseModel):
    """The account of a platform, with the credentials that it needs."""

    channel: str
    name: str
    credentials: Credentials


class Change(BaseModel):
    """What is to change; what is missing stays. `settings` is the whole document, `group` empty for none.

    A credential of null is taken back. Deliveries by former credentials are let in for `overlap_hours`.
    """

    name: str | None = None
    credentials: Credentials | None = None
    settings: dict[str, Any] | None = None
    group: str | None = None
    enabled: bool | None = None
    overlap_hours: Hours = 24.0


class Rotation(BaseModel):
    """For so long the present address works beside the new one."""

    overlap_hours: Hours = 24.0


class TestMessage(BaseModel):
    """A text for somebody who wrote before."""

    contact: str
    text: str


class Tested(BaseModel):
    """Who the platform says the account is, or the problem; both null where the platform cannot be asked."""

    who: str | None
    problem: str | None


class Sent(BaseModel):
    """The platform took the message; `external_id` is its own id of it, where it gives one."""

    external_id: str | None


@router.get("", responses=problems(401, 403))
async def list_page(resources: CurrentResources) -> ChannelAccounts:
    """All accounts, and how each fares."""
    views = await view_accounts(resources.database, resources.accounts)
    return ChannelAccounts(accounts=[show_account(view, now()) for view in views], public_url=_public_url(resources))


@router.get("/platforms", responses=problems(401, 403))
async def list_platforms(resources: CurrentResources) -> Platforms:
    """The platforms of which accounts can be added, and how each is set up."""
    return show_platforms(resources.accounts)


@router.post("", status_code=HTTPStatus.CREATED, responses=problems(401, 403, 404, 422))
async def add(wanted: NewAccount, resources: CurrentResources) -> AccountPage:
    """Add an account."""
    stored = await resources.accounts.add(clean(wanted.channel), checked_name(wanted.name), _given(wanted.credentials))
    return await _page(resources, stored.id)


@router.get("/{id}", responses=problems(401, 403, 404))
async def get_page(account_id: PathId, resources: CurrentResources) -> AccountPage:
    """One account."""
    return await _page(resources, account_id)


@router.patch("/{id}", responses=problems(401, 403, 404, 422))
async def change(account_id: PathId, wanted: Change, resources: CurrentResources) -> AccountPage:
    """Change settings, credentials, name or group; enable or disable."""
    await change_account(
        resources.database,
        resources.accounts,
        account_id,
        AccountChange(
            name=wanted.name,
            credentials=wanted.credentials,
            settings=wanted.settings,
            group=None if wanted.group is None else clean(wanted.group),
            enabled=wanted.enabled,
            overlap=timedelta(hours=wanted.overlap_hours),
        ),
    )
    if wanted.enabled:
        await resources.turns.recover()
        resources.outbox.wake()
    return await _page(resources, account_id)


@router.post("/{id}/test", responses=problems(401, 403, 404))
async def test(account_id: PathId, resources: CurrentResources) -> Tested:
    """Ask the platform who the account is."""
    checked = await check_account(resources.accounts, resources.line, account_id)
    return Tested(who=checked.who, problem=checked.problem)


@router.post("/{id}/messages", responses=problems(400, 401, 403, 404, 409, 413, 422))
async def send(account_id: PathId, wanted: TestMessage, resources: CurrentResources) -> Sent:
    """Send a test message, which is part of no conversation."""
    text = clean_message(wanted.text, resources.settings.max_message_chars)
    sent = await send_test(
        resources.database, resources.accounts, resources.line, account_id, clean(wanted.contact), text
    )
    return Sent(external_id=sent)


@router.post("/{id}/rotate", responses=problems(401, 403, 404, 422))
async def rotate(account_id: PathId, wanted: Rotation, resources: CurrentResources) -> AccountPage:
    """Give the hook another address."""
    overlap = timedelta(hours=wanted.overlap_hours)
    await rotate_key(resources.database, resources.accounts, account_id, overlap)
    return await _page(resources, account_id)


@router.delete("/{id}", status_code=HTTPStatus.NO_CONTENT, responses=problems(401, 403, 404, 409))
async def remove(account_id: PathId, resources: CurrentResources) -> None:
    """Remove an account that no customer has written to."""
    await remove_unused(resources.database, account_id)


async def _page(resources: Resources, account_id: str) -> AccountPage:
    view = await view_account(resources.database, resources.accounts, account_id)
    at = now()
    async with resources.database.read() as connection:
        contacts = await last_contacts(connection, account_id)
        groups = [group.name for group in await list_groups(connection, at)]
    return show_page(view, resources.accounts, contacts, groups, _public_url(resources), at)


def _public_url(resources: Resources) -> str:
    return resources.settings.public_url.rstrip("/")


def _given(credentials: Credentials) -> dict[str, Text | bool]:
    return {key: value for key, value in credentials.items() if value is not None}
