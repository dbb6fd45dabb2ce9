"""The web application: its lifespan, its middleware and its routes, put together."""

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import Depends, FastAPI
from starlette.middleware import Middleware

from service.api import (
    accounts,
    alerts,
    attachments,
    completions,
    conversations,
    customers,
    diagnosis,
    documents,
    evaluations,
    events,
    health,
    hooks,
    integrations,
    intents,
    keys,
    knowledge_health,
    knowledge_search,
    kpis,
    lead_policy,
    leads,
    logins,
    people,
    policy,
    reviews,
    rule_hits,
    rules,
    style,
    systems,
    versions,
    web_pages,
    widget_files,
    widget_messages,
    widget_rating,
    widget_session,
    widget_stream,
)
from service.api.mcp import mcp_routes
from service.api.pages import page_routes
from service.api_keys import ApiKeys
from service.auth import Logins
from service.bodies import BodyLimit
from service.deps import Site, State, refuse_nul
from service.errorpages import add_error_pages
from service.headers import SafeHeaders, WidgetCors
from service.integrations.systems import Systems
from service.limits import Limits
from service.programs import Programs
from service.resources import Resources, open_resources
from service.sessions import Sessions
from service.settings import Settings
from service.shown import problems
from service.storage.accounts import API, own_account, widget_account
from service.visitors import Visitors

OpenResources = Callable[[Settings], AbstractAsyncContextManager[Resources]]
NOUNS = (
    widget_rating,
    widget_session,
    widget_messages,
    widget_files,
    widget_stream,
    logins,
    documents,
    web_pages,
    versions,
    knowledge_health,
    knowledge_search,
    conversations,
    attachments,
    customers,
    people,
    policy,
    reviews,
    lead_policy,
    intents,
    style,
    rules,
    rule_hits,
    alerts,
    leads,
    kpis,
    diagnosis,
    evaluations,
    keys,
    integrations,
    completions,
    events,
    systems,
    hooks,
    accounts,
    health,
)


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

    app = FastAPI(
        title="Turnwise",
        description="A customer-service agent that grades itself on every turn.",
        lifespan=lifespan,
        responses=problems(422),
        dependencies=[Depends(refuse_nul)],
        middleware=[
            Middleware(SafeHeaders),
            Middleware(WidgetCors, allowed_origins=settings.allowed_origins),
            Middleware(BodyLimit, settings=settings),
        ],
    )
    add_error_pages(app)
    for noun in NOUNS:
        app.include_router(noun.router)
    app.router.routes.extend(mcp_routes())
    app.router.routes.extend(page_routes())
    return app


async def open_site(resources: Resources) -> Site:
    """What HTTP adds to the resources."""
    async with resources.database.write() as connection:
        account = await widget_account(connection, resources.database)
        programs = await own_account(connection, resources.database, API)
    replies = resources.brain.context.prompts.fixed
    visitors = Visitors(resources.vault.signing_key("widget"))
    return Site(
        resources=resources,
        visitors=visitors,
        sessions=Sessions(
            resources.database,
            resources.live,
            visitors,
            resources.policies.greeting,
            resources.policies.quick_questions,
            account.id,
        ),
        limits=Limits(resources.settings),
        logins=Logins(resources.database),
        keys=ApiKeys(resources.database),
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
