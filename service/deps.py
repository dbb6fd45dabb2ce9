"""What endpoints are handed: typed FastAPI dependencies over what the app's lifespan has built."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, TypedDict
from urllib.parse import urlsplit

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyCookie, HTTPBearer
from sqlalchemy.ext.asyncio import AsyncConnection

from service.api_keys import ApiKeys
from service.auth import Logins
from service.errors import BadToken, Forbidden, InvalidRequest, NotFound, NotLoggedIn
from service.integrations.systems import Systems
from service.limits import Limits
from service.programs import Programs
from service.resources import Resources
from service.roles import Role
from service.sessions import Sessions
from service.storage.api_keys import ApiKey
from service.storage.users import User
from service.visitors import Visitor, Visitors

LOGIN_COOKIE = "turnwise_login"
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
# Declared for the OpenAPI page; the checks are below.
_COOKIE = APIKeyCookie(name=LOGIN_COOKIE, auto_error=False, description="What POST /api/auth/login sets.")
_LOGIN_BEARER = HTTPBearer(auto_error=False, scheme_name="Login", description="The token of a log-in.")
_KEY_BEARER = HTTPBearer(auto_error=False, scheme_name="API key", description="A key of `turnwise key create`.")
_VISITOR_BEARER = HTTPBearer(auto_error=False, scheme_name="Visitor", description="The token of a widget session.")


@dataclass(frozen=True, slots=True)
class Site:
    """What the HTTP side adds to the resources of the process."""

    resources: Resources
    visitors: Visitors
    sessions: Sessions
    limits: Limits
    logins: Logins
    keys: ApiKeys
    programs: Programs
    systems: Systems


class State(TypedDict):
    """The lifespan's state, which every request can reach."""

    site: Site


async def get_site(request: Request) -> Site:
    """What the lifespan has built."""
    site: Site = request.state.site
    return site


CurrentSite = Annotated[Site, Depends(get_site)]


async def get_resources(site: CurrentSite) -> Resources:
    """The resources of this process."""
    return site.resources


CurrentResources = Annotated[Resources, Depends(get_resources)]


async def _reading(resources: CurrentResources) -> AsyncIterator[AsyncConnection]:
    async with resources.database.read() as connection:
        yield connection


Reading = Annotated[AsyncConnection, Depends(_reading)]


async def refuse_nul(request: Request) -> None:
    """PostgreSQL takes no NUL, and nothing that is looked for holds one. Raises InvalidRequest."""
    if b"%00" in request.scope["query_string"]:
        raise InvalidRequest("A value of the query holds a NUL character (%00): leave it out.")


def bearer(request: Request) -> str | None:
    """The token of the Authorization header."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


async def _visitor(request: Request, site: CurrentSite) -> Visitor:
    return visitor_of(request, site)


def visitor_of(request: Request, site: Site) -> Visitor:
    """Who the request's visitor token speaks for. Raises BadToken."""
    token = bearer(request)
    if token is None:
        raise BadToken
    return site.visitors.verify(token)


needs_visitor = Security(_VISITOR_BEARER)
CurrentVisitor = Annotated[Visitor, Depends(_visitor)]


async def _logged_in(request: Request, site: CurrentSite) -> User:
    token = bearer(request)
    if token is None and request.method not in _SAFE_METHODS:
        ensure_same_origin(request)
    token = token or request.cookies.get(LOGIN_COOKIE)
    user = await site.logins.user_of(token) if token else None
    if user is None:
        raise NotLoggedIn
    return user


async def _user(request: Request, user: Annotated[User, Depends(_logged_in)]) -> User:
    if not user.role.may_change and request.method not in _SAFE_METHODS:
        raise Forbidden("Your account may look at everything and change nothing: ask an admin for another role.")
    return user


CurrentUser = Annotated[User, Depends(_user)]
needs_login = [Depends(_user), Security(_COOKIE), Security(_LOGIN_BEARER)]
needs_any_login = [Depends(_logged_in), Security(_COOKIE), Security(_LOGIN_BEARER)]
"""Also of who may only look: to log out."""


async def _admin(user: CurrentUser) -> User:
    if user.role is not Role.ADMIN:
        raise Forbidden("Only admins may see and change this.")
    return user


needs_admin = [Depends(_admin), Security(_COOKIE), Security(_LOGIN_BEARER)]


async def _key(request: Request, site: CurrentSite) -> ApiKey:
    return await site.keys.verify(bearer(request))


needs_key = Security(_KEY_BEARER)
CurrentKey = Annotated[ApiKey, Depends(_key)]


def ensure_same_origin(request: Request) -> None:
    """Refuse what another site's page makes a browser send. Raises Forbidden.

    Browsers tell by Sec-Fetch-Site (https://www.w3.org/TR/fetch-metadata/) where they can, else by Origin.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        same = site in ("same-origin", "none")
    else:
        same = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    if not same:
        raise Forbidden("This came from a page of another site: do it on this site's own pages.")


def address_of(request: Request) -> str:
    """The client's address, as uvicorn knows it: behind a trusted proxy, the one that the proxy names."""
    return request.client.host if request.client else "unknown"


async def checked_id(id: str) -> str:  # noqa: A002 - it is the path's own name
    """The id, where it looks like one. Raises NotFound."""
    if not _ID.fullmatch(id):
        raise NotFound("There is nothing with this id.")
    return id


PathId = Annotated[str, Depends(checked_id)]
