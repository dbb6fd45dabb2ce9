"""What customers attached, for operators: looked at or downloaded by who is logged in, and fetched again."""

import re
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Response

from service.deps import CurrentResources, PathId, Reading, checked_id, needs
from service.rest.shown import problems
from service.roles import Right
from service.storage.messages.attachments import StoredAttachment, fetch_again, read_attachment
from service.storage.types import now

router = APIRouter(
    prefix="/api/conversations/{id}/attachments", tags=["conversations"], dependencies=needs(Right.SEE, Right.ANSWER)
)

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")


async def _attachment_id(attachment: str) -> str:
    return await checked_id(attachment)


AttachmentId = Annotated[str, Depends(_attachment_id)]


@router.get("/{attachment}", response_class=Response, responses=problems(401, 403, 404))
async def get_attachment(conversation_id: PathId, attachment_id: AttachmentId, connection: Reading) -> Response:
    """The file. Only pictures, by their bytes, are shown in place; everything else is a download and never runs."""
    about, body = await read_attachment(connection, conversation_id, attachment_id)
    return Response(body, media_type=served_type(about), headers=file_headers(about))


@router.post("/{attachment}/again", status_code=HTTPStatus.ACCEPTED, responses=problems(401, 403, 404, 409))
async def fetch_once_more(conversation_id: PathId, attachment_id: AttachmentId, resources: CurrentResources) -> None:
    """Try to fetch once more what could not be fetched."""
    async with resources.database.write() as connection:
        await fetch_again(connection, conversation_id, attachment_id, now())
    resources.attaching.wake()
    resources.live.changed("conversation", conversation_id)


def served_type(about: StoredAttachment) -> str:
    """Its own type where it is a picture by its bytes."""
    return about.media_type if about.picture and about.media_type else "application/octet-stream"


def file_headers(about: StoredAttachment) -> dict[str, str]:
    """A file is never part of one of our pages: no scripts, no other site, no cache that others share."""
    name = about.name or "file"
    plain = _UNSAFE.sub("_", name)
    way = "inline" if about.picture else "attachment"
    return {
        "content-disposition": f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
        "content-security-policy": "sandbox; default-src 'none'",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "private, no-store",
    }
