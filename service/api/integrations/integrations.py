"""Integrations, for admins: webhooks, CRMs and notices; what they were told, and replaying it."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from service.deps import CurrentCaller, CurrentResources, PathId, Reading, needs
from service.integrations.configs import CrmConfig, LeadFilters, NoticeConfig, shown_place
from service.integrations.keeping import Made
from service.resources import Resources
from service.rest.shown import Shown, problems
from service.roles import Right
from service.storage.integrations.deliveries import State, list_log, replay, replay_failed
from service.storage.integrations.events import EVENTS
from service.storage.integrations.integrations import (
    Integration,
    Kind,
    get_integration,
    list_integrations,
    remove_integration,
)
from service.storage.types import now

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


router = APIRouter(prefix="/api/integrations", tags=["integrations"], dependencies=needs(Right.MANAGE))
ADMINS = problems(401, 403)


class Wanted(BaseModel):
    """What is told to whom. `config` by kind: webhook {url}; crm {url, method, headers, body, secrets}; notice
    {address, details, language}. `filters` hold for leads."""

    name: Name
    events: list[Annotated[str, StringConstraints(max_length=40)]] = Field(max_length=len(EVENTS))
    config: dict[str, Any] = Field(default={}, max_length=20)
    filters: LeadFilters = LeadFilters()
    active: bool = True


class New(Wanted):
    """One to be entered."""

    kind: Kind


class ShownIntegration(BaseModel):
    """One as it is listed. `config` leaves out what may hold a secret; of secrets and headers it has the names."""

    id: str
    kind: Kind
    name: str
    place: str
    events: list[str]
    filters: LeadFilters
    config: dict[str, Any]
    active: bool
    disabled_why: str | None
    created_at: datetime
    created_by: str


class WithSecret(BaseModel):
    """`secret` signs what is sent, and is shown this once only; null for what is not a webhook."""

    integration: ShownIntegration
    secret: str | None


class AllIntegrations(BaseModel):
    """The oldest first, and the events that there are."""

    integrations: list[ShownIntegration]
    events: list[str]


class Delivery(Shown):
    """An event for an integration. `event_id` is the `webhook-id`; `answer` is the beginning of what came back."""

    id: str
    event_id: str
    integration_id: str
    event: str
    lead_id: str | None
    at: datetime
    state: State
    attempts: int
    not_before: datetime
    tried_at: datetime | None
    status: int | None
    answer: str | None
    error: str | None


class Log(BaseModel):
    """The latest first."""

    deliveries: list[Delivery]


class Trial(BaseModel):
    """The id of a lead to try it with; without one, an example."""

    lead: Annotated[str, StringConstraints(max_length=36)] | None = None


class Tried(Shown):
    """What came back."""

    taken: bool
    status: int | None
    answer: str | None
    error: str | None


class Draft(BaseModel):
    """A CRM's mapping to be looked at: over what is kept of the integration `id`, where one is named."""

    config: dict[str, Any] = Field(max_length=20)
    id: Annotated[str, StringConstraints(max_length=36)] | None = None
    lead: Annotated[str, StringConstraints(max_length=36)] | None = None


class Preview(BaseModel):
    """The request that would be sent: of its headers the names, of its address what may be shown; `body` is JSON."""

    method: str
    place: str
    headers: list[str]
    body: str


class Since(BaseModel):
    """All that was given up of what happened since then."""

    since: AwareDatetime


class Replayed(BaseModel):
    """How many are sent again."""

    deliveries: int


@router.get("", responses=ADMINS)
async def list_all(connection: Reading, resources: CurrentResources) -> AllIntegrations:
    """All integrations."""
    found = await list_integrations(connection)
    return AllIntegrations(integrations=[_shown(one, resources) for one in found], events=list(EVENTS))


@router.post("", status_code=HTTPStatus.CREATED, responses=ADMINS | problems(422))
async def add(new: New, caller: CurrentCaller, resources: CurrentResources) -> WithSecret:
    """Enter one; it is told of what happens from now on."""
    made = await resources.integrations.add(new.kind, new.name, new.config, new.events, new.filters, caller.by)
    return _with_secret(made, resources)


