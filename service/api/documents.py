"""Documents of the knowledge base: upload, list, delete."""

from datetime import datetime
from http import HTTPStatus
from typing import Literal

from fastapi import APIRouter, Request, Response
from starlette.datastructures import UploadFile

from knowledge.ingest import DocumentTooLarge, Ingested
from knowledge.reader import UnreadableDocument, UnsupportedFormat
from service.bodies import document_too_large
from service.deps import CurrentResources, PathId, needs_login
from service.errors import InvalidRequest, NotFound, UnreadableUpload, UnsupportedUpload
from service.resources import Resources
from service.shown import Shown, problems
from service.texts import clean

router = APIRouter(prefix="/api/documents", tags=["documents"], dependencies=needs_login)
_MAX_NAME_CHARS = 400
_ONE_FILE = {
    "type": "object",
    "required": ["file"],
    "properties": {"file": {"type": "string", "format": "binary"}},
}


class Document(Shown):
    """A document in its current version."""

    id: str
    name: str
    title: str
    media_type: str
    size_bytes: int
    version: int
    chunk_count: int
    updated_at: datetime


class Documents(Shown):
    """Every document, by name."""

    documents: list[Document]


class Uploaded(Shown):
    """What became of an upload; `chunks_embedded` counts the passages that were new."""

    document: Document
    outcome: Literal["created", "replaced", "unchanged"]
    chunks_embedded: int


@router.get("", responses=problems(401))
async def list_documents(resources: CurrentResources) -> Documents:
    """Every document, by name."""
    return Documents.model_validate({"documents": await resources.knowledge.store.documents()})


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    responses={200: {"model": Uploaded}, **problems(401, 413, 415, 422)},
    openapi_extra={"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _ONE_FILE}}}},
)
async def upload(request: Request, response: Response, resources: CurrentResources) -> Uploaded:
    """Publish one file (201), or replace the document of that name (200): the next answer knows it."""
    async with request.form(max_files=1, max_fields=8) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            raise InvalidRequest('Send one file as multipart/form-data, in a field named "file".')
        name, data = _name(file.filename), await file.read()
    ingested = await _ingest(resources, name, data)
    if ingested.outcome != "created":
        response.status_code = HTTPStatus.OK
    if ingested.outcome != "unchanged":
        resources.live.changed("documents")
    return Uploaded.model_validate(ingested)


@router.delete("/{id}", status_code=HTTPStatus.NO_CONTENT, responses=problems(401, 404))
async def delete_document(document_id: PathId, resources: CurrentResources) -> None:
    """Delete a document: the next answer no longer knows it."""
    if not await resources.knowledge.ingester.remove(document_id):
        raise NotFound("There is no such document.")
    resources.live.changed("documents")


async def _ingest(resources: Resources, name: str, data: bytes) -> Ingested:
    most = resources.settings.max_document_bytes
    if len(data) > most:
        raise document_too_large(most)
    try:
        return await resources.knowledge.ingester.ingest(name, data)
    except UnreadableDocument as error:
        raise UnreadableUpload(str(error)) from error
    except UnsupportedFormat as error:
        raise UnsupportedUpload(str(error)) from error
    except DocumentTooLarge as error:
        raise document_too_large(most) from error


def _name(filename: str) -> str:
    """A document's name: the file's, without the folders that some browsers send along."""
    name = clean(filename).replace("\\", "/").rpartition("/")[2].strip()
    if not name.strip(".") or len(name) > _MAX_NAME_CHARS:
        raise InvalidRequest(f"The file's name must have 1 to {_MAX_NAME_CHARS} characters.")
    return name
