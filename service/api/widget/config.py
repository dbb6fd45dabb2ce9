"""How a widget looks and behaves on its pages: one small document, which browsers keep and ask about by its ETag."""

import hashlib
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from graphs.agent.style.document import Words
from prompts.replies import LANGUAGES
from service.deps import CurrentResources, CurrentSite, open_to_all
from service.errors import NotFound
from service.rest.shown import problems
from service.storage.accounts.widgets import find_logo
from service.widget.settings import Form, Invitation, WidgetSettings
from service.widget.sites import ensure_site
from service.widget.widgets import Widget
from service.widget.words import consent_in

router = APIRouter(prefix="/api/widget", tags=["widget"])

KEPT = "public, max-age=30, stale-while-revalidate=3600"


class WidgetConfig(BaseModel):
    """What is public of the settings, in all languages; empty words leave the widget's own. `logo` is a path."""

    color: str | None
    theme: str
    side: str
    title: Words
    launcher: Words
    logo: str | None
    form: Form | None
    consent: Words
    invitations: list[Invitation]
    flash: bool
    sound: bool


@router.get(
    "/config",
    dependencies=open_to_all("every page with the widget shows it"),
    response_model=WidgetConfig,
    responses={304: {"description": "As it was."}, **problems(403, 404, 422)},
)
async def get_config(
    request: Request, site: CurrentSite, account: Annotated[str | None, Query(max_length=64)] = None
) -> Response:
    """The look of the widget of that key, the first one's without; kept for half a minute, then asked for by ETag."""
    widget = await site.widgets.find(account)
    ensure_site(request, widget.settings)
    body = config_of(widget.settings, logo_path(widget)).model_dump_json().encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": KEPT, "Vary": "Origin"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


@router.get(
    "/logo/{digest}",
    dependencies=open_to_all("every page with the widget shows it"),
    response_class=Response,
    responses={200: {"content": {"image/png": {}}, "description": "The picture."}, **problems(404)},
)
async def get_logo(digest: str, resources: CurrentResources) -> Response:
    """A widget's logo; at this address it never changes."""
    async with resources.database.read() as connection:
        logo = await find_logo(connection, digest[:64])
    if logo is None:
        raise NotFound("There is no such picture.")
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(logo.body, media_type=logo.media_type, headers=headers)


def logo_path(widget: Widget) -> str | None:
    """Where its picture is."""
    return f"/api/widget/logo/{widget.logo}" if widget.logo else None


def config_of(settings: WidgetSettings, logo: str | None) -> WidgetConfig:
    """What pages may know of these settings: neither the sites nor how identities are signed."""
    return WidgetConfig(
        color=settings.color,
        theme=settings.theme,
        side=settings.side,
        title=settings.title,
        launcher=settings.launcher,
        logo=logo,
        form=settings.form if settings.form.enabled else None,
        consent=Words(**{one: consent_in(settings.consent.in_language(one), one) for one in LANGUAGES}),
        invitations=list(settings.invitations),
        flash=settings.flash,
        sound=settings.sound,
    )
