"""Logging in and out of the console."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, StringConstraints

from service.auth import LOGIN_LIFETIME, normalised
from service.deps import (
    LOGIN_COOKIE,
    CurrentSite,
    CurrentUser,
    Reading,
    address_of,
    bearer,
    ensure_same_origin,
    needs_any_login,
    needs_login,
)
from service.roles import Role
from service.shown import Shown, problems
from service.storage.groups import group_of
from service.storage.types import now
from service.texts import clean

router = APIRouter(prefix="/api/auth", tags=["log-in"])


class Attempt(BaseModel):
    """Who wants in."""

    email: Annotated[str, StringConstraints(max_length=320)]
    password: Annotated[str, StringConstraints(max_length=1_024)]


class Me(Shown):
    """Who is logged in. `group` is the operators' group that they are in at present."""

    email: str
    name: str
    role: Role
    group: str | None


class LoggedIn(Me):
    """`token` is for programs, as a bearer; browsers get it as a cookie."""

    token: str


@router.post("/login", responses=problems(401, 429))
async def login(attempt: Attempt, request: Request, response: Response, site: CurrentSite) -> LoggedIn:
    """Log in for 14 days."""
    ensure_same_origin(request)
    email = normalised(clean(attempt.email))
    await site.limits.login(email, address_of(request))
    done = await site.logins.log_in(email, attempt.password)
    response.set_cookie(
        LOGIN_COOKIE,
        done.token,
        max_age=int(LOGIN_LIFETIME.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=site.resources.settings.cookie_secure or request.url.scheme == "https",
    )
    async with site.resources.database.read() as connection:
        group = await group_of(connection, done.user.id, now())
    return LoggedIn(email=done.user.email, name=done.user.name, role=done.user.role, group=group, token=done.token)


@router.post("/logout", status_code=HTTPStatus.NO_CONTENT, dependencies=needs_any_login, responses=problems(401))
async def logout(request: Request, response: Response, site: CurrentSite) -> None:
    """End this log-in."""
    await site.logins.log_out(bearer(request) or request.cookies.get(LOGIN_COOKIE, ""))
    response.delete_cookie(LOGIN_COOKIE, httponly=True, samesite="strict")


@router.get("/me", dependencies=needs_login, responses=problems(401))
async def me(user: CurrentUser, connection: Reading) -> Me:
    """Who is logged in."""
    group = await group_of(connection, user.id, now())
    return Me(email=user.email, name=user.name, role=user.role, group=group)
