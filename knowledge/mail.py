"""The texts of a mail's parts, whatever encoding they declare and have."""

import codecs
import re
from email.message import EmailMessage, Message

from knowledge.decoding import decode

_SIGNATURE = re.compile(r"^-- ?$.*\Z", re.MULTILINE | re.DOTALL)
_CHINESE = frozenset({"gb2312", "gbk", "hz", "x-gbk", "gb_2312-80"})


def text_of(part: Message, name: str) -> bytes:
    """A text part's content as UTF-8; raises `UnreadableDocument` for what is no text."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = (part.get_content_charset() or "").lower()
    charset = "gb18030" if charset in _CHINESE else charset  # mail programs declare the older name of it
    try:
        return codecs.decode(data, charset or "ascii", "strict").encode()
    except (LookupError, ValueError, TypeError, AttributeError):
        return decode(data, name).encode() if data.strip() else b""


def without_signature(text: bytes) -> bytes:
    """A plain text up to the line "-- " (RFC 3676, 4.3): below it stand names, addresses and numbers."""
    return _SIGNATURE.sub("", text.decode()).encode()


def header(message: EmailMessage) -> str:
    """When and from whom, without anybody's address."""
    lines = []
    sent = message["date"]
    if sent is not None and getattr(sent, "datetime", None) is not None:
        lines.append(f"Date: {sent.datetime:%Y-%m-%d}")
    addresses = getattr(message["from"], "addresses", ())
    if names := ", ".join(address.display_name for address in addresses if address.display_name):
        lines.append(f"From: {names}")
    return "\n".join(lines)
