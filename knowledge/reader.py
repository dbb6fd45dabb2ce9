"""Reading a document: what a reader is, which one reads a file, and what can go wrong."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from knowledge.document import Parsed

# What a reader made goes from its process to the server's, whose memory has no such limit.
_MOST_BLOCKS = 200_000
_MOST_CHARACTERS = 60_000_000


class UnreadableDocument(Exception):
    """The document cannot be read. The message tells a user what is wrong with it and what to do."""


class UnsupportedFormat(Exception):
    """No reader reads this kind of file. The message names the kinds that are read."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One document format. `suffixes` are lower case with their dot; `read` raises `UnreadableDocument`.

    `read(data, name)` is plain CPU work in a process of its own: it may be slow and is killed at a time limit.
    `version` is raised whenever the same file gives other blocks than before, so that stored documents are read again.
    """

    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    read: Callable[[bytes, str], Parsed]
    version: int = 1


@cache
def readers() -> dict[str, Reader]:
    """Every reader of `knowledge/readers/` by suffix."""
    import knowledge.readers as folder

    found: dict[str, Reader] = {}
    for module in sorted(pkgutil.iter_modules(folder.__path__), key=lambda module: module.name):
        reader: Reader = importlib.import_module(f"{folder.__name__}.{module.name}").reader
        found |= dict.fromkeys(reader.suffixes, reader)
    return found


def reader_for(name: str) -> Reader:
    """The reader of a file by its name's suffix; raises `UnsupportedFormat`."""
    suffix = PurePath(name).suffix.lower()
    if (reader := readers().get(suffix)) is None:
        kinds = ", ".join(sorted(readers()))
        what = f"{suffix} files are not read" if suffix else "a file without an extension is not read"
        raise UnsupportedFormat(f"{PurePath(name).name}: {what}. Upload one of these: {kinds}.")
    return reader


def is_supported(name: str) -> bool:
    """Whether a reader reads files of this name."""
    return PurePath(name).suffix.lower() in readers()


def read(data: bytes, name: str) -> Parsed:
    """Read a document here and now (blocks); raises `UnsupportedFormat` or `UnreadableDocument`."""
    reader = reader_for(name)
    if not data.strip():
        raise UnreadableDocument(f"{name} is empty; upload a file with text in it.")
    try:
        parsed = reader.read(data, name)
    except RecursionError as error:
        raise UnreadableDocument(f"{name} is nested too deeply to be read; save it again in a simpler form.") from error
    if len(parsed.blocks) > _MOST_BLOCKS or sum(len(block.text) for block in parsed.blocks) > _MOST_CHARACTERS:
        raise UnreadableDocument(f"{name} holds more text than a document may ({_MOST_BLOCKS:,} pieces); split it.")
    if not any(block.text.strip() for block in parsed.blocks):
        raise UnreadableDocument(f"{name} holds no text; upload a file with text in it.")
    return parsed
