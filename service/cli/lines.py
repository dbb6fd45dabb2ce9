"""Reading JSON Lines: one line at a time, whatever the file's size; what cannot be used is told and skipped."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

import typer
from pydantic import BaseModel, ValidationError

from service.cli.output import tell

Record = TypeVar("Record", bound=BaseModel)

MAX_LINE_BYTES = 16_000_000
_BOM = b"\xef\xbb\xbf"


class Lines:
    """The lines of one input, and how many of them could not be used."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.bad = 0
        self.read_bytes = 0

    def report(self, number: int, problem: str) -> None:
        """Tell that a line, counted from 1, is left out."""
        self.bad += 1
        tell(f"line {number}: {problem}")

    def texts(self) -> Iterator[str]:
        """Every line; an empty one in the place of what is no text, so that line numbers stay right."""
        for number, line in enumerate(self._raw(), 1):
            if line is None:
                self.report(number, f"longer than {MAX_LINE_BYTES / 1e6:.0f} MB")
                yield ""
                continue
            try:
                yield line.decode()
            except UnicodeDecodeError as error:
                self.report(number, f"not UTF-8: {error.reason} at byte {error.start}")
                yield ""

    def records(self, model: type[Record]) -> Iterator[tuple[int, Record]]:
        """Each line that holds a record, with its number; blank lines are passed over."""
        from evals.problems import describe

        for number, line in enumerate(self.texts(), 1):
            if not line.strip():
                continue
            try:
                yield number, model.model_validate_json(line)
            except ValidationError as error:
                self.report(number, describe(error))

    def finish(self) -> None:
        """End with exit code 1 where a line was left out."""
        if self.bad:
            tell(f"{self.bad:,} line{'s' if self.bad > 1 else ''} left out")
            raise typer.Exit(1)

    def _raw(self) -> Iterator[bytes | None]:
        while line := self._next():
            if self.read_bytes == len(line):
                line = line.removeprefix(_BOM)
            if len(line) < MAX_LINE_BYTES or line.endswith(b"\n"):
                yield line
                continue
            while (rest := self._next()) and not rest.endswith(b"\n"):
                pass
            yield None

    def _next(self) -> bytes:
        part = self._file.readline(MAX_LINE_BYTES)
        self.read_bytes += len(part)
        return part


@contextmanager
def open_lines(source: Path) -> Iterator[Lines]:
    """The lines of a file, or of stdin where it is `-`."""
    if str(source) == "-":
        yield Lines(sys.stdin.buffer)
        return
    with source.open("rb") as file:
        yield Lines(file)
