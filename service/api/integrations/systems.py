"""Connected systems: those that may tell us, for admins, and the address at which they do."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, StringConstraints

from service.deps import CurrentCaller, CurrentResources, CurrentSite, PathId, Reading, needs, open_to_all
from service.integrations.systems import NewSystem
from service.rest.shown import Shown, problems
from service.roles import Right
from service.storage.integrations.systems import list_systems, remove_system

router = APIRouter(tags=["integrations"])
ADMINS = problems(401, 403)
managers = needs(Right.MANAGE)
PATH = "/api/hooks/systems"


class Wanted(BaseModel):
    """What the system is called."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class ConnectedSystem(Shown):
    """A system that may tell us; `used_at` is when it last did."""

    id: str
    name: str
    active: bool
    created_at: datetime
    created_by: str
    used_at: datetime | None


class SystemSecret(BaseModel):
    """The secret by which it signs, shown this once only, and the path that it calls."""

    system: ConnectedSystem
    secret: str
    path: str


class ConnectedSystems(BaseModel):
    """The oldest first."""

    systems: list[ConnectedSystem]


class TakenIn(BaseModel):
    """`known`: by this `webhook-id` it was taken in before. `outdated`: a later state of the order is known."""

    result: Literal["stored", "known", "outdated"]


@router.post(PATH + "/{id}", dependencies=open_to_all("each delivery is signed"), responses=problems(401, 404, 422))
async def receive(id: PathId, request: Request, site: CurrentSite) -> TakenIn:  # noqa: A002
    """What a system tells, signed by Standard Webhooks; see docs/webhooks.md."""
    await site.limits.program(f"system:{id}")
    return TakenIn(result=await site.systems.receive(id, request.headers, await request.body()))


@router.get("/api/systems", responses=ADMINS, dependencies=managers)
async def list_all(connection: Reading) -> ConnectedSystems:
    """All that may tell us."""
    return ConnectedSystems(systems=[ConnectedSystem.model_validate(one) for one in await list_systems(connection)])


@router.post("/api/systems", status_code=HTTPStatus.CREATED, responses=ADMINS | problems(422), dependencies=managers)
async def add(wanted: Wanted, caller: CurrentCaller, site: CurrentSite) -> SystemSecret:
    """Let another system tell us."""
    return _with_secret(await site.systems.add(wanted.name, caller.by))


@router.post("/api/systems/{id}/secret", responses=ADMINS | problems(404), dependencies=managers)
async def rotate(id: PathId, site: CurrentSite) -> SystemSecret:  # noqa: A002
    """Another secret; for a day the former one is taken, too."""
    return _with_secret(await site.systems.rotate(id))


@router.delete(
    "/api/systems/{id}",
    status_code=HTTPStatus.NO_CONTENT,
    responses=ADMINS | problems(404),
    dependencies=managers,
)
async def remove(id: PathId, resources: CurrentResources) -> None:  # noqa: A002
    """What it has told stays."""
    async with resources.database.write() as connection:
        await remove_system(connection, id)


def _with_secret(made: NewSystem) -> SystemSecret:
    system = ConnectedSystem.model_validate(made.system)
    return SystemSecret(system=system, secret=made.secret, path=f"{PATH}/{made.system.id}")
