"""What a page is called as a document: its address, with a suffix by which its reader is found."""

import hashlib
import re
from pathlib import PurePosixPath

from knowledge.reader import readers
from knowledge.web.urls import normal, port_of

_MAX_CHARS = 400
# Types that servers give to files which they do not know.
_GENERIC = ("", "application/octet-stream", "binary/octet-stream", "application/force-download", "text/plain")
_NOT_ASCII = re.compile(r"(?:%[89a-f][0-9a-f])+", re.IGNORECASE)


def document_name(url: str, media_type: str) -> str | None:
    """`example.com/help/returns.html`; None when no reader reads the type. The same address gives the same name.

    The scheme is left out; a query stays, so that two pages of one script are two documents. At most 400 characters.
    Raises `CannotFetch` for what is no web address.
    """
    parsed = normal(url)
    path, mark, query = parsed.raw_path.decode("ascii").partition("?")
    if (suffix := _suffix(path, media_type)) is None:
        return None
    host = parsed.host if port_of(parsed) in (80, 443) else f"{parsed.host}:{port_of(parsed)}"
    name = host + _readable(path + ("index" if path.endswith("/") else "") + mark + query)
    return _bounded(name[: -len(suffix)] if name.lower().endswith(suffix) else name, suffix)


def _suffix(path: str, media_type: str) -> str | None:
    """By the type that the server tells, unless it tells none in particular."""
    known, own = readers(), PurePosixPath(path).suffix.lower()
    by_type = next((suffix for suffix, reader in known.items() if media_type in reader.media_types), None)
    may_be_own = media_type in _GENERIC or (by_type is None and media_type.startswith(("text/", "application/")))
    if own in known and (may_be_own or (by_type is not None and known[own] is known[by_type])):
        return own
    return by_type


def _readable(text: str) -> str:
    """Chinese as Chinese; other escapes stay, so that different addresses keep different names."""

    def decoded(escapes: re.Match[str]) -> str:
        try:
            letters = bytes.fromhex(escapes[0].replace("%", "")).decode()
        except UnicodeDecodeError:
            return escapes[0]
        return letters if letters.isprintable() else escapes[0]

    return _NOT_ASCII.sub(decoded, text)


def _bounded(stem: str, suffix: str) -> str:
    if len(stem) + len(suffix) <= _MAX_CHARS:
        return stem + suffix
    mark = f"~{hashlib.sha256(stem.encode()).hexdigest()[:16]}{suffix}"
    return stem[: _MAX_CHARS - len(mark)] + mark
