"""Rows of the knowledge tables as records, and the queries that several callers share."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import orjson
from sqlalchemy import ARRAY, ColumnElement, Select, String, and_, any_, bindparam, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.document import Chunk, Document, EmbeddedChunk, Vectors, Version
from service.storage.knowledge.vector_bytes import parts_bytes, read_all, read_vectors, whole_bytes
from service.storage.tables import chunk_vectors, chunks, document_versions, documents, version_chunks
from service.storage.types import AnyRow

T = TypeVar("T")
# Databases bound how many values one statement may hold.
AT_ONCE = 500

_latest = document_versions.alias("latest")


# One parameter for all ids: as many parameters as ids take SQLAlchemy twice as long as reading the rows.
_VECTORS = (
    select(
        chunk_vectors.c.chunk_id,
        chunk_vectors.c.vector,
        chunk_vectors.c.parts,
        chunk_vectors.c.space,
        (chunks.c.question != "").label("asked"),
    )
    .join(chunks, chunks.c.id == chunk_vectors.c.chunk_id)
    .where(chunk_vectors.c.maker == bindparam("maker"))
)
_VECTORS_BY_JSON = _VECTORS.where(
    chunk_vectors.c.chunk_id.in_(select(func.json_each(bindparam("ids", type_=String)).table_valued("value").c.value))
)
_VECTORS_BY_ARRAY = _VECTORS.where(
    chunk_vectors.c.chunk_id == any_(bindparam("ids", type_=ARRAY(chunk_vectors.c.chunk_id.type)))
)


def in_parts(items: Sequence[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """The items in parts that one statement can hold."""
    return (items[at : at + size] for at in range(0, len(items), size))


def select_documents() -> Select[Any]:
    """Every document that has a version and is not deleted, with the version that it is shown by."""
    shown = func.coalesce(documents.c.published_version, documents.c.latest_version)
    return (
        select(
            documents.c.id,
            documents.c.name,
            documents.c.access,
            documents.c.products,
            documents.c.updated_at,
            documents.c.latest_version,
            _latest.c.status.label("latest_status"),
            document_versions.c.version,
            document_versions.c.title,
            document_versions.c.media_type,
            document_versions.c.sha256,
            document_versions.c.size_bytes,
            document_versions.c.status,
            case((documents.c.published_version.is_(None), 0), else_=document_versions.c.chunk_count).label(
                "chunk_count"
            ),
        )
        .join(
            document_versions,
            and_(document_versions.c.document_id == documents.c.id, document_versions.c.version == shown),
        )
        .join(_latest, and_(_latest.c.document_id == documents.c.id, _latest.c.version == documents.c.latest_version))
        .where(documents.c.deleted.is_(False))
    )


def document_of(row: AnyRow) -> Document:
    """A row of `select_documents`."""
    return Document(
        id=row.id,
        name=row.name,
        title=row.title,
        media_type=row.media_type,
        sha256=row.sha256,
        size_bytes=row.size_bytes,
        version=row.version,
        chunk_count=row.chunk_count,
        updated_at=row.updated_at,
        status=row.status,
        latest_version=row.latest_version,
        latest_status=row.latest_status,
        access=row.access,
        products=tuple(row.products),
    )


VERSION_COLUMNS = [column for column in document_versions.c if column.name != "source"]


def version_of(row: AnyRow) -> Version:
    """A row of `VERSION_COLUMNS`."""
    return Version(**{column.name: getattr(row, column.name) for column in VERSION_COLUMNS})


def select_chunks(listed: ColumnElement[bool], maker: str) -> Select[Any]:
    """The chunks of the versions that the condition picks, in order, with that maker's vectors where it made them."""
    return (
        select(
            version_chunks.c.document_id,
            version_chunks.c.ordinal,
            chunks.c.id,
            chunks.c.headings,
            chunks.c.text,
            chunks.c.language,
            chunks.c.question,
            chunk_vectors.c.vector,
            chunk_vectors.c.space,
            documents.c.name.label("document"),
            documents.c.access,
            documents.c.products,
            document_versions.c.title,
        )
        .select_from(version_chunks)
        .join(chunks, chunks.c.id == version_chunks.c.chunk_id)
        .join(documents, documents.c.id == version_chunks.c.document_id)
        .join(
            document_versions,
            and_(
                document_versions.c.document_id == version_chunks.c.document_id,
                document_versions.c.version == version_chunks.c.version,
            ),
        )
        .outerjoin(chunk_vectors, and_(chunk_vectors.c.chunk_id == chunks.c.id, chunk_vectors.c.maker == maker))
        .where(listed)
        .order_by(version_chunks.c.document_id, version_chunks.c.ordinal)
    )


def embedded_of(row: AnyRow) -> EmbeddedChunk:
    """A row of `select_chunks`."""
    chunk = Chunk(
        id=row.id,
        document_id=row.document_id,
        document=row.document,
        title=row.title,
        ordinal=row.ordinal,
        headings=tuple(row.headings),
        text=row.text,
        language=row.language,
        question=row.question,
        access=row.access,
        products=tuple(row.products),
    )
    return EmbeddedChunk(chunk, read_vectors(row.vector, None, row.space or 0, bool(row.question)))


def chunk_row(chunk: Chunk) -> dict[str, Any]:
    """A chunk as its row."""
    return {
        "id": chunk.id,
        "document_id": chunk.document_id,
        "headings": list(chunk.headings),
        "text": chunk.text,
        "language": chunk.language,
        "question": chunk.question,
    }


def vector_row(embedded: EmbeddedChunk, maker: str) -> dict[str, Any]:
    """A chunk's vectors as their row."""
    made: dict[str, Any] = {"chunk_id": embedded.chunk.id, "maker": maker, "vector": None, "space": 0, "parts": None}
    if embedded.vectors is not None:
        vectors = embedded.vectors
        made |= {"vector": whole_bytes(vectors), "space": vectors.space, "parts": parts_bytes(vectors)}
    return made


async def load_vectors(connection: AsyncConnection, chunk_ids: Sequence[str], maker: str) -> dict[str, Vectors]:
    """The vectors of chunks, with their parts."""
    sqlite = connection.dialect.name == "sqlite"
    statement = _VECTORS_BY_JSON if sqlite else _VECTORS_BY_ARRAY
    given = orjson.dumps([*chunk_ids]).decode() if sqlite else [*chunk_ids]
    rows = (await connection.execute(statement, {"ids": given, "maker": maker})).all()
    vectors = read_all([(row.vector, row.parts, row.space, bool(row.asked)) for row in rows])
    return {row.chunk_id: one for row, one in zip(rows, vectors, strict=True) if one is not None}
