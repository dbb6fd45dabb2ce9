"""Documents that are zip files inside (Office, OpenDocument, EPUB): opened within limits, markup parsed safely."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from knowledge.reader import UnreadableDocument

_OLE = b"\xd0\xcf\x11\xe0"
_MAX_UNPACKED_BYTES = 300_000_000
# A parsed tree takes some fifteen times the memory of its markup; a book of a thousand pages has about 10 MB of it.
_MAX_MARKUP_BYTES = 40_000_000
_MARKUP = (".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx")
_MAX_ENTRIES = 20_000
_DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


@contextmanager
def opened(data: bytes, name: str, kind: str, suffix: str) -> Iterator[zipfile.ZipFile]:
    """The zip within a document, its sizes checked before anything is unpacked.

    `kind` and `suffix` word the refusals ("a Word document", ".docx"). Raises `UnreadableDocument`, also for what
    the zip module finds wrong while the caller reads. No entry gives more bytes than it declares.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_sizes(archive.infolist(), name)
            yield archive
    except RecursionError:
        raise  # a RuntimeError too, but no damage of the zip: the caller's sentence about it is another
    except (*_DAMAGES, KeyError, ValueError) as error:
        raise refusal(data, name, kind, suffix) from error


def refusal(data: bytes, name: str, kind: str, suffix: str) -> UnreadableDocument:
    """Why such a file cannot be opened: protected, of the time before zip, or damaged."""
    if data.startswith(_OLE):
        return UnreadableDocument(
            f"{name} is protected by a password or of an old format; save it as {suffix} without a password."
        )
    return UnreadableDocument(f"{name} is damaged or not {kind}; save it as {suffix} again.")


def check_sizes(entries: list[zipfile.ZipInfo], name: str) -> None:
    """Raise `UnreadableDocument` for a file that unpacks to more than a document ever needs."""
    if len(entries) > _MAX_ENTRIES:
        raise UnreadableDocument(f"{name} consists of {len(entries)} parts; split it.")
    if sum(entry.file_size for entry in entries) > _MAX_UNPACKED_BYTES:
        raise UnreadableDocument(f"{name} unpacks to more than 300 MB; remove its large pictures.")
    if sum(entry.file_size for entry in entries if entry.filename.lower().endswith(_MARKUP)) > _MAX_MARKUP_BYTES:
        raise UnreadableDocument(f"{name} unpacks to more than 40 MB of text and markup; split it.")


def xml(data: bytes, name: str) -> Element:
    """The root of an XML part; raises `UnreadableDocument` for broken markup, and for entities (they may be bombs)."""
    try:
        root: Element = fromstring(data)
    except DefusedXmlException as error:
        raise UnreadableDocument(f"{name} defines entities, which are not read; save it again.") from error
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableDocument(f"{name} is damaged: its markup is broken; save it again.") from error
    return root
