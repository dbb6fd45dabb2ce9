"""What endpoints are handed: typed FastAPI dependencies over what the app's lifespan has built."""

import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypedDict

from fastapi import Depends, Request, Security
from fastapi.params import Depends as Dependency
from fastapi.security import APIKeyCookie, HTTPBearer
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import BadToken, InvalidRequest, NotFound, NotLoggedIn
from service.integrations.systems import Systems
from service.programs import Programs
from service.resources import Resources
from service.rest.limits import Limits
from service.rest.same_origin import SAFE_METHODS, ensure_same_origin
from service.roles import Right
from service.storage.users.api_keys import ApiKey
from service.storage.users.users import User
from service.users.api_keys import PREFIX as KEY_START
from service.users.api_keys import ApiKeys
from service.users.auth import Logins
from service.users.callers import Caller
from service.users.forgotten import Forgotten
from service.users.link_mails import LinkMails
from service.users.members import Members
from service.users.profile_pictures import ProfilePictures
from service.widget.sessions import Sessions
from service.widget.visitors import Visitor, Visitors
from service.widget.widgets import Widgets

LOGIN_COOKIE = "turnwise_login"
SAFE_LOGIN_COOKIE = f"__Host-{LOGIN_COOKIE}"
"""Under https: browsers take it from this very host only, so that no neighbour's page can plant a log-in."""
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
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
    members: Members
    link_mails: LinkMails
    forgotten: Forgotten
    pictures: ProfilePictures
    programs: Programs
    systems: Systems
    widgets: Widgets


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


async def _visitors_only(request: Request, site: CurrentSite, _: Annotated[Any, Security(_VISITOR_BEARER)]) -> None:
    visitor_of(request, site)


needs_visitor = Depends(_visitors_only)
CurrentVisitor = Annotated[Visitor, Depends(_visitor)]


async def _caller(request: Request, site: CurrentSite) -> Caller:
    token = bearer(request)
    if token and token.startswith(KEY_START):
        key = await site.keys.verify(token)
        await site.limits.program(key.id)
        return Caller.of_key(key)
    if token is None and request.method not in SAFE_METHODS:
        ensure_same_origin(request)
    token = login_token(request, site)
    user = await site.logins.user_of(token) if token else None
    if user is None:
        raise NotLoggedIn
    return Caller.of_user(user)


CurrentCaller = Annotated[Caller, Depends(_caller)]
"""Who asks. What they may do is checked by `needs`."""


async def _user(caller: CurrentCaller) -> User:
    return caller.person()


CurrentUser = Annotated[User, Depends(_user)]
"""The person who asks; programs are refused."""


@dataclass(frozen=True, slots=True)
class Guard:
    """What an endpoint asks for: a log-in, and of who is logged in a right, another one for changes."""

    reads: Right | None = None
    changes: Right | None = None

    async def __call__(self, request: Request, caller: CurrentCaller) -> Caller:
        """Refuse with NotLoggedIn or Forbidden."""
        right = self.reads if request.method in SAFE_METHODS else self.changes
        if right and not caller.may(right):
            raise caller.refusal(right)
        return caller


@dataclass(frozen=True, slots=True)
class Open:
    """Marks an endpoint that anybody may call, and says why."""

    why: str

    async def __call__(self) -> None:
        """Refuse nobody."""


def needs(reads: Right, changes: Right | None = None) -> Sequence[Dependency]:
    """What a router or an endpoint depends on: the right that GET asks for, and the one that all else asks for.

    Without `changes`, both ask for the same. Refused with Forbidden, or NotLoggedIn.
    """
    return _guarded(Guard(reads, changes or reads))


def open_to_all(why: str) -> Sequence[Dependency]:
    """What an endpoint depends on that anybody may call."""
    return [Depends(Open(why))]


def _guarded(guard: Guard) -> Sequence[Dependency]:
    return [Depends(guard), Security(_COOKIE), Security(_LOGIN_BEARER), Security(_KEY_BEARER)]


needs_login = [*_guarded(Guard()), Depends(_user)]
"""For what everybody does who is logged in, whatever their role: with their own account, and nothing else."""


def declares_access(call: object) -> bool:
    """Whether a dependency says who may call."""
    return isinstance(call, Guard | Open) or call in (_visitors_only, _key)


async def _key(request: Request, site: CurrentSite, _: Annotated[Any, Security(_KEY_BEARER)]) -> ApiKey:
    return await site.keys.verify_for_agent(bearer(request))


needs_key = Depends(_key)
CurrentKey = Annotated[ApiKey, Depends(_key)]


def is_secure(request: Request, site: Site) -> bool:
    """Whether the browser speaks https, perhaps to a proxy before us."""
    return site.resources.settings.cookie_secure or request.url.scheme == "https"


def login_token(request: Request, site: Site) -> str | None:
    """What the request says that it is logged in by."""
    name = SAFE_LOGIN_COOKIE if is_secure(request, site) else LOGIN_COOKIE
    return bearer(request) or request.cookies.get(name)


def address_of(request: Request) -> str:
    """The client's address, as uvicorn knows it: behind a trusted proxy, the one that the proxy names."""
    return request.client.host if request.client else "unknown"


async def checked_id(id: str) -> str:  # noqa: A002 - it is the path's own name
    """The id, where it looks like one. Raises NotFound."""
    if not _ID.fullmatch(id):
        raise NotFound("There is nothing with this id.")
    return id


PathId = Annotated[str, Depends(checked_id)]
