"""Reading a sitemap or a sitemap index (https://www.sitemaps.org/protocol.html), a piece at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Literal
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from knowledge.web.body import GZIP_MARK, Damaged, TooLarge, gunzip

Kind = Literal["pages", "sitemaps"]
_KINDS: dict[str, Kind] = {"urlset": "pages", "sitemapindex": "sitemaps"}
_ENTRIES: dict[Kind, str] = {"pages": "url", "sitemaps": "sitemap"}


class BadSitemap(Exception):
    """The sitemap cannot be read (on). The message tells why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An address that a sitemap lists, as written there, and when it says that it last changed."""

    kind: Kind
    location: str
    last_modified: datetime | None


def unpacked(data: bytes, max_bytes: int) -> bytes:
    """The bytes of a file that may be a .gz; raises `BadSitemap`."""
    if not data.startswith(GZIP_MARK):
        return data
    try:
        return gunzip(data, max_bytes)
    except TooLarge as error:
        raise BadSitemap(f"it unpacks to more than {max_bytes} bytes") from error
    except Damaged as error:
        raise BadSitemap(f"it cannot be unpacked: {error}") from error


def is_sitemap(data: bytes) -> bool:
    """Whether unpacked bytes are a sitemap or an index: by their first element, whatever they are called."""
    try:
        for _, element in iterparse(BytesIO(data), events=("start",), forbid_dtd=True):
            return _local(element) in _KINDS
    except (ParseError, DefusedXmlException, LookupError, ValueError):
        pass  # no XML, or XML that no sitemap is: a page
    return False


def entries(data: bytes) -> Iterator[Entry]:
    """What it lists, in order; raises `BadSitemap` where it cannot be read on."""
    try:
        yield from _entries(data)
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise BadSitemap(f"it is no sound XML ({error})") from error


def _entries(data: bytes) -> Iterator[Entry]:
    events = iterparse(BytesIO(data), events=("start", "end"), forbid_dtd=True)
    _, root = next(events)
    if (kind := _KINDS.get(_local(root))) is None:
        raise BadSitemap("it is no sitemap")
    for event, element in events:
        if event == "end" and _local(element) == _ENTRIES[kind]:
            if location := _text(element, "loc"):
                yield Entry(kind, location, _moment(_text(element, "lastmod")))
            root.clear()  # what was read need not stay in memory


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(entry: Element, name: str) -> str:
    """Of its own children only, of its own namespace: an image's `loc` is no page."""
    namespace, brace, _ = entry.tag.rpartition("}")
    child = entry.find(namespace + brace + name)
    return (child.text or "").strip() if child is not None else ""


def _moment(text: str) -> datetime | None:
    """A date or a date with a time (W3C-DTF); None for what is neither."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
