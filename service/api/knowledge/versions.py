"""A document's versions: look, compare, publish, schedule, retire, roll back."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from knowledge.diff import differences, marked
from knowledge.document import Chunk, Document
from knowledge.lifecycle import Action, NotAllowed
from knowledge.vectors import maker_of
from service.api.knowledge.document_models import (
    About,
    Acting,
    Difference,
    Differences,
    DocumentPage,
    Marked,
    Passage,
    Passages,
    Validity,
    Version,
)
from service.deps import CurrentCaller, CurrentResources, PathId, needs
from service.errors import NotAllowedNow, NotFound
from service.resources import Resources
from service.rest.shown import problems
from service.roles import Right
from service.storage.knowledge.lifecycle import NoSuchVersion
from service.texts import clean

router = APIRouter(prefix="/api/documents/{id}", tags=["documents"], dependencies=needs(Right.SEE, Right.CURATE))

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
Number = Annotated[int, Path(ge=1, le=1_000_000, description="The version's number.")]


@router.get("", responses=problems(401, 403, 404))
async def show_document(document_id: PathId, resources: CurrentResources) -> DocumentPage:
    """The document, its versions and what was done with it."""
    lifecycle = resources.knowledge.lifecycle
    document = await _document(resources, document_id)
    versions, events = await lifecycle.versions(document_id), await lifecycle.events(document_id)
    return DocumentPage.model_validate({"document": document, "versions": versions, "events": events})


@router.patch("", responses=problems(401, 403, 404, 422))
async def change_document(
    document_id: PathId, about: About, resources: CurrentResources, caller: CurrentCaller
) -> DocumentPage:
    """Change whom it may answer, or which products it is about: the next answer heeds it."""
    products = None if about.products is None else [clean(name).strip() for name in about.products]
    named = None if products is None else [name for name in products if name]
    with _refusals():
        await resources.knowledge.lifecycle.set_access(document_id, about.access, named, actor=caller.by)
    resources.live.changed("documents")
    return await show_document(document_id, resources)


@router.get("/versions/{version}/passages", responses=problems(401, 403, 404))
async def show_passages(document_id: PathId, version: Number, resources: CurrentResources) -> Passages:
    """What of a version is searched and quoted."""
    await _document(resources, document_id)
    knowledge = resources.knowledge
    found = await knowledge.store.chunks(document_id, maker_of(knowledge.embedder), version)
    return Passages.model_validate({"passages": [one.chunk for one in found]}, from_attributes=True)


@router.get("/versions/{version}/source", response_class=Response, responses=problems(401, 403, 404))
async def download(document_id: PathId, version: Number, resources: CurrentResources) -> Response:
    """The file as it was uploaded."""
    document = await _document(resources, document_id)
    source = await resources.knowledge.store.source(document_id, version)
    if source is None:
        raise NotFound("There is no such version.")
    name = _UNSAFE.sub("_", document.name)
    # Never shown in place: a stored page must not run as one of ours.
    headers = {"content-disposition": f'attachment; filename="{name}"', "x-content-type-options": "nosniff"}
    return Response(source, media_type="application/octet-stream", headers=headers)


@router.get("/diff", responses=problems(401, 403, 404, 422))
async def compare(
    document_id: PathId,
    resources: CurrentResources,
    before: Annotated[int, Query(ge=1, le=1_000_000)],
    after: Annotated[int, Query(ge=1, le=1_000_000)],
) -> Differences:
    """What version `after` says otherwise than version `before`."""
    await _document(resources, document_id)
    store, maker = resources.knowledge.store, maker_of(resources.knowledge.embedder)
    old, new = [await store.chunks(document_id, maker, version) for version in (before, after)]
    return await asyncio.to_thread(_compared, [one.chunk for one in old], [one.chunk for one in new])


@router.put("/versions/{version}/validity", responses=problems(401, 403, 404, 409, 422))
async def set_validity(
    document_id: PathId, version: Number, validity: Validity, resources: CurrentResources, caller: CurrentCaller
) -> Version:
    """Change from when until when a version may be used."""
    with _refusals():
        changed = await resources.knowledge.lifecycle.set_validity(
            document_id, version, validity.valid_from, validity.valid_until, actor=caller.by
        )
    resources.live.changed("documents")
    return Version.model_validate(changed)


@router.post("/versions/{version}/{action}", responses=problems(401, 403, 404, 409, 422))
async def act(
    document_id: PathId,
    version: Number,
    action: Action,
    acting: Acting,
    resources: CurrentResources,
    caller: CurrentCaller,
) -> Version:
    """Take a version a step further: submit, send_back, publish, roll_back or retire."""
    with _refusals():
        changed = await resources.knowledge.lifecycle.act(
            document_id, version, action, actor=caller.by, expected=acting.expected, detail=clean(acting.note)
        )
    resources.live.changed("documents")
    return Version.model_validate(changed)


def _compared(old: Sequence[Chunk], new: Sequence[Chunk]) -> Differences:
    return Differences(
        differences=[
            Difference(
                kind=one.kind,
                before=Passage.model_validate(one.before) if one.before else None,
                after=Passage.model_validate(one.after) if one.after else None,
                words=[Marked(kind=kind, text=text) for kind, text in marked(_worded(one.before), _worded(one.after))]
                if one.before and one.after and one.kind == "changed"
                else [],
            )
            for one in differences(old, new)
        ]
    )


def _worded(chunk: Chunk) -> str:
    return f"{chunk.question}\n{chunk.text}" if chunk.question else chunk.text


@contextmanager
def _refusals() -> Iterator[None]:
    """What the lifecycle refuses, as HTTP tells it."""
    try:
        yield
    except NoSuchVersion as error:
        raise NotFound(str(error)) from error
    except NotAllowed as error:
        raise NotAllowedNow(str(error)) from error


async def _document(resources: Resources, document_id: str) -> Document:
    document = await resources.knowledge.store.get(document_id)
    if document is None:
        raise NotFound("There is no such document.")
    return document
