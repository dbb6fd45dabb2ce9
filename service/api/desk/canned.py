"""Replies kept ready: everybody's, managed by who says what is watched, and one's own, by who answers customers."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field, StringConstraints

from service.deps import CurrentResources, CurrentUser, PathId, Reading, needs
from service.resources import Resources
from service.rest.shown import Shown, problems
from service.roles import Right
from service.storage.desk.canned_replies import add_canned, change_canned, get_canned, list_canned, remove_canned
from service.storage.types import now
from service.storage.users.users import User
from service.texts import clean_message

own_router = APIRouter(
    prefix="/api/canned-replies", tags=["conversations"], dependencies=needs(Right.SEE, Right.ANSWER)
)
shared_router = APIRouter(
    prefix="/api/canned-replies/shared", tags=["conversations"], dependencies=needs(Right.SEE, Right.MONITOR)
)


class Wording(BaseModel):
    """What stands behind a shortcut. `{customer}`, `{operator}` and `{order}` are filled in when it is inserted."""

    shortcut: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\s/{}]{1,40}$")]
    language: Literal["en", "zh"] | None = None
    text: str = Field(max_length=10_000)


class Canned(Shown):
    """One that the reader may insert; `own`: nobody else has it."""

    id: str
    shortcut: str
    language: Literal["en", "zh"] | None
    text: str
    own: bool
    updated_at: datetime
    updated_by: str


class AllCanned(BaseModel):
    """By shortcut."""

    replies: list[Canned]


@own_router.get("", responses=problems(401, 403))
async def list_all(user: CurrentUser, connection: Reading) -> AllCanned:
    """Everybody's and the reader's own."""
    replies = [Canned.model_validate(one) for one in await list_canned(connection, user.id)]
    return AllCanned(replies=replies)


@own_router.post("", status_code=HTTPStatus.CREATED, responses=problems(401, 403, 413, 422))
async def add_own(wording: Wording, user: CurrentUser, resources: CurrentResources) -> Canned:
    """Keep a reply of one's own ready."""
    return await _add(wording, user.id, user, resources)


@own_router.put("/{id}", responses=problems(401, 403, 404, 413, 422))
async def change_own(reply_id: PathId, wording: Wording, user: CurrentUser, resources: CurrentResources) -> Canned:
    """Put other words behind one of one's own."""
    return await _change(reply_id, wording, user.id, user, resources)


@own_router.delete("/{id}", status_code=HTTPStatus.NO_CONTENT, responses=problems(401, 403, 404))
async def remove_own(reply_id: PathId, user: CurrentUser, resources: CurrentResources) -> None:
    """Keep one of one's own no longer."""
    async with resources.database.write() as connection:
        await remove_canned(connection, reply_id, user.id)


@shared_router.post("", status_code=HTTPStatus.CREATED, responses=problems(401, 403, 413, 422))
async def add_shared(wording: Wording, user: CurrentUser, resources: CurrentResources) -> Canned:
    """Keep a reply ready for everybody."""
    return await _add(wording, None, user, resources)


@shared_router.put("/{id}", responses=problems(401, 403, 404, 413, 422))
async def change_shared(reply_id: PathId, wording: Wording, user: CurrentUser, resources: CurrentResources) -> Canned:
    """Put other words behind one of everybody's."""
    return await _change(reply_id, wording, None, user, resources)


@shared_router.delete("/{id}", status_code=HTTPStatus.NO_CONTENT, responses=problems(401, 403, 404))
async def remove_shared(reply_id: PathId, resources: CurrentResources) -> None:
    """Keep one of everybody's no longer."""
    async with resources.database.write() as connection:
        await remove_canned(connection, reply_id, None)


async def _add(wording: Wording, owner: str | None, user: User, resources: Resources) -> Canned:
    text = clean_message(wording.text, resources.settings.max_message_chars)
    async with resources.database.write() as connection:
        made = await add_canned(connection, owner, wording.shortcut, wording.language, text, user.email, now())
        return Canned.model_validate(await get_canned(connection, made, owner))


async def _change(reply_id: str, wording: Wording, owner: str | None, user: User, resources: Resources) -> Canned:
    text = clean_message(wording.text, resources.settings.max_message_chars)
    async with resources.database.write() as connection:
        await get_canned(connection, reply_id, owner)
        await change_canned(connection, reply_id, wording.shortcut, wording.language, text, user.email, now())
        return Canned.model_validate(await get_canned(connection, reply_id, owner))


router = APIRouter()
router.include_router(shared_router)
router.include_router(own_router)
