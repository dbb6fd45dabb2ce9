"""The web application: its lifespan, its middleware and its routes, put together."""

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI
from starlette.middleware import Middleware

from service.api.endpoints import endpoints
from service.api.integrations.mcp import mcp_routes
from service.api.pages import page_routes
from service.deps import Site, State
from service.guarding import ensure_guarded
from service.integrations.systems import Systems
from service.programs import Programs
from service.resources import Resources, open_resources
from service.rest.bodies import BodyLimit
from service.rest.errorpages import add_error_pages
from service.rest.headers import SafeHeaders, WidgetCors
from service.rest.limits import Limits
from service.settings import Settings
from service.storage.accounts.accounts import API, own_account, widget_account
from service.users.api_keys import ApiKeys
from service.users.auth import Logins
from service.users.forgotten import Forgotten
from service.users.link_mails import open_link_mails
from service.users.members import Members
from service.users.profile_pictures import ProfilePictures
from service.widget.sessions import Sessions
from service.widget.visitors import Visitors
from service.widget.widgets import Widgets

OpenResources = Callable[[Settings], AbstractAsyncContextManager[Resources]]


def create_app(settings: Settings | None = None, open_resources: OpenResources = open_resources) -> FastAPI:
    """The application; all that it needs is opened when it starts and closed when it stops."""
    settings = settings or Settings()

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[State]:
        async with open_resources(settings) as resources:
            site = await open_site(resources)
            password = await site.logins.ensure_admin(settings.admin_email, settings.admin_password)
            if password:
                _announce(settings.admin_email, password)
            yield {"site": site}
            await site.forgotten.finish()

    app = FastAPI(
        title="Turnwise",
        description="A customer-service agent that grades itself on every turn.",
        lifespan=lifespan,
        middleware=[
            Middleware(SafeHeaders),
            Middleware(WidgetCors, allowed_origins=settings.allowed_origins),
            Middleware(BodyLimit, settings=settings),
        ],
    )
    add_error_pages(app)
    app.router.routes.extend(endpoints())
    app.router.routes.extend(mcp_routes())
    app.router.routes.extend(page_routes())
    ensure_guarded(app)
    return app


async def open_site(resources: Resources) -> Site:
    """What HTTP adds to the resources."""
    async with resources.database.write() as connection:
        await widget_account(connection, resources.database)
        programs = await own_account(connection, resources.database, API)
    replies = resources.brain.context.prompts.fixed
    visitors = Visitors(resources.vault.signing_key("widget"))
    members, mails = Members(resources.database), open_link_mails(resources.settings)
    return Site(
        resources=resources,
        visitors=visitors,
        sessions=Sessions(resources.database, resources.live, visitors, resources.policies),
        widgets=Widgets(resources.database, resources.vault),
        limits=Limits(resources.settings),
        logins=Logins(resources.database),
        keys=ApiKeys(resources.database),
        members=members,
        link_mails=mails,
        forgotten=Forgotten(members, mails),
        pictures=ProfilePictures(resources.database),
        systems=Systems(resources.database, resources.vault),
        programs=Programs(
            resources.database, resources.turns, replies, programs.id, resources.settings.max_message_chars
        ),
    )


def _announce(email: str, password: str) -> None:
    """Tell the one who starts the service for the first time; this password is written down nowhere."""
    line = "=" * 72
    sys.stderr.write(
        f"\n{line}\nThe console is at /console. Log in as {email} with the password {password}\n"
        f"It is shown this once only. Set TURNWISE_ADMIN_PASSWORD to choose your own.\n{line}\n\n"
    )
    sys.stderr.flush()
