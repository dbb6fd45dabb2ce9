"""Zip archives of documents: not one document but many, given one at a time."""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from knowledge.reader import UnreadableDocument, UnsupportedFormat, reader_for

_SUFFIX = ".zip"
_MOST_MEMBERS = 20_000
_MOST_UNPACKED_BYTES = 4_000_000_000
# Deflate reaches a ratio of about 1000 on nothing but zeros; prose stays below 10, the emptiest tables below 100.
_RATIO = 300
_RATIO_FROM_BYTES = 1_000_000
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_DRIVE = re.compile(r"^[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive. `name` is the document's name ("kb.zip/faq/a.md").

    Where it is not to be read, `skipped` says why in a sentence, and `data` is empty.
    """

    name: str
    data: bytes
    skipped: str = ""


def is_archive(name: str) -> bool:
    """Whether a file of this name holds documents instead of being one."""
    return PurePath(name).suffix.lower() == _SUFFIX


def members(name: str, source: bytes | BinaryIO, max_member_bytes: int = 20_000_000) -> Iterator[Member]:
    """The documents in an archive, unpacked one at a time as they are asked for (blocks); hidden files not at all.

    A zip inside is opened too, one inside that is skipped. Names can lead nowhere: "..", drives and leading slashes are
    taken off, and nothing is written. Raises `UnreadableDocument` when the archive itself is damaged, wholly
    encrypted, or unpacks to more than an honest one does.
    """
    budget = _Budget(max_member_bytes, set())
    yield from _members(name, io.BytesIO(source) if isinstance(source, bytes) else source, budget, nested=False)


@dataclass(slots=True)
class _Budget:
    max_member_bytes: int
    names: set[str]
    files: int = 0
    unpacked: int = 0


def _members(name: str, source: BinaryIO, budget: _Budget, nested: bool) -> Iterator[Member]:
    try:
        archive = zipfile.ZipFile(source)
    # What the zip module raises over a broken directory.
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, LookupError) as error:
        raise UnreadableDocument(f"{name} is damaged or not a zip archive; pack it again.") from error
    with archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        budget.files += len(entries)
        if budget.files > _MOST_MEMBERS:
            raise UnreadableDocument(f"{name} holds more than {_MOST_MEMBERS} files; split it.")
        if entries and all(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise UnreadableDocument(f"{name} is protected by a password; pack it again without one.")
        for entry in entries:
            path = _path(entry)
            if any(part.startswith(".") or part == "__MACOSX" for part in path.split("/")):
                continue
            inner = f"{name}/{path}"
            if why := _refused(entry, inner, budget, nested):
                yield Member(inner, b"", why)
                continue
            budget.names.add(inner)
            yield from _opened(archive, entry, inner, budget)


def _opened(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, budget: _Budget) -> Iterator[Member]:
    budget.unpacked += entry.file_size
    if budget.unpacked > _MOST_UNPACKED_BYTES:
        raise UnreadableDocument(f"{name}: the archive unpacks to more than 4 GB; split it.")
    try:
        data = archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        yield Member(name, b"", f"{name} cannot be unpacked ({error}); pack it again.")
        return
    if not is_archive(name):
        yield Member(name, data)
        return
    try:
        yield from _members(name, io.BytesIO(data), budget, nested=True)
    except UnreadableDocument as error:
        yield Member(name, b"", str(error))


def _refused(entry: zipfile.ZipInfo, name: str, budget: _Budget, nested: bool) -> str:
    """Why a member is not unpacked; empty for one that is."""
    if name in budget.names:
        return f"{name} is in the archive twice; the first is read."
    if entry.flag_bits & _ENCRYPTED:
        return f"{name} is protected by a password; pack it again without one."
    if stat.S_ISLNK(entry.external_attr >> 16):
        return f"{name} is only a link to another file."
    if is_archive(name) and nested:
        return f"{name} is an archive in an archive in an archive; upload it by itself."
    if not is_archive(name):
        try:
            reader_for(name)
        except UnsupportedFormat as error:
            return str(error)
    if entry.file_size > budget.max_member_bytes:
        return (
            f"{name} has {entry.file_size / 1e6:.1f} MB; a document may have {budget.max_member_bytes / 1e6:g} MB. "
            "Split it."
        )
    if entry.file_size > _RATIO_FROM_BYTES and entry.file_size > _RATIO * max(entry.compress_size, 1):
        return f"{name} unpacks to more than {_RATIO} times its size, as no document does."
    return ""


def _path(entry: zipfile.ZipInfo) -> str:
    """The member's path below its archive; names that are not marked as UTF-8 are often GBK, and kept as such."""
    path = entry.filename
    if not entry.flag_bits & _UTF8_NAME:
        raw = path.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                path = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    parts = _DRIVE.sub("", path.replace("\\", "/")).split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..")) or "unnamed"
