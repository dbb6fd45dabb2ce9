"""Cases in other systems' files: what a format is, and how a file is read and written in one."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import orjson

from evals.offline import formats
from evals.offline.case import AnyCase, Case


class FormatError(Exception):
    """A file cannot be read as that format; the message names file and line."""


class Reads(Protocol):
    """`read` of every module in `evals/offline/formats/`: (line number, case or what is wrong with it), lazily."""

    def __call__(self, lines: Iterable[str], language: str) -> Iterator[tuple[int, AnyCase | str]]: ...


class Writes(Protocol):
    """`write`, beside it: the lines of a file, without their ends. What the format has no place for is left out."""

    def __call__(self, cases: Sequence[Case]) -> Iterator[str]: ...


@dataclass(frozen=True, slots=True)
class Format:
    """One format."""

    id: str
    read: Reads
    write: Writes
    description: str


def load_formats() -> dict[str, Format]:
    """All formats, by id. Raises TypeError with the module's name where one does not export what it must."""
    found = {}
    for one in sorted(pkgutil.iter_modules(formats.__path__), key=lambda module: module.name):
        module = importlib.import_module(f"{formats.__name__}.{one.name}")
        if not callable(getattr(module, "read", None)) or not callable(getattr(module, "write", None)):
            raise TypeError(f"{module.__name__} must export functions named read and write")
        found[one.name] = Format(one.name, module.read, module.write, (module.__doc__ or "").strip())
    return found


def read_cases(file: Path, kind: Format, language: str) -> list[AnyCase]:
    """The cases of a file; `language` where the file names none. Raises FormatError naming every line that is wrong."""
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError(f"{file}: cannot be read: {error}") from error
    cases, problems, seen = list[AnyCase](), list[str](), set[str]()
    for number, found in kind.read(lines, language):
        if isinstance(found, str):
            problems.append(f"{file}:{number}: {found}")
        elif found.id in seen:
            problems.append(f"{file}:{number}: the id {found.id!r} is taken by an earlier case")
        else:
            seen.add(found.id)
            cases.append(found)
    if problems:
        raise FormatError("\n".join(problems))
    if not cases:
        raise FormatError(f"{file}: there are no cases")
    return cases


def case_line(case: AnyCase) -> str:
    """The case as a line of `cases.jsonl`, without what is as by default."""
    return orjson.dumps(case.model_dump(mode="json", exclude_defaults=True)).decode()