@router.put("/{id}", responses=ADMINS | problems(404, 422))
async def change(id: PathId, wanted: Wanted, resources: CurrentResources) -> ShownIntegration:  # noqa: A002
    """What `config` leaves out stays as it is."""
    changed = await resources.integrations.change(
        id, wanted.name, wanted.config, wanted.events, wanted.filters, active=wanted.active
    )
    return _shown(changed, resources)


@router.delete("/{id}", status_code=HTTPStatus.NO_CONTENT, responses=ADMINS | problems(404))
async def remove(id: PathId, resources: CurrentResources) -> None:  # noqa: A002
    """Remove it with its log."""
    async with resources.database.write() as connection:
        await remove_integration(connection, id)


@router.post("/{id}/secret", responses=ADMINS | problems(404, 422))
async def rotate(id: PathId, resources: CurrentResources) -> WithSecret:  # noqa: A002
    """Another secret; for a day both sign."""
    return _with_secret(await resources.integrations.rotate(id), resources)


@router.post("/{id}/test", responses=ADMINS | problems(404, 422))
async def test(id: PathId, trial: Trial, resources: CurrentResources) -> Tried:  # noqa: A002
    """Send an example, or a lead, once and at once."""
    reply = await resources.integrations.test(id, resources.caller, resources.line.http, trial.lead)
    return Tried.model_validate(reply)


@router.post("/preview", responses=ADMINS | problems(404, 422))
async def preview(draft: Draft, resources: CurrentResources) -> Preview:
    """What a CRM would get of a lead, or of an example; nothing is sent. What is wrong with the mapping is told."""
    request = await resources.integrations.preview(draft.config, draft.id, draft.lead)
    return Preview(
        method=request.method,
        place=shown_place(request.url),
        headers=sorted(request.headers),
        body=request.body.decode(),
    )


@router.get("/deliveries", responses=ADMINS)
async def log(
    connection: Reading,
    integration: Annotated[str | None, Query(max_length=36)] = None,
    state: State | None = None,
    before: Annotated[str | None, Query(max_length=36)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Log:
    """What was told, and what is to be told."""
    found = await list_log(connection, integration, state, limit, before)
    return Log(deliveries=[Delivery.model_validate(one) for one in found])


@router.post("/deliveries/{id}/replay", responses=ADMINS | problems(404))
async def replay_one(id: PathId, resources: CurrentResources) -> Replayed:  # noqa: A002
    """Send it again, by the same `webhook-id`."""
    async with resources.database.write() as connection:
        await replay(connection, id, now())
    return Replayed(deliveries=1)


@router.post("/{id}/replay", responses=ADMINS | problems(404, 422))
async def replay_since(id: PathId, since: Since, resources: CurrentResources) -> Replayed:  # noqa: A002
    """Send all again that was given up since then."""
    async with resources.database.write() as connection:
        await get_integration(connection, id)
        return Replayed(deliveries=await replay_failed(connection, id, since.since, now()))


def _with_secret(made: Made, resources: Resources) -> WithSecret:
    return WithSecret(integration=_shown(made.integration, resources), secret=made.secret)


def _shown(one: Integration, resources: Resources) -> ShownIntegration:
    config = resources.integrations.config_of(one)
    shown: dict[str, Any] = {}
    if isinstance(config, CrmConfig):
        shown = {"method": config.method, "body": config.body}
        shown |= {"headers": sorted(config.headers), "secrets": sorted(config.secrets)}
    elif isinstance(config, NoticeConfig):
        shown = {"details": config.details, "language": config.language}
    names = ("id", "kind", "name", "place", "events", "active", "disabled_why", "created_at", "created_by")
    filters = LeadFilters.model_validate(one.filters)
    return ShownIntegration(filters=filters, config=shown, **{name: getattr(one, name) for name in names})
