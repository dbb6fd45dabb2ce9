"""Keys of other programs, for admins: made, listed and revoked."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, StringConstraints

from service.deps import CurrentSite, PathId, needs_login
from service.shown import Shown, problems
from service.texts import clean_message

router = APIRouter(prefix="/api/keys", tags=["programs"], dependencies=needs_login)
NAME_CHARS = 100


class Wanted(BaseModel):
    """What the key is for."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=NAME_CHARS)]


class Key(Shown):
    """A key, by its first characters."""

    id: str
    name: str
    start: str
    created_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


class NewKey(BaseModel):
    """A fresh key: `secret` is shown this once only."""

    secret: str
    key: Key


class Keys(BaseModel):
    """All keys, the newest first."""

    keys: list[Key]


@router.get("", responses=problems(401))
async def list_keys(site: CurrentSite) -> Keys:
    """All keys, the revoked ones too."""
    return Keys(keys=[Key.model_validate(key) for key in await site.keys.list()])


@router.post("", status_code=HTTPStatus.CREATED, responses=problems(401, 422))
async def create(wanted: Wanted, site: CurrentSite) -> NewKey:
    """Make a key."""
    made = await site.keys.create(clean_message(wanted.name, NAME_CHARS))
    return NewKey(secret=made.secret, key=Key.model_validate(made.key))


@router.delete("/{id}", status_code=HTTPStatus.NO_CONTENT, responses=problems(401, 404))
async def revoke(key_id: PathId, site: CurrentSite) -> None:
    """End a key at once."""
    await site.keys.revoke(key_id)
