"""What logging in gives, by whichever way: who one is, and the cookie that says so from then on."""

from fastapi import Request, Response

from service.deps import LOGIN_COOKIE, SAFE_LOGIN_COOKIE, Site, address_of, is_secure
from service.rest.shown import Shown
from service.roles import Right, Role
from service.storage.types import now
from service.storage.users.groups import group_of
from service.storage.users.profile_pictures import picture_of
from service.storage.users.users import User
from service.texts import clean
from service.users.auth import LOGIN_LIFETIME, Device, Login


class Me(Shown):
    """Who is logged in, and what they may do. `group` is the operators' group that they are in at present.

    `picture` is the path of their profile picture.
    """

    email: str
    name: str
    role: Role
    rights: list[Right]
    group: str | None
    picture: str | None


class LoggedIn(Me):
    """`token` is for programs, as a bearer; browsers get it as a cookie."""

    token: str


async def entered(login: Login, request: Request, response: Response, site: Site) -> LoggedIn:
    """Give the browser its cookie: hidden from scripts, sent along from this site's own pages only."""
    secure = is_secure(request, site)
    response.set_cookie(
        SAFE_LOGIN_COOKIE if secure else LOGIN_COOKIE,
        login.token,
        max_age=int(LOGIN_LIFETIME.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=secure,
    )
    return LoggedIn(**dict(await shown_to(login.user, site)), token=login.token)


def left(request: Request, response: Response, site: Site) -> None:
    """Take the cookie back."""
    secure = is_secure(request, site)
    name = SAFE_LOGIN_COOKIE if secure else LOGIN_COOKIE
    response.delete_cookie(name, httponly=True, samesite="strict", secure=secure)


async def shown_to(user: User, site: Site) -> Me:
    """What somebody is told of themselves."""
    async with site.resources.database.read() as connection:
        group = await group_of(connection, user.id, now())
        picture = await picture_of(connection, user.id)
    rights = [right for right in Right if user.role.may(right)]
    return Me(email=user.email, name=user.name, role=user.role, rights=rights, group=group, picture=picture)


def device_of(request: Request) -> Device:
    """Where a log-in comes from, as its user will see it."""
    return Device(clean(request.headers.get("user-agent", "")), address_of(request))
