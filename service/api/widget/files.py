"""Files that visitors attach in the widget: each is a message of its own."""

from http import HTTPStatus
from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel
from sqlalchemy import func, select

from service.api.conversations.attachments import file_headers, served_type
from service.attached_text import media_type_of
from service.deps import CurrentSite, CurrentVisitor, PathId, Reading, address_of, needs_visitor, visitor_of
from service.errors import InvalidRequest, NotAllowedNow, UnsupportedUpload
from service.rest.bodies import file_too_large
from service.rest.shown import ClientId, Message, Shown, problems
from service.storage.database import Database
from service.storage.messages.attachments import NewAttachment, kind_of, read_attachment
from service.storage.messages.receive import Incoming
from service.storage.tables import attachments
from service.storage.types import now
from service.texts import clean

router = APIRouter(prefix="/api/widget", tags=["widget"], dependencies=[needs_visitor])

MOST_FILES = 30
"""Of one conversation: who sends more talks to a person."""


class FilesTaken(BaseModel):
    """What a visitor may attach: endings of names, with their dot, and bytes."""

    types: list[str]
    max_bytes: int


class StoredFile(Shown):
    """The file is stored, as a message that will be answered."""

    message: Message


@router.post(
    "/files",
    status_code=HTTPStatus.ACCEPTED,
    responses=problems(401, 409, 413, 415, 422, 429, 503),
    openapi_extra={"requestBody": {"required": True, "content": {"application/octet-stream": {}}}},
)
async def attach(
    request: Request,
    site: CurrentSite,
    name: Annotated[str, Query(min_length=1, max_length=255)],
    client_id: Annotated[ClientId, Query()],
) -> StoredFile:
    """Store the file that is the request's body. The same `client_id` again is the same message."""
    visitor, settings = visitor_of(request, site), site.resources.settings
    await site.limits.message(visitor.id, address_of(request))
    title = clean(PurePath(name.replace("\\", "/")).name).strip()
    if not settings.widget_files:
        raise NotAllowedNow("Files are not taken here.")
    if PurePath(title).suffix.lower() not in settings.widget_file_types:
        raise UnsupportedUpload(
            f"Files of this kind are not taken; these are: {', '.join(settings.widget_file_types)}."
        )
    await _ensure_room(site.resources.database, visitor.conversation_id)
    body = await request.body()
    if not body:
        raise InvalidRequest("The file is empty: choose another one.")
    if len(body) > settings.widget_file_bytes:
        raise file_too_large(settings.widget_file_bytes)
    media_type = media_type_of(body, request.headers.get("content-type"))
    kind = kind_of(media_type)
    receipt = await site.resources.turns.receive(
        Incoming(
            key=f"{visitor.conversation_id}:{client_id}",
            where=visitor.conversation_id,
            text=f"[{kind}]",
            at=now(),
            client_id=client_id,
            kind=kind,
            attachments=(NewAttachment("", title, media_type, body),),
        )
    )
    return StoredFile.model_validate(receipt)


@router.get("/files/{id}", response_class=Response, responses=problems(401, 404))
async def fetch(file_id: PathId, visitor: CurrentVisitor, connection: Reading) -> Response:
    """A file of the visitor's own conversation: an operator's, or one of theirs."""
    about, body = await read_attachment(connection, visitor.conversation_id, file_id)
    return Response(body, media_type=served_type(about), headers=file_headers(about))


async def _ensure_room(database: Database, conversation_id: str) -> None:
    async with database.peek() as connection:
        count = await connection.scalar(
            select(func.count()).select_from(attachments).where(attachments.c.conversation_id == conversation_id)
        )
    if (count or 0) >= MOST_FILES:
        raise NotAllowedNow(f"At most {MOST_FILES} files fit into a conversation.")
