"""EPUB books: the chapters in reading order."""

import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from knowledge import package
from knowledge.document import Block, Parsed
from knowledge.reader import Reader, UnreadableDocument, reader_for

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_CHAPTERS = ("application/xhtml+xml", "text/html")
_FONTS = (".ttf", ".otf", ".woff", ".woff2")


def read(data: bytes, name: str) -> Parsed:
    """The chapters that the spine lists, each as the HTML that it is; the table of contents is left out."""
    with package.opened(data, name, "an EPUB book", ".epub") as book:
        _check_rights(book, name)
        container = package.xml(book.read(_CONTAINER), name)
        root = next((item.get("full-path") for item in container.iter() if _tag(item) == "rootfile"), None)
        if not root:
            raise UnreadableDocument(f"{name} is damaged: it names no content; export it as .epub again.")
        content = package.xml(book.read(root), name)
        title = next((text for item in content.iter() if _tag(item) == "title" and (text := _text(item))), None)
        skipped: list[str] = []
        blocks = tuple(_chapters(book, content, posixpath.dirname(root), skipped))
    return Parsed(title, blocks, skipped=tuple(skipped))


def _chapters(book: zipfile.ZipFile, content: Element, folder: str, skipped: list[str]) -> Iterator[Block]:
    items = {item.get("id"): item for item in content.iter() if _tag(item) == "item"}
    held = set(book.namelist())
    for place in content.iter():
        item = items.get(place.get("idref")) if _tag(place) == "itemref" else None
        if item is None or "nav" in (item.get("properties") or "").split():
            continue
        path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        if item.get("media-type") not in _CHAPTERS:
            continue
        if path not in held:
            skipped.append(f"the chapter {path} is missing in the file")
            continue
        yield from reader_for("chapter.xhtml").read(book.read(path), path).blocks


def _check_rights(book: zipfile.ZipFile, name: str) -> None:
    """Fonts may be scrambled in any book; a scrambled chapter means that the book is locked to a device."""
    if _ENCRYPTION not in book.namelist():
        return
    references = (item.get("URI") or "" for item in package.xml(book.read(_ENCRYPTION), name).iter())
    if any(path and not path.lower().endswith(_FONTS) for path in references):
        raise UnreadableDocument(f"{name} is copy-protected; upload a copy without protection.")


def _tag(item: Element) -> str:
    return item.tag.rpartition("}")[2] if isinstance(item.tag, str) else ""


def _text(item: Element) -> str:
    return " ".join("".join(item.itertext()).split())


reader = Reader(suffixes=(".epub",), media_types=("application/epub+zip",), read=read)
