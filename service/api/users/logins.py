"""Logging in and out of the console."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, StringConstraints

from service.api.users.entering import LoggedIn, Me, device_of, entered, left, shown_to
from service.deps import CurrentSite, CurrentUser, address_of, login_token, needs_login, open_to_all
from service.rest.same_origin import ensure_same_origin
from service.rest.shown import problems
from service.texts import clean
from service.users.auth import MOST_CHARS, normalised

router = APIRouter(prefix="/api/auth", tags=["log-in"])


class Attempt(BaseModel):
    """Who wants in."""

    email: Annotated[str, StringConstraints(max_length=320)]
    password: Annotated[str, StringConstraints(max_length=MOST_CHARS)]


@router.post("/login", dependencies=open_to_all("it is how one logs in"), responses=problems(401, 403, 429))
async def login(attempt: Attempt, request: Request, response: Response, site: CurrentSite) -> LoggedIn:
    """Log in for 14 days."""
    ensure_same_origin(request)
    email = normalised(clean(attempt.email))
    await site.limits.login(email, address_of(request))
    done = await site.logins.log_in(email, attempt.password, device_of(request))
    return await entered(done, request, response, site)


@router.post("/logout", status_code=HTTPStatus.NO_CONTENT, dependencies=needs_login, responses=problems(401, 403))
async def logout(request: Request, response: Response, site: CurrentSite) -> None:
    """End this log-in."""
    await site.logins.log_out(login_token(request, site) or "")
    left(request, response, site)


@router.get("/me", dependencies=needs_login, responses=problems(401, 403))
async def me(user: CurrentUser, site: CurrentSite) -> Me:
    """Who is logged in."""
    return await shown_to(user, site)
