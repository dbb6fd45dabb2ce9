"""What fetching an address gives."""

import codecs
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server said about a page the last time, for asking only whether it changed. Header values, verbatim."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page as served. `media_type` is lower case and may be empty; `final_url` is the one after redirects."""

    url: str
    final_url: str
    media_type: str
    charset: str | None
    data: bytes
    etag: str | None
    last_modified: str | None

    @property
    def seen(self) -> Seen | None:
        """What to remember for the next time; None when the server gives nothing to ask with."""
        return Seen(self.etag, self.last_modified) if self.etag or self.last_modified else None

    @property
    def document(self) -> bytes:
        """The bytes for a reader: text whose encoding only the server told becomes UTF-8 with its mark."""
        if self.charset is None or not self.media_type.startswith(("text/", "application/xhtml")):
            return self.data
        if self.data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return self.data
        try:
            # Browsers read what calls itself GB2312 as its superset; pages rely on it.
            charset = "gb18030" if self.charset in ("gb2312", "gbk") else self.charset
            return codecs.BOM_UTF8 + self.data.decode(charset).encode()
        except (LookupError, UnicodeError):
            return self.data  # a wrong label is common: the reader decides by the bytes


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The page is as it was when `Seen` was noted."""

    url: str
    final_url: str


class CannotFetch(Exception):
    """The address gives no page. The message tells a user why and what to do.

    `gone`: the server says that the page no longer exists. `temporary`: a later attempt may succeed, no earlier than
    `retry_after_s` when the server told.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        gone: bool = False,
        temporary: bool = False,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.gone = gone
        self.temporary = temporary
        self.retry_after_s = retry_after_s
