"""Which code, settings and documents answer and grade: digests that a run records and a cached result is kept under."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

import orjson
from pydantic import BaseModel, SecretStr

from knowledge.files import files_under

PACKAGES = ("knowledge", "prompts", "graphs", "evals")
_NOT_PLAYED = ("evals/suites", "evals/benchmarks", "evals/labelled")
_FIRST = 16


def digest(value: Any) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a JSON-able value; the order of keys does not matter."""
    packed = orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS, default=str)
    return hashlib.sha256(packed).hexdigest()[:_FIRST]


@cache
def code_version() -> str:
    """The package's version with a digest of all files that answer and grade; read once a process."""
    return f"{metadata.version('turnwise')}+{_of_files(_source_files())}"


def documents_version(paths: Iterable[Path]) -> str:
    """A digest of the names and contents of these files and folders. Raises FileNotFoundError."""
    return _of_files((name, file) for name, file in files_under(paths))


def settings_version(settings: BaseModel) -> str:
    """A digest of settings and of the contents of the files and folders that they name; secrets take no part.

    Where the data lie does not matter, nor where a named file does.
    """
    values = {name: value for name, value in settings if not isinstance(value, SecretStr) and name != "data"}
    named = sorted((name, _of_path(value)) for name, value in values.items() if isinstance(value, Path))
    plain = {name: value for name, value in values.items() if not isinstance(value, Path)}
    return digest([plain, named])


def _of_path(path: Path) -> str:
    return documents_version([path]) if path.exists() else ""


def _source_files() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        root = Path(import_module(package).__path__[0])
        for file in sorted(root.rglob("*")):
            name = f"{package}/{file.relative_to(root).as_posix()}"
            if file.is_file() and "__pycache__" not in name and not name.startswith(_NOT_PLAYED):
                yield name, file


def _of_files(files: Iterable[tuple[str, Path]]) -> str:
    found = hashlib.sha256()
    for name, file in files:
        found.update(f"{name}\0".encode())
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()[:_FIRST]
