"""Links by which somebody sets their password: who was invited, or has forgotten theirs."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, StringConstraints

from service.api.users.entering import LoggedIn, device_of, entered
from service.deps import CurrentSite, address_of, open_to_all
from service.errors import InvalidRequest
from service.rest.same_origin import ensure_same_origin
from service.rest.shown import problems
from service.texts import clean
from service.users.auth import MOST_CHARS, normalised
from service.users.link_mails import Language

router = APIRouter(
    prefix="/api/auth/links", tags=["log-in"], dependencies=open_to_all("who has the link has no password yet")
)
Token = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class Look(BaseModel):
    """The link's last part."""

    token: Token


class Welcome(BaseModel):
    """Whose link it is; `invited`: it is their first."""

    email: str
    name: str
    invited: bool
    expires_at: datetime


class Use(Look):
    """The password that is set."""

    password: Annotated[str, StringConstraints(max_length=MOST_CHARS)]


class Ways(BaseModel):
    """Whether links are sent by mail here; where they are not, admins give them."""

    by_mail: bool


class Forgot(BaseModel):
    """Whose password it is, and the language of the mail."""

    email: Annotated[str, StringConstraints(max_length=320)]
    language: Language = "en"


@router.post("/look", responses=problems(410, 422, 429))
async def look(looked: Look, request: Request, site: CurrentSite) -> Welcome:
    """Whose link this is; it stays good."""
    await site.limits.link(address_of(request))
    linked = await site.logins.link(looked.token)
    user = linked.user
    return Welcome(email=user.email, name=user.name, invited=linked.invited, expires_at=linked.expires_at)


@router.post("/use", responses=problems(403, 410, 422, 429))
async def use(used: Use, request: Request, response: Response, site: CurrentSite) -> LoggedIn:
    """Set the password and log in. The link has been used then; other log-ins of the user end."""
    ensure_same_origin(request)
    await site.limits.link(address_of(request))
    login = await site.logins.set_password(used.token, used.password, device_of(request))
    return await entered(login, request, response, site)


@router.get("/forgotten")
async def ways(site: CurrentSite) -> Ways:
    """How one gets another password here."""
    return Ways(by_mail=site.forgotten.by_mail)


@router.post("/forgotten", status_code=HTTPStatus.ACCEPTED, responses=problems(403, 422, 429))
async def ask(forgot: Forgot, request: Request, site: CurrentSite) -> None:
    """Send the link, if there is such a user; the answer is the same where there is none."""
    ensure_same_origin(request)
    if not site.forgotten.by_mail:
        raise InvalidRequest("No mail is sent here: ask an admin for a link.")
    email = normalised(clean(forgot.email))
    await site.limits.forgotten(email, address_of(request))
    site.forgotten.begin(email, forgot.language)
