"""OpenDocument texts (.odt): headings, paragraphs, lists and tables."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from knowledge import package, tables
from knowledge.document import Block, Parsed
from knowledge.reader import Reader, UnreadableDocument
from knowledge.wordlist import word_set

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MOST_REPEATED = 100
# What a reader of the printed page does not see, or sees again: deleted text, remarks, tables of contents.
_UNSEEN = word_set(
    "tracked-changes annotation annotation-end table-of-content illustration-index alphabetical-index bibliography "
    "note-citation sequence-decls forms variable-decls user-field-decls"
)


def read(data: bytes, name: str) -> Parsed:
    """The body in reading order, footnotes in their places."""
    with package.opened(data, name, "an OpenDocument text", ".odt") as archive:
        held = set(archive.namelist())
        if "META-INF/manifest.xml" in held and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise UnreadableDocument(f"{name} is protected by a password; upload a copy without one.")
        body = package.xml(archive.read("content.xml"), name).find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise UnreadableDocument(f"{name} is not an OpenDocument text; save it as .odt.")
        title = _title(package.xml(archive.read("meta.xml"), name)) if "meta.xml" in held else ""
        blocks = tuple(_blocks(body))
    heading = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), None)
    return Parsed(title or heading, blocks)


def _title(meta: Element) -> str:
    found = (item for item in meta.iter("{http://purl.org/dc/elements/1.1/}title"))
    return next((" ".join((item.text or "").split()) for item in found), "")


def _blocks(parent: Element) -> Iterator[Block]:
    for item in parent:
        kind = _kind(item)
        if kind in _UNSEEN:
            continue
        if kind == "h" and (text := " ".join(_said(item).split())):
            yield Block("heading", text, level=min(_number(item, f"{_TEXT}outline-level", 1, 6), 6))
        elif kind == "p":
            title = (item.get(f"{_TEXT}style-name") or "") == "Title"
            if text := _said(item).strip():
                yield Block("heading", text, level=1) if title else Block("paragraph", text)
        elif kind == "list":
            if lines := list(_items(item, 0)):
                yield Block("list", "\n".join(lines))
        elif kind == "table":
            yield from tables.blocks(tables.filled(list(_rows(item))))
        elif kind != "h":
            yield from _blocks(item)


def _items(parent: Element, depth: int) -> Iterator[str]:
    for item in parent:
        mark = "- "
        for inner in item:
            if _kind(inner) == "list":
                yield from _items(inner, depth + 1)
            elif _kind(inner) not in _UNSEEN and (text := " ".join(_said(inner).split())):
                yield "  " * depth + mark + text
                mark = "  "


def _rows(table: Element) -> Iterator[list[tables.Cell]]:
    for item in table:
        kind = _kind(item)
        if kind == "table-row":
            row = [cell for inner in item for cell in _cells(inner)]
            repeated = _number(item, f"{_TABLE}number-rows-repeated", 1, _MOST_REPEATED)
            yield from [row] * (repeated if any(cell.text for cell in row) else 1)
        elif kind in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(item)


def _cells(item: Element) -> Iterator[tables.Cell]:
    """A covered cell stands in the file where a merged one covers it, and would count twice."""
    if _kind(item) != "table-cell":
        return
    text = "\n".join(line for inner in item if (line := _said(inner).strip()))
    spans = (_number(item, f"{_TABLE}number-{what}-spanned", 1, _MOST_REPEATED) for what in ("rows", "columns"))
    repeated = _number(item, f"{_TABLE}number-columns-repeated", 1, _MOST_REPEATED)
    yield from [tables.Cell(text, *spans)] * repeated


def _said(item: Element) -> str:
    """The text of a paragraph, with the spaces, tabs and line breaks that have elements of their own."""
    kind = _kind(item)
    parts = ["\n" if kind == "line-break" else " " if kind in ("s", "tab") else "", item.text or ""]
    for inner in item:
        if _kind(inner) not in _UNSEEN:
            parts.append(_said(inner))
            parts.append("\n" if _kind(inner) == "p" and inner.tail is None else "")
        parts.append(inner.tail or "")
    return "".join(parts)


def _number(item: Element, name: str, default: int, most: int) -> int:
    value = item.get(name) or ""
    return min(int(value), most) if value.isdecimal() and len(value) < 10 else default


def _kind(item: Element) -> str:
    return item.tag.rpartition("}")[2] if isinstance(item.tag, str) else "annotation"


reader = Reader(suffixes=(".odt", ".ott"), media_types=("application/vnd.oasis.opendocument.text",), read=read)
