"""The website's widgets, for who manages the installation: made, set up with a history, given a logo and a secret."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from service.accounts.changes import change_own, checked_name
from service.api.policies.policy_documents import FormerPolicy, PolicyChange, PolicyHistory, PolicyPage, checked
from service.attached_text import PICTURES, media_type_of
from service.deps import CurrentSite, CurrentUser, PathId, Site, needs
from service.errors import FileTooLarge, UnsupportedUpload
from service.rest.shown import problems
from service.roles import Right
from service.storage.accounts.accounts import WIDGET, StoredAccount
from service.storage.accounts.settings import get_settings
from service.storage.accounts.widgets import (
    Logo,
    add_widget,
    document_history,
    list_widgets,
    logo_digest,
    newest_document,
    save_document,
    set_logo,
)
from service.storage.types import now
from service.storage.users.groups import list_groups
from service.texts import clean
from service.widget.settings import WidgetSettings
from service.widget.widgets import settings_of
from service.widget.words import CONSENT

router = APIRouter(prefix="/api/widgets", tags=["widget"], dependencies=needs(Right.MANAGE))

LOGO_BYTES = 60_000


class WidgetLine(BaseModel):
    """A widget; `key` is the script tag's data-account, which the `first` one does without."""

    id: str
    key: str
    name: str
    first: bool


class WidgetLines(BaseModel):
    """All widgets, oldest first. `public_url` is the installation's address where it is set."""

    widgets: list[WidgetLine]
    public_url: str


class WidgetPage(PolicyPage[WidgetSettings]):
    """A widget with its settings in force.

    `fixed_words` stand where the settings have no own. `has_secret`: identities can be signed; what the former secret
    signed is good until `former_secret_until`. `group` gets the hand-offs, empty for everybody.
    """

    widget: WidgetLine
    logo: str | None
    has_secret: bool
    former_secret_until: datetime | None
    group: str
    groups: list[str]
    fixed_words: dict[str, dict[str, str]]


class NewWidget(BaseModel):
    """How it is called in the console."""

    name: str


class WidgetChange(BaseModel):
    """What is to change; what is missing stays. `group` is empty for everybody."""

    name: str | None = None
    group: str | None = None


class SecretWanted(BaseModel):
    """For so long what the present secret has signed is good beside what the new one signs."""

    overlap_hours: Annotated[float, Field(ge=0, le=720, allow_inf_nan=False)] = 24.0


class FreshSecret(BaseModel):
    """Shown this once only."""

    secret: str


@router.get("", responses=problems(401, 403))
async def list_all(site: CurrentSite) -> WidgetLines:
    """All widgets of the installation."""
    async with site.resources.database.read() as connection:
        found = await list_widgets(connection)
    return WidgetLines(widgets=[_line(one) for one in found], public_url=site.resources.settings.public_url.rstrip("/"))


@router.post("", status_code=HTTPStatus.CREATED, responses=problems(401, 403, 422))
async def add(wanted: NewWidget, site: CurrentSite) -> WidgetLine:
    """Make another widget, for another site or part of it."""
    async with site.resources.database.write() as connection:
        made = await add_widget(connection, checked_name(wanted.name))
    site.widgets.forget()
    return _line(made)


@router.get("/{id}", responses=problems(401, 403, 404))
async def get_page(account_id: PathId, site: CurrentSite) -> WidgetPage:
    """One widget."""
    return await _page(account_id, site)


@router.put("/{id}", responses=problems(401, 403, 404, 409, 422))
async def put_settings(account_id: PathId, change: PolicyChange, user: CurrentUser, site: CurrentSite) -> WidgetPage:
    """Put settings in force, on every page within half a minute. A mistake is told by its field."""
    await site.widgets.account(account_id)
    document = checked(WidgetSettings.model_validate, change.document)
    database = site.resources.database
    async with database.write() as connection:
        await save_document(connection, database, account_id, document, change.based_on, user.email)
    site.widgets.forget()
    return await _page(account_id, site)


