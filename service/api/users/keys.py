"""Keys of other programs, for admins: made, listed and revoked."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field, StringConstraints

from service.api.times import Time
from service.deps import CurrentSite, CurrentUser, PathId, needs, needs_login
from service.rest.shown import Shown, problems
from service.roles import Right
from service.scopes import Scope, scopes_of
from service.storage.users.api_keys import ApiKey
from service.texts import clean_message

# Besides the right: no key makes keys, or it could give another what it was not given itself.
router = APIRouter(prefix="/api/keys", tags=["programs"], dependencies=[*needs(Right.MANAGE), *needs_login])
NAME_CHARS = 100


class Wanted(BaseModel):
    """What the key is for, what it opens, and until when; without `expires_at` until it is revoked."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=NAME_CHARS)]
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=len(Scope))] = [Scope.AGENT]
    expires_at: Time | None = None


class Key(Shown):
    """A key, by its first characters."""

    id: str
    name: str
    start: str
    scopes: list[Scope]
    created_at: datetime
    created_by: str
    expires_at: datetime | None
    used_at: datetime | None
    revoked_at: datetime | None


class NewKey(BaseModel):
    """A fresh key: `secret` is shown this once only."""

    secret: str
    key: Key


class Keys(BaseModel):
    """All keys, the newest first."""

    keys: list[Key]


@router.get("", responses=problems(401, 403))
async def list_keys(site: CurrentSite) -> Keys:
    """All keys, the revoked ones too."""
    return Keys(keys=[_shown(key) for key in await site.keys.list()])


@router.post("", status_code=HTTPStatus.CREATED, responses=problems(401, 403, 422))
async def create(wanted: Wanted, admin: CurrentUser, site: CurrentSite) -> NewKey:
    """Make a key."""
    name = clean_message(wanted.name, NAME_CHARS)
    made = await site.keys.create(name, scopes_of(wanted.scopes), admin.email, wanted.expires_at)
    return NewKey(secret=made.secret, key=_shown(made.key))


@router.delete("/{id}", status_code=HTTPStatus.NO_CONTENT, responses=problems(401, 403, 404))
async def revoke(key_id: PathId, site: CurrentSite) -> None:
    """End a key at once."""
    await site.keys.revoke(key_id)


def _shown(key: ApiKey) -> Key:
    return Key(
        id=key.id,
        name=key.name,
        start=key.start,
        scopes=list(key.scopes.all),
        created_at=key.created_at,
        created_by=key.created_by,
        expires_at=key.expires_at,
        used_at=key.used_at,
        revoked_at=key.revoked_at,
    )
