"""Word documents (.docx): headings by style, lists, tables."""

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from knowledge import package, tables
from knowledge.document import Block, Parsed
from knowledge.reader import Reader

_HEADING = re.compile(r"(?:heading|标题|titre|überschrift)\s*(\d)", re.IGNORECASE)
_KIND, _SUFFIX = "a Word document", ".docx"


def read(data: bytes, name: str) -> Parsed:
    """The body in reading order."""
    with package.opened(data, name, _KIND, _SUFFIX):
        try:
            document = docx.Document(io.BytesIO(data))
            blocks = tuple(_joined(_blocks(document)))
            title = (document.core_properties.title or "").strip()
        # What python-docx and lxml meet broken parts with.
        except (PackageNotFoundError, SyntaxError, LookupError, AttributeError, TypeError, ValueError) as error:
            raise package.refusal(data, name, _KIND, _SUFFIX) from error
    heading = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), None)
    return Parsed(title or heading, blocks)


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
    numbering: Any = properties.numPr if properties is not None else None
    if style.lower().startswith("list") or numbering is not None:
        depth = numbering.ilvl.val if numbering is not None and numbering.ilvl is not None else 0
        return Block("list", "  " * min(depth, 8) + "- " + " ".join(text.split()))
    return Block("paragraph", text)


def _table(table: Table) -> Iterator[Block]:
    # python-docx gives a merged cell once in each place that it covers, so that columns stay under their header.
    yield from tables.blocks([[cell.text for cell in row.cells] for row in table.rows])


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
    version=2,
)
