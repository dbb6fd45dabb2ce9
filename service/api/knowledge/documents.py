"""Documents of the knowledge base: upload, list, delete."""

import asyncio
from http import HTTPStatus
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import AwareDatetime, BaseModel, Field, ValidationError
from starlette.datastructures import FormData, UploadFile

from evals.problems import placed
from knowledge.archive import is_archive, members
from knowledge.document import Access
from knowledge.front_matter import split_names
from knowledge.ingest import DocumentTooLarge, Ingested, Publishing
from knowledge.lifecycle import NotAllowed
from knowledge.reader import UnreadableDocument, UnsupportedFormat
from service.api.knowledge.document_models import Documents, NotTaken, Unpacked, Uploaded
from service.deps import CurrentCaller, CurrentResources, PathId, needs
from service.errors import InvalidRequest, NotAllowedNow, NotFound, TurnwiseError, UnreadableUpload, UnsupportedUpload
from service.resources import Resources
from service.rest.bodies import document_too_large
from service.rest.shown import problems
from service.roles import Right
from service.texts import clean

router = APIRouter(prefix="/api/documents", tags=["documents"], dependencies=needs(Right.SEE, Right.CURATE))
_MAX_NAME_CHARS = 400


class _Wishes(BaseModel):
    """The fields that may stand beside the file."""

    status: Literal["draft", "in_review", "published"] = "published"
    access: Access | None = None
    products: str | None = Field(None, max_length=2000)
    valid_from: AwareDatetime | None = None
    valid_until: AwareDatetime | None = None


_FORM = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary"},
        "status": {"type": "string", "enum": ["draft", "in_review", "published"], "default": "published"},
        "access": {"type": "string", "enum": ["public", "operators"]},
        "products": {"type": "string", "description": "Names between commas."},
        "valid_from": {"type": "string", "format": "date-time"},
        "valid_until": {"type": "string", "format": "date-time"},
    },
}


@router.get("", responses=problems(401, 403))
async def list_documents(resources: CurrentResources) -> Documents:
    """Every document, by name."""
    return Documents.model_validate({"documents": await resources.knowledge.store.documents()})


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    responses={200: {"model": Uploaded | Unpacked}, **problems(401, 403, 409, 413, 415, 422)},
    openapi_extra={"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _FORM}}}},
)
async def upload(
    request: Request, response: Response, resources: CurrentResources, caller: CurrentCaller
) -> Uploaded | Unpacked:
    """Add one file (201), or the next version of the document of that name (200).

    A zip archive becomes a document for each of its files. What is added is published, and the next answer knows it,
    unless `status` says otherwise or `valid_from` is yet to come.
    """
    async with request.form(max_files=1, max_fields=8) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            raise InvalidRequest('Send one file as multipart/form-data, in a field named "file".')
        publishing = _publishing(form, caller.by)
        name, data = _name(file.filename), await file.read()
    if is_archive(name):
        return await _unpack(resources, name, data, publishing)
    ingested = await _ingest(resources, name, data, publishing)
    if ingested.outcome != "created":
        response.status_code = HTTPStatus.OK
    if ingested.outcome != "unchanged":
        resources.live.changed("documents")
    return Uploaded.model_validate(ingested)


@router.delete("/{id}", status_code=HTTPStatus.NO_CONTENT, responses=problems(401, 403, 404))
async def delete_document(document_id: PathId, resources: CurrentResources, caller: CurrentCaller) -> None:
    """Delete a document with all its versions: the next answer no longer knows it."""
    if await resources.knowledge.store.remove(document_id, caller.by) is None:
        raise NotFound("There is no such document.")
    resources.live.changed("documents")


async def _ingest(resources: Resources, name: str, data: bytes, publishing: Publishing) -> Ingested:
    most = resources.settings.max_document_bytes
    if len(data) > most:
        raise document_too_large(most)
    try:
        return await resources.knowledge.ingester.ingest(name, data, publishing)
    except UnreadableDocument as error:
        raise UnreadableUpload(str(error)) from error
    except UnsupportedFormat as error:
        raise UnsupportedUpload(str(error)) from error
    except DocumentTooLarge as error:
        raise document_too_large(most) from error
    except NotAllowed as error:
        raise NotAllowedNow(str(error)) from error


async def _unpack(resources: Resources, name: str, data: bytes, publishing: Publishing) -> Unpacked:
    """Each file of an archive as a document of its own; one that cannot be read stops none of the others."""
    most = resources.settings.max_document_bytes
    if len(data) > most:
        raise document_too_large(most)
    documents: list[Uploaded] = []
    not_taken: list[NotTaken] = []
    inside = members(name, data, most)
    try:
        while (member := await asyncio.to_thread(next, inside, None)) is not None:
            if member.skipped:
                not_taken.append(NotTaken(name=member.name, reason=member.skipped))
                continue
            try:
                ingested = await _ingest(resources, member.name, member.data, publishing)
            except TurnwiseError as error:
                not_taken.append(NotTaken(name=member.name, reason=error.detail))
            else:
                documents.append(Uploaded.model_validate(ingested))
    except UnreadableDocument as error:
        if not documents:
            raise UnreadableUpload(str(error)) from error
        not_taken.append(NotTaken(name=name, reason=str(error)))
    resources.live.changed("documents")
    return Unpacked(documents=documents, not_taken=not_taken)


def _publishing(form: FormData, actor: str) -> Publishing:
    said = {key: value for key, value in form.items() if isinstance(value, str) and value.strip()}
    try:
        wishes = _Wishes.model_validate(said)
    except ValidationError as error:
        raise InvalidRequest(f"{placed(error.errors(include_url=False)[0])}.") from error
    return Publishing(
        actor=actor,
        status=wishes.status,
        valid_from=wishes.valid_from,
        valid_until=wishes.valid_until,
        access=wishes.access,
        products=None if wishes.products is None else split_names(clean(wishes.products)),
    )


def _name(filename: str) -> str:
    """A document's name: the file's, without the folders that some browsers send along."""
    name = clean(filename).replace("\\", "/").rpartition("/")[2].strip()
    if not name.strip(".") or len(name) > _MAX_NAME_CHARS:
        raise InvalidRequest(f"The file's name must have 1 to {_MAX_NAME_CHARS} characters.")
    return name
