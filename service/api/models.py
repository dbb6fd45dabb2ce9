"""Chat models: which is set for what, and whether it answers."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from graphs.models import ROLES, ModelRole
from graphs.settings import GraphSettings
from service.deps import CurrentCaller, CurrentSite, needs
from service.model_trials import models_of, shown_address, try_model
from service.rest.shown import Shown, problems
from service.roles import Right

router = APIRouter(prefix="/api/models", tags=["models"], dependencies=needs(Right.MANAGE))


class ConfiguredModel(BaseModel):
    """A model of the settings; `base_url` is null at the provider's own server, the key itself is never shown."""

    name: str
    base_url: str | None
    has_key: bool
    timeout_s: float


class RoleModels(BaseModel):
    """The models that are tried for a role, in order; without any, rules and quotes do its work."""

    role: ModelRole
    models: list[ConfiguredModel]


class ModelsPage(BaseModel):
    """Every role. `quotes`: documents are quoted where no model answers."""

    roles: list[RoleModels]
    quotes: bool


class Wanted(BaseModel):
    """Which model is to be tried: its role, and its place there."""

    role: ModelRole
    place: int = Field(ge=0, le=100)


class Tried(Shown):
    """What came of one short call: a reply with what it took, or the error. Tokens are null where it counts none."""

    latency_ms: int
    reply: str | None
    input_tokens: int | None
    output_tokens: int | None
    error: str | None


@router.get("", responses=problems(401, 403))
async def list_models() -> ModelsPage:
    """The models of the settings, by role."""
    settings = GraphSettings()
    roles = [
        RoleModels(
            role=role,
            models=[
                ConfiguredModel(
                    name=one.name,
                    base_url=shown_address(one),
                    has_key=one.api_key is not None,
                    timeout_s=one.timeout_s,
                )
                for one in models_of(role, settings)
            ],
        )
        for role in ROLES
    ]
    return ModelsPage(roles=roles, quotes=settings.model is None or settings.model_fallback)


@router.post("/try", responses=problems(401, 403, 404, 422, 429))
async def try_one(wanted: Wanted, caller: CurrentCaller, site: CurrentSite) -> Tried:
    """Ask a model one short question now; it costs a few tokens."""
    await site.limits.program(f"models:{caller.by}")
    return Tried.model_validate(await try_model(wanted.role, wanted.place, GraphSettings()))
