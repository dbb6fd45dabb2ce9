"""What people type, made safe to store: line ends unified, control characters gone, nothing empty, nothing too long."""

import re

from service.errors import EmptyMessage, MessageTooLong

# All of Unicode's category Cc but tab and newline; PostgreSQL takes no NUL, and no screen shows the others.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Format characters that show nothing by themselves; inside a text they join emoji and set its direction.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def clean_message(text: str, max_chars: int) -> str:
    """The message as it is stored. Raises EmptyMessage where nothing can be seen of it, and MessageTooLong."""
    cleaned = clean(text)
    if not cleaned.translate(dict.fromkeys(map(ord, _INVISIBLE))).strip():
        raise EmptyMessage
    if len(cleaned) > max_chars:
        raise MessageTooLong(
            f"The message has {len(cleaned):,} characters; at most {max_chars:,} fit: shorten it or send it in parts."
        )
    return cleaned


def clean(text: str) -> str:
    """Text without control characters, with newlines as its only line ends."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