@router.get("/{id}/history", responses=problems(401, 403, 404))
async def get_history(account_id: PathId, site: CurrentSite) -> PolicyHistory:
    """What was saved when, and by whom."""
    await site.widgets.account(account_id)
    async with site.resources.database.read() as connection:
        former = await document_history(connection, account_id)
    shown = [FormerPolicy.model_validate(one) for one in former]
    # Saved documents name what differs; a form wants the whole of it.
    whole = [settings_of(one).model_dump(mode="json") for one in former]
    return PolicyHistory(
        policies=[one.model_copy(update={"document": document}) for one, document in zip(shown, whole, strict=True)]
    )


@router.patch("/{id}", responses=problems(401, 403, 404, 422))
async def change(account_id: PathId, wanted: WidgetChange, site: CurrentSite) -> WidgetPage:
    """Rename the widget, or give its hand-offs to a group of operators."""
    await site.widgets.account(account_id)
    group = None if wanted.group is None else clean(wanted.group)
    await change_own(site.resources.database, account_id, wanted.name, group)
    site.widgets.forget()
    return await _page(account_id, site)


@router.put(
    "/{id}/logo",
    responses=problems(401, 403, 404, 413, 415),
    openapi_extra={"requestBody": {"required": True, "content": {"image/png": {}}}},
)
async def put_logo(account_id: PathId, request: Request, site: CurrentSite) -> WidgetPage:
    """Store the picture that is the request's body: PNG, JPEG, WebP or GIF, told by its bytes."""
    await site.widgets.account(account_id)
    body = await request.body()
    if len(body) > LOGO_BYTES:
        raise FileTooLarge(f"A logo may have {LOGO_BYTES // 1000} kB: make it smaller, 128 by 128 pixels are enough.")
    media_type = media_type_of(body, None)
    if media_type not in PICTURES:
        raise UnsupportedUpload("This is no picture that can be a logo: choose a PNG, JPEG, WebP or GIF.")
    async with site.resources.database.write() as connection:
        await set_logo(connection, account_id, Logo(media_type, body))
    site.widgets.forget()
    return await _page(account_id, site)


@router.delete("/{id}/logo", responses=problems(401, 403, 404))
async def remove_logo(account_id: PathId, site: CurrentSite) -> WidgetPage:
    """Show no logo any more."""
    await site.widgets.account(account_id)
    async with site.resources.database.write() as connection:
        await set_logo(connection, account_id, None)
    site.widgets.forget()
    return await _page(account_id, site)


@router.post("/{id}/secret", responses=problems(401, 403, 404, 422))
async def rotate_identity_secret(account_id: PathId, wanted: SecretWanted, site: CurrentSite) -> FreshSecret:
    """Make the secret that the shop's server signs identities with; a present one is replaced."""
    return FreshSecret(secret=await site.widgets.rotate_secret(account_id, timedelta(hours=wanted.overlap_hours)))


@router.delete("/{id}", status_code=HTTPStatus.NO_CONTENT, responses=problems(401, 403, 404, 409))
async def remove(account_id: PathId, site: CurrentSite) -> None:
    """Remove a widget in which nobody has opened a chat."""
    await site.widgets.remove(account_id)


async def _page(account_id: str, site: Site) -> WidgetPage:
    account = await site.widgets.account(account_id)
    at = now()
    async with site.resources.database.read() as connection:
        stored = await newest_document(connection, account_id)
        digest = await logo_digest(connection, account_id)
        beside = await get_settings(connection, account_id)
        groups = [group.name for group in await list_groups(connection, at)]
    until = beside.former_credentials_until
    policies = site.resources.policies
    return WidgetPage(
        number=stored.number if stored else 0,
        document=settings_of(stored),
        at=stored.at if stored else None,
        by=stored.by if stored else None,
        widget=_line(account),
        logo=f"/api/widget/logo/{digest}" if digest else None,
        has_secret=bool(account.credentials),
        former_secret_until=until if beside.former_credentials and until and until > at else None,
        group=beside.group or "",
        groups=groups,
        fixed_words={
            "consent": dict(CONSENT),
            "greeting": {language: policies.greeting(language) for language in CONSENT},
        },
    )


def _line(account: StoredAccount) -> WidgetLine:
    return WidgetLine(id=account.id, key=account.key, name=account.name, first=account.key == WIDGET)
