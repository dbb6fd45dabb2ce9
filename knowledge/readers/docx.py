"""Word documents (.docx): headings by style, lists, tables."""

import io
import re
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from knowledge.document import Block, Parsed
from knowledge.reader import Reader, UnreadableDocument

_HEADING = re.compile(r"(?:heading|标题|titre|überschrift)\s*(\d)", re.IGNORECASE)
_MAX_UNPACKED_BYTES = 300_000_000
# A parsed tree takes some fifteen times the memory of its markup; a book of a thousand pages has about 10 MB of it.
_MAX_MARKUP_BYTES = 40_000_000


def read(data: bytes, name: str) -> Parsed:
    """The body in reading order."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive.infolist(), name)
        document = docx.Document(io.BytesIO(data))
        blocks = tuple(_joined(_blocks(document)))
        title = (document.core_properties.title or "").strip()
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise UnreadableDocument(
                f"{name} is protected by a password or an old .doc; save it as .docx without one."
            ) from error
        raise UnreadableDocument(f"{name} is damaged or not a Word document; save it as .docx again.") from error
    heading = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), None)
    return Parsed(title or heading, blocks)


def _check_sizes(entries: list[zipfile.ZipInfo], name: str) -> None:
    if sum(entry.file_size for entry in entries) > _MAX_UNPACKED_BYTES:
        raise UnreadableDocument(f"{name} unpacks to more than 300 MB; remove its large pictures.")
    if sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))) > _MAX_MARKUP_BYTES:
        raise UnreadableDocument(f"{name} unpacks to more than 40 MB of text and markup; split it.")


def _blocks(document: WordDocument) -> Iterator[Block]:
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            yield from _table(item)
        elif text := item.text.strip():
            yield _paragraph(item, text)


def _paragraph(paragraph: Paragraph, text: str) -> Block:
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    if match := _HEADING.match(style):
        return Block("heading", text.replace("\n", " "), level=int(match[1]))
    if style.lower() in ("title", "标题"):
        return Block("heading", text.replace("\n", " "), level=1)
    properties = paragraph._p.pPr  # python-docx has no public name for numbering
    if style.lower().startswith("list") or (properties is not None and properties.numPr is not None):
        return Block("list", f"- {text}")
    return Block("paragraph", text)


def _table(table: Table) -> Iterator[Block]:
    rows: list[str] = []
    for row in table.rows:
        cells: list[str] = []
        seen: set[int] = set()
        for cell in row.cells:
            # A merged cell is given once for each column that it spans.
            if id(cell._tc) not in seen:
                seen.add(id(cell._tc))
                cells.append(" ".join(cell.text.split()))
        if any(cells):
            rows.append(" | ".join(cells))
    if rows:
        yield Block("table", "\n".join(rows), header=rows[0] if len(rows) > 1 else "")


def _joined(blocks: Iterator[Block]) -> Iterator[Block]:
    """Items that follow each other make one list."""
    items: list[str] = []
    for block in blocks:
        if block.kind == "list":
            items.append(block.text)
            continue
        if items:
            yield Block("list", "\n".join(items))
            items = []
        yield block
    if items:
        yield Block("list", "\n".join(items))


reader = Reader(
    suffixes=(".docx",),
    media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    read=read,
)
