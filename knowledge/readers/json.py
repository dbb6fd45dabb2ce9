"""JSON: FAQ entries (a list, or under any key such as "faqs"), anything else as readable lines."""

import json
from collections.abc import Mapping

from knowledge import records
from knowledge.decoding import decode
from knowledge.document import Parsed
from knowledge.reader import Reader, UnreadableDocument


def read(data: bytes, name: str) -> Parsed:
    """Questions with their answers where there are such, else headings by key and "key: value" lines."""
    text = decode(data, name)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableDocument(
            f"{name} is no valid JSON: line {error.lineno}, column {error.colno}: {error.msg}. Correct it there."
        ) from error
    except ValueError as error:  # a number of more digits than Python converts
        raise UnreadableDocument(f"{name} holds a number that is too long to be read; shorten it.") from error
    title = value.get("title") if isinstance(value, Mapping) else None
    return Parsed(title if isinstance(title, str) and title else None, tuple(records.blocks(value)))


reader = Reader(suffixes=(".json",), media_types=("application/json",), read=read)
