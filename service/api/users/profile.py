"""One's own account: another password, and where one is logged in."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, StringConstraints

from service.deps import CurrentSite, CurrentUser, address_of, login_token, needs_login
from service.errors import NotFound
from service.rest.shown import Shown, problems
from service.storage.types import now
from service.storage.users.team_list import end_login, end_other_logins, own_logins
from service.users.auth import MOST_CHARS, digest

router = APIRouter(prefix="/api/auth", tags=["log-in"], dependencies=needs_login)


class NewPassword(BaseModel):
    """The one in force, and the one that takes its place."""

    current: Annotated[str, StringConstraints(max_length=MOST_CHARS)]
    new: Annotated[str, StringConstraints(max_length=MOST_CHARS)]


class Session(Shown):
    """Where you are logged in: what browser it said it was, from which address; `current` is this one."""

    id: str
    agent: str
    address: str
    created_at: datetime
    expires_at: datetime
    current: bool


class Sessions(BaseModel):
    """All of them, the newest first."""

    sessions: list[Session]


@router.post("/password", status_code=HTTPStatus.NO_CONTENT, responses=problems(401, 403, 422, 429))
async def change_password(wanted: NewPassword, request: Request, user: CurrentUser, site: CurrentSite) -> None:
    """Set another password; wherever else you are logged in, that ends."""
    await site.limits.login(user.email, address_of(request))
    token = login_token(request, site) or ""
    await site.logins.replace_password(user.email, wanted.current, wanted.new, token)


@router.get("/sessions", responses=problems(401, 403))
async def list_sessions(request: Request, user: CurrentUser, site: CurrentSite) -> Sessions:
    """Where you are logged in."""
    token = digest(login_token(request, site) or "")
    async with site.resources.database.read() as connection:
        found = await own_logins(connection, user.id, now(), token)
    return Sessions(sessions=[Session.model_validate(one) for one in found])


@router.delete("/sessions", status_code=HTTPStatus.NO_CONTENT, responses=problems(401, 403))
async def end_others(request: Request, user: CurrentUser, site: CurrentSite) -> None:
    """Log out everywhere else."""
    async with site.resources.database.write() as connection:
        await end_other_logins(connection, user.id, digest(login_token(request, site) or ""))


@router.delete("/sessions/{session}", status_code=HTTPStatus.NO_CONTENT, responses=problems(401, 403, 404))
async def end_session(
    session: Annotated[str, StringConstraints(max_length=36)], user: CurrentUser, site: CurrentSite
) -> None:
    """Log out there."""
    async with site.resources.database.write() as connection:
        if len(session) != 16 or not await end_login(connection, user.id, session):
            raise NotFound("You are not logged in there any more.")
